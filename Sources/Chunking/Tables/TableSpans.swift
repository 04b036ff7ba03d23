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
      if !open.isEmpty { open.removeAll { $0.rows.upperBound <= number } }
      reaching.append(open.count > 1 ? open.sorted { $0.column < $1.column } : open)
      var taken: Set<Int> = []
      for cell in open { taken.formUnion(cell.column..<cell.column + cell.width) }
      var column = 0
      var line: [Placed] = []
      line.reserveCapacity(row.cells.count)
      for cell in row.cells {
        if !taken.isEmpty { while taken.contains(column) { column += 1 } }
        let width = markup.span("colspan", of: cell)
        let height = min(markup.span("rowspan", of: cell), markup.rows.count - number)
        line.append(
          Placed(cell: cell, column: column, width: width, rows: number..<number + max(1, height))
        )
        column += width
      }
      for cell in line where cell.rows.count > 1 { open.append(cell) }
      placed.append(line)
    }
  }

  /// What the cells say that begin above a row and stand in it.
  func text(reachingInto row: Int) -> String {
    reaching[row].isEmpty ? "" : TableMarkup.joined(reaching[row].lazy.map(\.cell))
  }

  /// Adds rows as HTML that stands alone.
  func add(_ rows: Range<Int>, to html: inout [UInt8]) {
    for row in rows {
      html += "<tr>".utf8
      if row == rows.lowerBound, !reaching[row].isEmpty {
        let cells = placed[row] + reaching[row]
        add(cells.sorted { $0.column < $1.column }, of: row, upTo: rows.upperBound, to: &html)
      } else {
        add(placed[row], of: row, upTo: rows.upperBound, to: &html)
      }
      html += "</tr>".utf8
    }
  }

  private func add(_ cells: [Placed], of row: Int, upTo end: Int, to html: inout [UInt8]) {
    for cell in cells {
      let height = min(cell.rows.upperBound, end) - row
      markup.add(cell.cell, width: cell.width, height: height, to: &html)
    }
  }
}
