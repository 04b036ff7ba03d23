import Documents
import PDFLayout
import Testing

@Suite struct `Headings that the outline names` {
  /// A page with lines at its top and text below them, and what the outline calls the page.
  private static func document(_ title: String, _ lines: [String], gap: Float = 14)
    -> ParsedDocument
  {
    var page = PageDraft()
    var y: Float = 60
    for line in lines {
      page.line(line, 50, y, font: .bold)
      y += gap
    }
    page.prose(120, 50, y + 20)
    return read([page], outline: [.init(title: title, depth: 1, page: 1)])
  }

  private static func headings(_ document: ParsedDocument) -> [String] {
    document.elements.filter { $0.kind == .title }.map { "\($0.categoryDepth ?? -1) \($0.text)" }
  }

  @Test(arguments: [
    ("4.1-2  Harbour bells", ["Plate 4.1-2 (03-01-2019)", "Harbour bells"], "(03-01-2019)"),
    ("4.1-2 Harbour bells", ["4.1-2 (May 1998)", "Harbour bells"], "(May 1998)"),
    ("A.3 Harbour bells (old ones)", ["A.3 (new)", "Harbour bells (old ones)"], "(new)"),
    ("7 Harbour bells", ["Annex 7", "(revised)", "Harbour bells"], "(revised)"),
  ])
  func `number, remark and title in lines of their own are one, and the remark follows`(
    title: String,
    lines: [String],
    remark: String
  ) throws {
    let document = Self.document(title, lines)
    let whole = lines.joined(separator: " ").replacing(" \(remark)", with: "", maxReplacements: 1)
    #expect(Self.headings(document) == ["1 \(whole)"])
    let place = try #require(document.elements.firstIndex { $0.text == remark })
    #expect(document.elements[place - 1].kind == .title)
    #expect(document.ledger.isClosed)
  }

  @Test func `a title in several lines is one`() {
    let document = Self.document(
      "Harbour bells and lamps",
      ["Harbour", "bells and", "lamps"],
      gap: 16
    )
    #expect(Self.headings(document) == ["1 Harbour bells and lamps"])
    #expect(document.ledger.isClosed)
  }

  @Test func `a remark on one line with number and title is taken out`() {
    let document = Self.document("2.4 Harbour bells", ["Part 2.4 (1998) Harbour bells"])
    #expect(Self.headings(document) == ["1 Part 2.4 Harbour bells"])
    #expect(texts(document).contains("(1998)"))
    #expect(document.ledger.isClosed)
  }

  @Test func `what a title has in parentheses itself stays in it`() {
    let document = Self.document("2.4 Harbour bells", ["2.4 Harbour bells (1998)"])
    #expect(!texts(document).contains("(1998)"))
  }

  @Test(arguments: [
    ("3.1 Ropes", ["Plate 4.1-2 (2019)", "Harbour bells"]),
    ("4.1-2 Harbour bells", ["Plate 4.1-3 (2019)", "Harbour lamps"]),
  ])
  func `other lines are left as they are`(title: String, lines: [String]) {
    #expect(texts(Self.document(title, lines)).starts(with: lines))
  }

  @Test func `a hyphen in a remark of its own is counted once`() {
    var page = PageDraft()
    page.line("Plate 4-2", 50, 60, font: .bold)
    page.lines(["(written in Novem-", "ber 1998 by hand)"], 50, 72)
    page.line("Harbour bells", 50, 96, font: .bold)
    page.prose(120, 50, 120)
    let document = read(
      [page],
      outline: [.init(title: "4-2 Harbour bells", depth: 1, page: 1)]
    )
    #expect(Self.headings(document) == ["1 Plate 4-2 Harbour bells"])
    #expect(texts(document).contains("(written in November 1998 by hand)"))
    #expect(document.ledger.drops[.hyphen] == 1)
    #expect(document.ledger.isClosed)
  }

  @Test(arguments: [
    ("1", "Figure 1", false), ("2019", "Copyright 2019", false), ("4-2", "Table 4-2", false),
    ("1 Map", "Figure 1 Map", false), ("1 Harbour bells", "Plate 1 Harbour bells", true),
  ])
  func `a word and a number that the outline lists are no heading`(
    title: String,
    line: String,
    isHeading: Bool
  ) {
    var page = PageDraft()
    page.prose(120, 50, 60)
    page.line(line, 50, 300)
    page.prose(120, seed: 2, 50, 330)
    let document = read([page], outline: [.init(title: title, depth: 1, page: 1)])
    #expect(Self.headings(document) == (isHeading ? ["1 \(line)"] : []))
    #expect(texts(document).contains(line))
  }

  @Test func `a parenthesis that is not closed is no remark`() {
    let document = Self.document("4-2 Harbour bells", ["4-2 (draft of the", "Harbour bells"])
    #expect(!texts(document).contains { $0.hasPrefix("(") || $0 == "4-2 Harbour bells" })
    #expect(texts(document).contains { $0.hasPrefix("4-2 (draft of the") })
    #expect(document.ledger.isClosed)
  }

  @Test func `a parenthesis of the title may be closed in its next line`() {
    let document = Self.document(
      "4-2 Harbour bells (old and new)",
      ["4-2", "Harbour bells (old", "and new)"],
      gap: 16
    )
    #expect(Self.headings(document) == ["1 4-2 Harbour bells (old and new)"])
    #expect(document.ledger.isClosed)
  }

  @Test(arguments: [
    (["4-2", "Harbour bells"], ["4-2 (continued)", "Harbour bells"], 0),
    (["4-2 (continued)", "Harbour bells"], ["4-2", "Harbour bells"], 1),
    (["4-2 (continued)", "Harbour bells"], ["4-2 Harbour bells"], 1),
    (["4-2 (1998)", "Harbour bells"], ["4-2 (1999)", "Harbour bells"], 0),
  ])
  func `what the outline names once is one heading, plain if it may be`(
    first: [String],
    second: [String],
    chosen: Int
  ) throws {
    var page = PageDraft()
    page.lines(first, 50, 60, leading: 16)
    page.prose(120, 50, 110)
    page.lines(second, 50, 400, leading: 16)
    page.prose(120, seed: 2, 50, 450)
    let document = read(
      [page],
      outline: [.init(title: "4-2 Harbour bells", depth: 1, page: 1)]
    )
    #expect(Self.headings(document) == ["1 4-2 Harbour bells"])
    let heading = try #require(document.elements.firstIndex { $0.kind == .title })
    let prose = try #require(document.elements.firstIndex { $0.text.utf8.count > 100 })
    #expect((heading > prose ? 1 : 0) == chosen)
    #expect(document.ledger.isClosed)
  }

  @Test func `lines far from each other are not joined`() {
    let document = Self.document("4.1-2 Harbour bells", ["4.1-2", "Harbour bells"], gap: 60)
    #expect(Self.headings(document) == ["1 Harbour bells"])
  }

  @Test func `a number that counts the pages is no header over the title it belongs to`() {
    let names = ["Bells", "Lamps", "Ropes", "Wicks"]
    let pages = (1...4).map { number in
      var page = PageDraft(number)
      page.line("The Harbour Year", 50, 30)
      page.line("Plate 5-\(number) (2019)", 50, 60, font: .bold)
      page.line("Harbour \(names[number - 1])", 50, 74, font: .bold)
      page.prose(300, seed: number, 50, 110)
      return page
    }
    let outline = names.indices.map {
      DocumentFacts.OutlineEntry(title: "5-\($0 + 1) Harbour \(names[$0])", depth: 0, page: $0 + 1)
    }
    let document = read(pages, outline: outline)
    #expect(
      texts(document, .title) == names.indices.map { "Plate 5-\($0 + 1) Harbour \(names[$0])" }
    )
    #expect(texts(document, .header) == Array(repeating: "The Harbour Year", count: 4))
    #expect(document.ledger.isClosed)
  }
}
