import Documents
import PDFLayout
import Testing

@Suite struct `Headings in a margin` {
  private static let names = [
    ["Purpose and", "Objectives"], ["Background"], ["Terms/Definitions/", "Acronyms"],
    ["Authority"],
  ]
  private static let titles = [
    "2.3.1 Purpose and Objectives", "2.3.2 Background", "2.3.3 Terms/Definitions/Acronyms",
    "2.3.4 Authority",
  ]

  /// Sections with number, date and name in the margin, beside a list that has a gutter of its own.
  private static func page(_ number: Int, at left: Float = 40, from first: Int = 0) -> PageDraft {
    var page = PageDraft(number)
    var y: Float = 80
    for section in first..<names.count {
      let name = names[section]
      heading("2.3.\(section + 1)", name, left, y, on: &page)
      for item in 1...3 {
        page.line("(\(item))", left + 150, y)
        y = page.prose(34, seed: 10 * section + item, left + 180, y, letters: 55) + 10
      }
      y += 20
    }
    return page
  }

  private static func heading(
    _ number: String,
    _ name: [String],
    _ left: Float,
    _ y: Float,
    on page: inout PageDraft
  ) {
    page.line(number, left, y)
    page.line("(01-17-2023)", left, y + 12)
    for (number, line) in name.enumerated() {
      page.line(line, left, y + 24 + 12 * Float(number), font: .bold)
    }
  }

  @Test func `are read before the list beside them`() {
    let document = read([Self.page(1)])
    #expect(texts(document, .title) == Self.titles)
    #expect(texts(document, .listItem).count == 12)
    #expect(texts(document, .listItem)[0] == "(1) " + PageDraft.prose(34, seed: 1))
    let dates = document.elements.indices.filter { document.elements[$0].text == "(01-17-2023)" }
    #expect(dates.map { document.elements[$0 - 1].kind } == [.title, .title, .title, .title])
    #expect(document.ledger.isClosed)
  }

  @Test func `are known by the pages before where a page has but one`() {
    var last = PageDraft(3)
    Self.heading("2.3.5", ["Screens"], 60, 80, on: &last)
    last.line("(1)", 210, 80)
    last.line("The table names what follows.", 240, 80)
    for row in 0..<8 {
      last.line("\(row + 1)", 250, 110 + 16 * Float(row))
      last.line("Module", 290, 110 + 16 * Float(row))
    }
    let document = read([Self.page(1, at: 60), Self.page(2, from: 1), last])
    #expect(texts(document, .title) == Self.titles + Self.titles.dropFirst() + ["2.3.5 Screens"])
    #expect(document.ledger.isClosed)
  }
}
