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
    /// The bytes of HTML that it holds, where it stands in several rows.
    var weight = 0
  }

  /// Cells further to the right reach into no other row, so that no row has very many above it.
  private static let mostColumns = 1000
  /// Where cells hold more HTML than this, they stand in later pieces without it.
  static let mostMarkup = 1 << 14

  private let markup: TableMarkup
  /// By the row in which they begin, from left to right.
  private var placed: [[Placed]] = []
  /// Those of several rows, by the column in which they begin, from the top down; no two of a column share a row.
  private var tall: [[Placed]] = []

  init(_ markup: TableMarkup) {
    self.markup = markup
    placed.reserveCapacity(markup.rows.count)
    /// Those that reach into the row, from left to right.
    var open: [Placed] = []
    for number in markup.rows.indices {
      open.removeAll { $0.rows.upperBound <= number }
      let line = place(markup.rows[number].cells, of: number, beside: open)
      placed.append(line)
      var begun: [Placed] = []
      for cell in line where cell.rows.count > 1 && cell.column < Self.mostColumns {
        var cell = cell
        cell.weight = markup.weight(of: cell.cell)
        while tall.count <= cell.column { tall.append([]) }
        tall[cell.column].append(cell)
        begun.append(cell)
      }
      if !begun.isEmpty { open = Self.merged(open, begun) }
    }
  }

  /// Finds the columns of a row's cells, which go around those that reach into it.
  private func place(_ cells: [TableMarkup.Cell], of row: Int, beside open: [Placed]) -> [Placed] {
    var line: [Placed] = []
    line.reserveCapacity(cells.count)
    var column = 0
    var passed = 0
    for cell in cells {
      while passed < open.count, open[passed].column <= column {
        column = max(column, open[passed].column + open[passed].width)
        passed += 1
      }
      let width = markup.columns(of: cell)
      let height = min(markup.rows(of: cell), markup.rows.count - row)
      line.append(Placed(cell: cell, column: column, width: width, rows: row..<row + height))
      column += width
    }
    return line
  }

  /// Two lists from left to right as one.
  private static func merged(_ first: [Placed], _ second: [Placed]) -> [Placed] {
    var result: [Placed] = []
    result.reserveCapacity(first.count + second.count)
    var next = 0
    for cell in first {
      while next < second.count, second[next].column < cell.column {
        result.append(second[next])
        next += 1
      }
      result.append(cell)
    }
    return result + second[next...]
  }

  /// Those that begin above a row and stand in it, from left to right.
  private func reaching(into row: Int) -> [Placed] {
    tall.compactMap { column in
      var (low, high) = (0, column.count)
      while low < high {
        let middle = (low + high) / 2
        if column[middle].rows.lowerBound < row { low = middle + 1 } else { high = middle }
      }
      return low > 0 && column[low - 1].rows.upperBound > row ? column[low - 1] : nil
    }
  }

  /// What the cells say that begin above a row and stand in it; nothing where that is longer than so many bytes.
  func text(reachingInto row: Int, most: Int) -> String {
    let cells = reaching(into: row)
    var bytes = 0
    for cell in cells {
      bytes += cell.cell.text.utf8.count
      if bytes > most { return "" }
    }
    return TableMarkup.joined(cells.lazy.map(\.cell))
  }

  /// Adds rows as HTML that stands alone.
  func add(_ rows: Range<Int>, to html: inout [UInt8]) {
    for row in rows {
      html += "<tr>".utf8
      let above = row == rows.lowerBound ? reaching(into: row) : []
      let isHeavy = above.reduce(0) { $0 + $1.weight } > Self.mostMarkup
      for cell in above.isEmpty ? placed[row] : Self.merged(placed[row], above) {
        let height = min(cell.rows.upperBound, rows.upperBound) - row
        let isBlank = isHeavy && cell.rows.lowerBound < row
        markup.add(cell.cell, width: cell.width, height: height, isBlank: isBlank, to: &html)
      }
      html += "</tr>".utf8
    }
  }
}
