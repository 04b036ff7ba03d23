import Documents
import PDFLayout
import Testing

@Suite struct `Headings have levels` {
  private static func headings(_ document: ParsedDocument) -> [String] {
    document.elements.filter { $0.kind == .title }.map { "\($0.categoryDepth ?? -1) \($0.text)" }
  }

  private static func draw(_ heads: [(text: String, size: Float, font: PageDraft.Font)])
    -> PageDraft
  {
    var page = PageDraft(height: 2000)
    var y: Float = 60
    for (seed, head) in heads.enumerated() {
      page.line(head.text, 50, y + head.size, size: head.size, font: head.font)
      y = page.prose(50, seed: seed, 50, y + 2.2 * head.size) + 14
    }
    return page
  }

  @Test func `larger type is a higher level`() {
    let page = Self.draw([
      ("Harbours", 20, .bold), ("Lamps", 15, .bold), ("Wicks", 12, .bold), ("Ropes", 15, .bold),
    ])
    #expect(Self.headings(read([page])) == ["0 Harbours", "1 Lamps", "2 Wicks", "1 Ropes"])
  }

  @Test func `bold type of the text's size is a level below larger type`() {
    let page = Self.draw([("Harbours", 16, .plain), ("Lamps", 10, .bold), ("Wicks", 10, .bold)])
    #expect(Self.headings(read([page])) == ["0 Harbours", "1 Lamps", "1 Wicks"])
  }

  @Test func `section numbers tell the level`() {
    let page = Self.draw([
      ("1 Harbours", 14, .bold), ("1.1 Lamps", 12, .bold), ("1.1.1 Wicks", 10, .bold),
      ("2 Ropes", 14, .bold), ("2.1 Bells", 12, .bold), ("2.1.1 Clappers", 10, .bold),
    ])
    #expect(
      Self.headings(read([page])).map { String($0.first ?? "?") } == ["0", "1", "2", "0", "1", "2"]
    )
  }

  @Test func `the outline knows headings that look like text`() {
    var page = PageDraft()
    page.line("Harbours", 50, 60)
    page.prose(60, 50, 90)
    let outline = [DocumentFacts.OutlineEntry(title: "Harbours", depth: 2, page: 1)]
    #expect(Self.headings(read([page], outline: outline)) == ["2 Harbours"])
  }

  @Test func `a number that stands apart belongs to its heading`() {
    var page = PageDraft()
    page.line("3.2", 50, 60, size: 14, font: .bold)
    page.line("Harbours", 130, 60, size: 14, font: .bold)
    page.prose(60, 50, 90)
    #expect(Self.headings(read([page])) == ["0 3.2 Harbours"])
  }

  @Test(arguments: [
    "and so this line is the tail of a sentence that is bold.", "A label that is to be continued,",
    "42", "keeper@example.org",
  ])
  func `what is no heading`(text: String) {
    var page = PageDraft()
    page.line(text, 50, 60, font: .bold)
    page.prose(60, 50, 90)
    #expect(Self.headings(read([page])).isEmpty)
  }

  @Test func `the source of a quotation is none`() {
    let page = Self.draw([
      ("Harbours", 16, .bold), ("—From the book of lamps", 10, .bold), ("Ropes", 16, .bold),
    ])
    #expect(Self.headings(read([page])) == ["0 Harbours", "0 Ropes"])
  }

  @Test func `a menu has none`() {
    var page = Self.draw([("Harbours", 20, .bold)])
    for row in 0..<6 { page.line("Entry of a menu", 50, 400 + Float(row) * 40, size: 14) }
    page.prose(50, seed: 4, 50, 700)
    #expect(Self.headings(read([page])) == ["0 Harbours"])
  }
}
