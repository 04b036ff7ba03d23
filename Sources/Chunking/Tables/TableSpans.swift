/// The cells of a table that reach over several rows.
///
/// A piece of a table is a table of its own: what reaches into it from above stands in it again, and nothing
/// reaches out of it.
struct TableSpans {
  private struct Placed {
    var cell: TableMarkup.Cell
    var column: Int
    var width: Int
    /// The rows that it stands in, from its first on.
    var rows: Range<Int>
  }

  private let markup: TableMarkup
  /// By the row in which they begin, from left to right.
  private var placed: [[Placed]] = []
  /// Those that begin above a row and stand in it, from left to right.
  private var reaching: [[Placed]] = []

  init(_ markup: TableMarkup) {
    self.markup = markup
    var open: [Placed] = []
    for (number, row) in markup.rows.enumerated() {
      open.removeAll { $0.rows.upperBound <= number }
      reaching.append(open.sorted { $0.column < $1.column })
      var taken: Set<Int> = []
      for cell in open { taken.formUnion(cell.column..<cell.column + cell.width) }
      var column = 0
      var line: [Placed] = []
      for cell in row.cells {
        while taken.contains(column) { column += 1 }
        let width = markup.span("colspan", of: cell)
        let height = min(markup.span("rowspan", of: cell), markup.rows.count - number)
        line.append(
          Placed(cell: cell, column: column, width: width, rows: number..<number + max(1, height))
        )
        column += width
      }
      placed.append(line)
      open += line.filter { $0.rows.count > 1 }
    }
  }

  /// What the cells say that begin above a row and stand in it.
  func texts(reachingInto row: Int) -> [String] {
    reaching[row].map(\.cell.text).filter { !$0.isEmpty }
  }

  /// Rows as HTML that stands alone.
  func html(_ rows: Range<Int>) -> String {
    var html = ""
    for row in rows {
      var cells = placed[row]
      if row == rows.lowerBound { cells += reaching[row] }
      html += "<tr>"
      for cell in cells.sorted(by: { $0.column < $1.column }) {
        let height = min(cell.rows.upperBound, rows.upperBound) - row
        html += markup.cell(cell.cell, width: cell.width, height: height)
      }
      html += "</tr>"
    }
    return html
  }
}
