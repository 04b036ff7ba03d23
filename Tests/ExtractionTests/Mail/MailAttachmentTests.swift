import Documents
import Extraction
import Foundation
import PDFFixtures
import Testing

@Suite struct `Attachments of mail` {
  private struct File {
    var name: String
    var type: String
    var bytes: [UInt8]

    init(_ name: String, _ type: String, _ bytes: [UInt8]) {
      (self.name, self.type, self.bytes) = (name, type, bytes)
    }

    init(_ name: String, _ type: String, _ text: String) {
      self.init(name, type, Array(text.utf8))
    }
  }

  private static func message(_ files: [File], subject: String = "Papers") -> [UInt8] {
    var text = "Subject: \(subject)\r\nContent-Type: multipart/mixed; boundary=limit\r\n\r\n"
    for (index, file) in files.enumerated() {
      text += "--limit\r\nContent-Type: \(file.type)\r\n"
      text += "Content-Disposition: attachment; filename=\"\(file.name)\"\r\n"
      text += "Content-Transfer-Encoding: base64\r\n\r\n"
      text += Data(file.bytes).base64EncodedString(options: .lineLength76Characters) + "\r\n"
      // The text of the message stands behind its first file.
      if index == 0 { text += "--limit\r\nContent-Type: text/plain\r\n\r\nPlease read.\r\n" }
    }
    return Array((text + "--limit--\r\n").utf8)
  }

  private static func pdf(_ pages: [String]) -> [UInt8] {
    var draft = PDFDraft()
    for page in pages { draft.addPage("BT /F1 10 Tf 20 200 Td (\(page)) Tj ET") }
    return draft.bytes
  }

  private static var lockedPDF: [UInt8] {
    var draft = PDFDraft()
    draft.addPage("BT /F1 10 Tf 20 200 Td (Secret.) Tj ET")
    let key = String(repeating: "5A", count: 32)
    draft.trailer =
      "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <\(key)> /U <\(key)> >>"
    return draft.bytes
  }

  /// A file as Word locks it.
  private static let lockedWord: [UInt8] =
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    + "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }

  private func read(
    _ files: [File],
    options: ExtractionOptions = ExtractionOptions(),
    progress: (Int) -> Void = { _ in }
  ) throws -> ParsedDocument {
    let found = try extract(Self.message(files), as: .mail, options: options, progress: progress)
    #expect(found.ledger.isClosed, "\(found.ledger)")
    return found
  }

  @Test func `are read in every format that is read by itself`() throws {
    let found = try read([
      File("tide.pdf", "application/pdf", Self.pdf(["The tide is measured.", "It comes twice."])),
      File("a.docx", "application/octet-stream", WordFile(paragraph("A word.")).bytes),
      File("b.html", "text/html", "<nav>Home</nav><ol start=4><li>An item.</ol>"),
      File("c.csv", "application/vnd.ms-excel", "p,q\n1,2\n"),
      File("d.md", "text/plain", "# Head"), File("e.txt", "text/plain", "A line."),
    ])
    #expect(
      found.elements.map(\.text) == [
        "Papers", "Please read.", "The tide is measured.", "It comes twice.", "A word.", "Home",
        "An item.", "p q\n1 2", "Head", "A line.",
      ]
    )
    #expect(
      found.elements.compactMap { $0.attachment?.path } == [
        ["tide.pdf"], ["tide.pdf"], ["a.docx"], ["b.html"], ["b.html"], ["c.csv"], ["d.md"],
        ["e.txt"],
      ]
    )
    #expect(found.elements[2].attachment?.mediaType == "application/pdf")
    #expect(found.elements[4].attachment?.mediaType?.hasSuffix("wordprocessingml.document") == true)
    #expect(found.elements[2].pageNumber == 1 && found.elements[3].pageNumber == 2)
    #expect(found.elements[6].label == "4.")
    #expect(found.elements.allSatisfy { $0.sourceRange == nil })
    #expect(found.facts.attachments.allSatisfy { $0.unread == nil })
    #expect(found.facts.pageCount == nil, "what a file has is no fact of the message")
    #expect(found.remarks == [])
  }

  @Test func `that cannot be read are remarked on, and the rest is read`() throws {
    let found = try read([
      File("locked.pdf", "application/pdf", Self.lockedPDF),
      File("broken.pdf", "application/pdf", "%PDF-1.4 nothing"),
      File("locked.docx", "application/octet-stream", Self.lockedWord),
      File("cut.docx", "application/octet-stream", Array(WordFile("x").bytes.dropLast(9))),
      File("picture.png", "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      File("last.txt", "text/plain", "The rest."),
    ])
    #expect(found.elements.map(\.text) == ["Papers", "Please read.", "The rest."])
    let reasons = found.facts.attachments.map(\.unread)
    #expect(reasons[0]?.hasPrefix("is locked") == true, "\(reasons)")
    #expect(reasons[1] != nil)
    #expect(reasons[2]?.hasPrefix("is locked") == true, "\(reasons)")
    #expect(reasons[3]?.hasPrefix("is damaged") == true, "\(reasons)")
    #expect(reasons[4] == "is a file of the format PNG, which is not read")
    #expect(reasons[5] == nil)
    let names = ["locked.pdf", "broken.pdf", "locked.docx", "cut.docx"]
    #expect(found.remarks.count == names.count, "\(found.remarks)")
    for (remark, name) in zip(found.remarks, names) {
      #expect(remark.hasPrefix("has an attachment '\(name)' that "))
    }
  }

  @Test func `that are locked open with the passwords for the message`() throws {
    let url = URL(filePath: "../shared/corpus/pdf/made-encrypted-rc4-128-user.pdf")
    guard let bytes = try? Data(contentsOf: url) else { return }
    var options = ExtractionOptions()
    options.passwords = ["user", "secret", "password"]
    let found = try read([File("x.pdf", "application/pdf", Array(bytes))], options: options)
    #expect(found.facts.attachments.map { $0.unread == nil } == [found.elements.count > 2])
  }

  @Test func `that lie beside a page are read if they are documents of their own`() throws {
    func part(_ type: String, _ bytes: [UInt8]) -> String {
      "--r\r\nContent-Type: \(type)\r\nContent-Disposition: inline; filename=x\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\n\(Data(bytes).base64EncodedString())\r\n"
    }
    let text =
      "Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<p>Page\r\n"
      + part("text/css", Array("p { color: red }".utf8)) + part("image/png", [0x89, 0x50])
      + part("text/html", Array("<p>Frame".utf8))
      + part("application/pdf", Self.pdf(["Paper."])) + "--r--\r\n"
    let found = try extract(Array(text.utf8), as: .mail)
    #expect(found.elements.map(\.text) == ["Page", "Paper."])
    #expect(found.facts.attachments.count == 4)
    #expect(found.facts.attachments.allSatisfy { $0.unread == nil })
    #expect(found.ledger.isClosed)
  }

  @Test func `of attached messages are read as well, and know their way`() throws {
    let inner = Self.message([File("t.pdf", "application/pdf", Self.pdf(["Deep."]))], subject: "In")
    let found = try read([
      File("in.eml", "message/rfc822", inner), File("z.txt", "text/plain", "z"),
    ])
    #expect(
      found.elements.map(\.text) == ["Papers", "Please read.", "In", "Please read.", "Deep.", "z"]
    )
    #expect(
      found.elements.map { $0.attachment?.path ?? [] } == [
        [], [], ["in.eml"], ["in.eml"], ["in.eml", "t.pdf"], ["z.txt"],
      ]
    )
    #expect(found.elements[4].attachment?.mediaType == "application/pdf")
    #expect(found.facts.attachments.map(\.name) == ["in.eml", "t.pdf", "z.txt"])
    #expect(found.facts.mail?.subject == "Papers")
  }

  @Test func `are read up to a depth and a number`() throws {
    var message = Self.message([File("x.txt", "text/plain", "bottom")])
    for _ in 0..<12 { message = Self.message([File("m.eml", "message/rfc822", message)]) }
    let deep = try extract(message, as: .mail)
    #expect(deep.elements.map { $0.attachment?.path.count ?? 0 }.max() == 8)
    #expect(deep.remarks.contains { $0.contains("more than 8 deep") })
    let files = (0..<520).map { File("\($0).txt", "text/plain", "file \($0)") }
    let many = try read(files)
    #expect(many.elements.count == 502)
    #expect(many.facts.attachments.count == 520)
    #expect(many.facts.attachments[499].unread == nil)
    #expect(many.facts.attachments[500].unread == "comes after 500 other files")
    #expect(many.remarks.count == 1)
  }

  @Test func `and their pages are numbered on, so that one can be left out`() throws {
    let files = [
      File("a.pdf", "application/pdf", Self.pdf(["One.", "Two."])),
      File("b.txt", "text/plain", "Between."),
      File("c.pdf", "application/pdf", Self.pdf(["Three.", "Four."])),
    ]
    var heard: [Int] = []
    let all = try read(files) { heard.append($0) }
    #expect(heard == [1, 2, 3, 4, 5, 6, 7])
    #expect(all.elements.map(\.text).suffix(5) == ["One.", "Two.", "Between.", "Three.", "Four."])
    var options = ExtractionOptions()
    options.skipPages = [3, 6]
    let some = try read(files, options: options)
    #expect(some.elements.map(\.text).suffix(3) == ["One.", "Between.", "Four."])
    options.skipPages = [1]
    let later = try read(files, options: options)
    #expect(later.elements.map(\.text).contains("Three."))
    #expect(!later.elements.map(\.text).contains("One."))
    #expect(later.facts.attachments[0].unread == "ends the process that reads it")
  }
}
