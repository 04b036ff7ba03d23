import Documents
import PDFLayout
import Testing

@Suite struct `Tables with loose rows` {
  private static let lefts: [Float] = [60, 160, 260]

  /// Draws rows; a cell that is empty is left out.
  private static func draw(_ rows: [[String]], _ y: Float, pitch: Float, on page: inout PageDraft) {
    for (row, cells) in rows.enumerated() {
      for (column, cell) in cells.enumerated() where !cell.isEmpty {
        page.line(cell, lefts[column], y + Float(row) * pitch)
      }
    }
  }

  private static func head(_ y: Float, on page: inout PageDraft) {
    for (column, name) in ["LINE", "PLACE", "WHAT IT SAYS"].enumerated() {
      // Names begin before the middle of their columns.
      page.line(name, lefts[column] - 25, y, font: .bold)
    }
  }

  private static func rows(_ table: Element) -> [[String]] {
    (table.textAsHTML ?? "").split(separator: "<tr>").dropFirst().map { row in
      row.split(separator: "</t").dropLast().compactMap { cell in
        cell.firstRange(of: "<td>").map { String(cell[$0.upperBound...]) }
          ?? cell.firstRange(of: "<th>").map { String(cell[$0.upperBound...]) }
      }
    }
  }

  private static let body = [
    ["1", "01", "Kind of the bell"], ["", "", "S = struck"], ["", "", "R = rung"],
    ["1", "06", "Year of the bell"], ["2", "11", "Weight of the bell"],
  ]

  @Test func `a bold head that stands off is over them`() throws {
    let document = read { page in
      Self.head(100, on: &page)
      Self.draw(Self.body.filter { !$0[0].isEmpty }, 142, pitch: 19, on: &page)
    }
    let table = try #require(document.elements.first)
    #expect(document.elements.count == 1)
    #expect(
      Self.rows(table) == [["LINE", "PLACE", "WHAT IT SAYS"]] + Self.body.filter { !$0[0].isEmpty }
    )
    #expect(document.ledger.isClosed)
  }

  @Test func `lines of the last column as far apart as rows are in the table`() throws {
    let document = read { page in
      Self.head(100, on: &page)
      Self.draw(Self.body, 142, pitch: 19, on: &page)
    }
    let table = try #require(document.elements.first)
    #expect(document.elements.count == 1)
    #expect(Self.rows(table) == [["LINE", "PLACE", "WHAT IT SAYS"]] + Self.body)
    #expect(document.ledger.isClosed)
  }

  @Test func `what no row follows is below the table`() {
    let document = read { page in
      Self.head(100, on: &page)
      Self.draw(
        Self.body + [["", "", "Told by the ringer"], ["", "", "Read by the clerk"]],
        142,
        pitch: 19,
        on: &page
      )
    }
    #expect(document.elements.count { $0.kind == .table } == 1)
    #expect(!texts(document, .table)[0].contains("clerk"))
    #expect(document.ledger.isClosed)
  }

  @Test func `titles side by side over other columns are no head`() {
    let document = read { page in
      page.line("Bells of the harbour", 60, 100, font: .bold)
      page.line("Lamps of the harbour", 300, 100, font: .bold)
      page.line("metres", 60, 142)
      page.line("metres", 300, 142)
      page.line("500", 60, 154)
      page.line("500", 300, 154)
    }
    #expect(texts(document, .table).allSatisfy { !$0.contains("Bells") })
  }
}
