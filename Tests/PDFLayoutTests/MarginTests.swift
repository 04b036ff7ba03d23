import Documents
import PDFLayout
import Testing

@Suite struct `Headings in a margin` {
  /// Sections with number, date and name in the margin, beside a list that has a gutter of its own.
  private static func manual(_ names: [[String]]) -> ParsedDocument {
    read { page in
      var y: Float = 80
      for (section, name) in names.enumerated() {
        page.line("2.3.\(section + 1)", 40, y)
        page.line("(01-17-2023)", 40, y + 12)
        for (number, line) in name.enumerated() {
          page.line(line, 40, y + 24 + 12 * Float(number), font: .bold)
        }
        for item in 1...3 {
          page.line("(\(item))", 190, y)
          y = page.prose(34, seed: 10 * section + item, 220, y, letters: 55) + 10
        }
        y += 20
      }
    }
  }

  @Test func `are read before the list beside them`() {
    let names = [
      ["Purpose and", "Objectives"], ["Background"], ["Terms/Definitions/", "Acronyms"],
      ["Authority"],
    ]
    let document = Self.manual(names)
    #expect(
      texts(document, .title) == [
        "2.3.1 Purpose and Objectives", "2.3.2 Background", "2.3.3 Terms/Definitions/Acronyms",
        "2.3.4 Authority",
      ]
    )
    #expect(texts(document, .listItem).count == 12)
    #expect(texts(document, .listItem)[0] == "(1) " + PageDraft.prose(34, seed: 1))
    let dates = document.elements.indices.filter { document.elements[$0].text == "(01-17-2023)" }
    #expect(dates.map { document.elements[$0 - 1].kind } == [.title, .title, .title, .title])
    #expect(document.ledger.isClosed)
  }
}
