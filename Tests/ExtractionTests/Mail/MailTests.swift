import Documents
import Extraction
import Scratch
import Testing

@Suite struct `Mail` {
  private func mail(_ text: String) -> ParsedDocument {
    document(
      text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
      .mail
    )
  }

  @Test func `has the facts of its head`() {
    let found = mail(
      """
      From: =?ISO-8859-1?Q?J=FCrgen_M=FCller?= <jm@example.org>
      To: "Doe, John" <jd@example.org>,
       =?UTF-8?B?w4Ru?= =?UTF-8?B?bmE=?= <a@example.org>
      Cc: c@example.org
      Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe_?=
       =?utf-8?q?und_mehr?= - und
       Text
      Date: Tue, 1 Jul 2003 10:52:37 +0200 (CEST)
      Message-ID: <x@y>

      Hello there.
      """
    )
    #expect(found.facts.mail?.from == ["Jürgen Müller <jm@example.org>"])
    #expect(found.facts.mail?.to == ["Doe, John <jd@example.org>", "Änna <a@example.org>"])
    #expect(found.facts.mail?.cc == ["c@example.org"])
    #expect(found.facts.mail?.subject == "Grüße und mehr - und Text")
    #expect(found.facts.mail?.date == "2003-07-01T10:52:37+02:00")
    #expect(found.facts.mail?.messageID == "<x@y>")
    #expect(
      found.elements.map(\.outline) == ["Title0: Grüße und mehr - und Text", "Text: Hello there."]
    )
    #expect(found.elements.map(\.role) == ["subject", nil])
    #expect(found.ledger.isClosed)
  }

  @Test(arguments: [
    ("Fri, 21 Nov 97 09:55:06 -0600", "1997-11-21T09:55:06-06:00"),
    ("21 Nov 1997 09:55 GMT", "1997-11-21T09:55:00Z"),
    ("Thu, 13 Feb 1969 23:32:54 EST", "1969-02-13T23:32:54-05:00"),
    ("1 Feb 2020", "2020-02-01"),
  ])
  func `has its date as ISO 8601`(written: String, date: String) {
    #expect(mail("Date: \(written)\n\nx").facts.mail?.date == date)
  }

  @Test func `without a date that can be read has none`() {
    #expect(mail("Date: yesterday\nFrom: a@b.c\n\nx").facts.mail?.date == nil)
  }

  @Test func `has quotes and a signature marked`() {
    let found = mail(
      """
      Subject: s

      My answer is here.

      > What is it that you ask me about?
      >> Older words.
      Below it.

      --\u{20}
      Ann
      """
    )
    #expect(found.elements.map(\.role) == ["subject", nil, "quote", "quote", nil, "signature"])
    #expect(found.elements.last?.text == "Ann")
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `has flowed lines joined`() {
    let found = mail(
      "Content-Type: text/plain; format=flowed; delsp=no\n\nThis is a line that \ngoes on and on \nto its end.\n"
    )
    #expect(found.elements.map(\.text) == ["This is a line that goes on and on to its end."])
  }

  @Test(arguments: [
    ("7bit", "us-ascii", "plain"), ("base64", "utf-8", "Z3LDvG\nw="),
    ("quoted-printable", "iso-8859-1", "gr=FC=\nn"), ("Quoted-Printable", "utf-8", "gr=C3=BCn"),
    ("BASE64", "koi8-r", "0NLJ18XU"),
  ])
  func `has its body decoded`(encoding: String, charset: String, body: String) {
    let found = mail(
      "Content-Type: text/plain; charset=\"\(charset)\"\nContent-Transfer-Encoding: \(encoding)\n\n\(body)"
    )
    let expected =
      ["us-ascii": "plain", "koi8-r": "привет"][charset] ?? (body.hasPrefix("Z") ? "grül" : "grün")
    #expect(found.elements.map(\.text) == [expected == "grül" ? "grül" : expected])
  }

  private static let alternative = """
    Subject: s
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="a:1"

    preamble
    --a:1
    Content-Type: multipart/alternative; boundary=b

    --b
    Content-Type: text/plain

    Plain words of the body.
    --b
    Content-Type: text/html

    <h2>Head</h2><p>Plain words <a href=x>of</a> the body.</p>
    --b--

    --a:1
    Content-Type: text/csv; name="=?utf-8?q?t=C3=A4ble=2Ecsv?="
    Content-Disposition: attachment

    p,q
    1,2
    --a:1
    Content-Type: application/octet-stream
    Content-Disposition: attachment; filename*0*=utf-8''na%C3%AF; filename*1=ve.bin
    Content-Transfer-Encoding: base64

    AAEC
    --a:1
    Content-Type: message/rfc822

    Subject: inner
    From: x@y.z

    Inner text.
    --a:1--
    epilogue
    """

  @Test func `has one form of its body, and its attachments`() {
    let found = mail(Self.alternative)
    #expect(
      found.elements.map(\.outline) == [
        "Title0: s", "Title1: Head", "Prose: Plain words of the body.", "Table: p q\n1 2",
        "Title0: inner", "Text: Inner text.",
      ]
    )
    #expect(
      found.elements.map { $0.attachment?.path ?? [] }
        == [[], [], [], ["täble.csv"], ["part 3"], ["part 3"]]
    )
    #expect(
      found.elements.map { $0.attachment?.mediaType } == [nil, nil, nil, "text/csv"]
        + ["message/rfc822", "message/rfc822"]
    )
    #expect(found.facts.attachments.map(\.name) == ["täble.csv", "naïve.bin", "part 3"])
    #expect(
      found.facts.attachments.map(\.unread) == [
        nil, "is a file of the format application/octet-stream, which is not read", nil,
      ]
    )
    #expect(found.remarks == [])
    #expect(found.facts.attachments.map(\.size).prefix(2) == [8, 3])
    #expect(found.facts.attachments[1].digest.hasPrefix("ae4b3280e56e2faf83f414a6e3dabe9d"))
    #expect(found.facts.mail?.from == [])
    #expect(found.ledger.drops[.alternative] == 20)
    #expect(found.ledger.isClosed, "\(found.ledger)")
  }

  @Test func `has the plain form when the other says less`() {
    let text = Self.alternative.replacing(
      "<h2>Head</h2><p>Plain words <a href=x>of</a> the body.</p>",
      with: "<p>x"
    )
    #expect(mail(text).elements.map(\.text).contains("Plain words of the body."))
  }

  @Test func `remarks on what cannot be read`() {
    let text = Self.alternative.replacing("p,q\n1,2", with: "\u{0}\u{1}\u{2}")
    #expect(
      mail(text).remarks == [
        "has an attachment 'täble.csv' that looks like binary data: 1 bytes are zero among the first 3"
      ]
    )
  }

  @Test(arguments: [
    "", "\n", "x", "--", "Subject:", "Content-Type: multipart/mixed; boundary=x\n\n",
    "Content-Type: multipart/mixed; boundary=x\n\n--x--", "Content-Type: multipart/mixed\n\ntext",
    "Content-Type: multipart/mixed; boundary=x\n\n--x\n--x\n--x\n", ": x\n\n", "=?a?b?c?=\n",
  ])
  func `of any build is read`(text: String) {
    #expect(mail(text).ledger.isClosed)
  }

  private static let hostile: [(name: String, source: String)] = [
    (
      "delimiters",
      "Content-Type: multipart/mixed; boundary=x\n\n" + String(repeating: "--x\n", count: 200_000)
    ),
    (
      "parts in parts",
      String(repeating: "Content-Type: multipart/mixed; boundary=x\n\n--x\n", count: 20_000)
        + "text"
    ),
    ("encoded words", "Subject: " + String(repeating: "=?utf-8?q?a?= ", count: 50_000) + "\n\nx"),
    ("marks of words", "Subject: " + String(repeating: "=?", count: 200_000) + "\n\nx"),
    ("addresses", "To: " + String(repeating: "a@b.c, ", count: 100_000) + "\n\nx"),
    (
      "parameters",
      "Content-Type: text/plain; " + String(repeating: "a*0=b;", count: 50_000) + "\n\nx"
    ),
    ("fields", String(repeating: "X: y\n", count: 200_000) + "\nx"),
    ("deep quotes", "\n" + String(repeating: ">", count: 500_000)),
    ("changing quotes", "\n" + String(repeating: "> a\nb\n", count: 50_000)),
    (
      "equals signs",
      "Content-Transfer-Encoding: quoted-printable\n\n" + String(repeating: "=", count: 500_000)
    ),
    (
      "messages in messages",
      String(repeating: "Content-Type: message/rfc822\n\n", count: 20_000) + "x"
    ),
  ]

  @Test(arguments: hostile.map(\.name))
  func `takes time in proportion to its size`(name: String) throws {
    let source = try #require(Self.hostile.first { $0.name == name }).source
    var found = ParsedDocument()
    let time = ownSeconds { found = mail(source) }
    #expect(time < 5)
    let ledger = found.ledger
    #expect(ledger.isClosed, "\(ledger)")
  }

  @Test(arguments: 0..<20)
  func `is read whatever is wrong with it`(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    for _ in 0..<50 {
      var bytes = Array(Self.alternative.utf8)
      for _ in 0..<Int.random(in: 1...10, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: 0x20...255, using: &numbers)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 20))
        default: bytes.insert(contentsOf: Array("\n--b\n".utf8), at: place)
        }
      }
      let found = try extract(bytes, as: .mail)
      #expect(found.ledger.isClosed, "\(found.ledger)")
    }
  }
}
