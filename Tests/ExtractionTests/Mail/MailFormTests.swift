import Documents
import Extraction
import Testing

@Suite struct `Forms and parts of mail` {
  private func mail(_ text: String) -> ParsedDocument {
    let found = document(
      text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
      .mail
    )
    #expect(found.ledger.isClosed, "\(found.ledger)")
    return found
  }

  private func parts(_ kind: String, _ parts: [(head: String, body: String)]) -> ParsedDocument {
    var text = "From: a@b.c\nSubject: s\nMIME-Version: 1.0\n"
    text += "Content-Type: multipart/\(kind); boundary=R\n\n"
    for part in parts { text += "--R\n\(part.head)\n\n\(part.body)\n" }
    return mail(text + "--R--\n")
  }

  private static let notice = "This message requires a reader that knows HTML."
  private static let words = String(repeating: "All of the words are here. ", count: 30)

  @Test(arguments: [
    (
      notice, "<table><tr><th>Bolt</th><td>3</td></tr><tr><th>Nut</th><td>4</td></tr></table>", true
    ),
    (notice, "<p>See <a href=http://x>here</a></p>", true),
    (notice, "<p>See</p>", false),
    (words, "<p><a href=http://x>In a browser</a></p>", false),
    (words, "<p>\(words)</p>", true),
  ])
  func `give the body in the form that loses least`(plain: String, html: String, takesHTML: Bool) {
    let found = parts(
      "alternative",
      [
        ("Content-Type: text/plain", plain), ("Content-Type: text/html", html),
      ]
    )
    let left = found.ledger.drops[.alternative] ?? 0
    #expect(takesHTML ? left == CharacterLedger.count(plain) : left < CharacterLedger.count(plain))
    #expect(found.elements.contains { $0.kind == .table } == html.hasPrefix("<table"))
    #expect(found.elements.contains { !$0.links.isEmpty } == (takesHTML && html.contains("href")))
  }

  @Test func `give reports of delivery and heads line by line`() {
    let found = parts(
      "report; report-type=delivery-status",
      [
        ("Content-Type: text/plain", "It could not be delivered."),
        (
          "Content-Type: message/delivery-status",
          "Reporting-MTA: dns; x\n\nAction: failed\nStatus:\n 5.1.1"
        ),
        ("Content-Type: text/rfc822-headers", "Subject: hi\nTo: b@c.d"),
      ]
    )
    #expect(
      found.elements.map(\.text) == [
        "s", "It could not be delivered.", "Reporting-MTA: dns; x", "Action: failed\nStatus:5.1.1",
        "Subject: hi\nTo: b@c.d",
      ]
    )
    #expect(found.elements.allSatisfy { $0.attachment == nil })
  }

  @Test func `give calendars after the body and without machinery`() {
    let found = parts(
      "alternative",
      [
        ("Content-Type: text/plain", "We meet at noon."),
        (
          "Content-Type: text/calendar; method=REQUEST",
          "BEGIN:VCALENDAR\nPRODID:x\nBEGIN:VTIMEZONE\nTZID:y\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\n"
            + "SUMMARY:Lunch\\, late\nDESCRIPTION:One\\n\n two\nEND:VEVENT\nEND:VCALENDAR"
        ),
      ]
    )
    #expect(
      found.elements.map(\.outline) == [
        "Title0: s", "Prose: We meet at noon.", "Text: SUMMARY:Lunch, late\nDESCRIPTION:One\ntwo",
      ]
    )
    #expect(found.elements.last?.attachment != nil)
  }

  @Test(arguments: [
    ("mixed", "application/ms-tnef; name=winmail.dat", "TNEF"),
    ("mixed", "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "S/MIME"),
    ("encrypted; protocol=\"application/pgp-encrypted\"", "application/octet-stream", "PGP"),
  ])
  func `tell of parts that cannot be read`(kind: String, type: String, sign: String) {
    let found = parts(kind, [("Content-Type: \(type)", "xxx")])
    #expect(found.remarks.count == 1)
    #expect(found.remarks.first?.contains(sign) == true, "\(found.remarks)")
    #expect(found.facts.attachments.first?.unread?.contains(sign) == true)
  }

  private static let mailbox = """
    From a@b Mon Mar  2 10:00:00 2026
    From: a@b.c
    Subject: First

    Body one.
    >From here on it goes.

    From Monday on we are closed.

    From c@d Mon Mar  2 11:00:00 2026
    From: c@d.e
    Subject: Second

    Body two.
    """

  @Test(arguments: ["box.mbox", "Inbox", "mail.bak"])
  func `stand in mailboxes one after another`(name: String) throws {
    let found = try extract(Array(Self.mailbox.utf8), fileName: name)
    #expect(
      found.elements.map(\.text) == [
        "First", "Body one.\nFrom here on it goes.", "From Monday on we are closed.", "Second",
        "Body two.",
      ]
    )
    #expect(
      found.elements.compactMap { $0.attachment?.path.first } == [
        "message 1", "message 1", "message 1", "message 2", "message 2",
      ]
    )
    #expect(found.facts.attachments.count == 2)
    #expect(found.facts.attachments.map(\.mail?.from) == [["a@b.c"], ["c@d.e"]])
    #expect(
      found.elements.map(\.attachment?.mail?.subject) == [
        "First", "First", "First", "Second", "Second",
      ]
    )
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }
}
