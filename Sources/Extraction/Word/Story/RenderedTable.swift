/// A table's text, and its HTML with spans.
struct RenderedTable {
  /// The cells joined by spaces, the rows by line ends.
  private(set) var text = MarkedText()
  private(set) var html: [UInt8] = []

  /// The most columns that a cell is believed to span before the grid is asked.
  private static let believedSpan = 63

  private struct Place {
    var row: Int
    var index: Int
  }

  init(_ table: WordTable, hasHeadStyle: Bool) {
    var rows = table.rows
    let columns = Self.clampSpans(&rows, columns: table.columns)
    var spans = rows.map { $0.cells.map { _ in 1 } }
    Self.mergeDown(&rows, &spans)
    let headers = Self.headerCount(rows, spans, hasHeadStyle: hasHeadStyle)
    for (index, row) in rows.enumerated() {
      var line = MarkedText()
      if index == 0 || index == headers {
        if index > 0 { html += Array("</thead>".utf8) }
        html += Array(
          (index < headers ? "<table><thead>" : index == 0 ? "<table><tbody>" : "<tbody>").utf8
        )
      }
      html += Array("<tr>".utf8)
      let tag = index < headers ? "th" : "td"
      appendGap(min(row.columnsBefore, columns), tag)
      for (place, cell) in row.cells.enumerated() where spans[index][place] > 0 {
        append(cell, rowSpan: spans[index][place], tag)
        line.append(cell.text, after: 0x20)
      }
      appendGap(min(row.columnsAfter, columns), tag)
      html += Array("</tr>".utf8)
      text.append(line, after: 0x0A)
    }
    guard !rows.isEmpty else { return }
    html += Array((headers == rows.count ? "</thead></table>" : "</tbody></table>").utf8)
  }

  private mutating func appendGap(_ columns: Int, _ tag: String) {
    guard columns > 0 else { return }
    let span = columns > 1 ? " colspan=\"\(columns)\"" : ""
    html += Array("<\(tag)\(span)></\(tag)>".utf8)
  }

  private mutating func append(_ cell: TableCell, rowSpan: Int, _ tag: String) {
    var opening = "<" + tag
    if cell.span > 1 { opening += " colspan=\"\(cell.span)\"" }
    if rowSpan > 1 { opening += " rowspan=\"\(rowSpan)\"" }
    html += Array((opening + ">").utf8)
    html += cell.html
    html += Array("</\(tag)>".utf8)
  }

  /// Brings absurd spans down to what the grid has room for; gives the grid's width.
  private static func clampSpans(_ rows: inout [WordTable.Row], columns: Int) -> Int {
    func believed(_ span: Int) -> Int { span > believedSpan ? 1 : max(span, 1) }
    var width = min(columns, 4096)
    for row in rows {
      let cells = row.cells.reduce(0) { $0 + believed($1.span) }
      width = max(width, cells + believed(max(row.columnsBefore, 0)) - 1)
    }
    for index in rows.indices {
      var column = min(max(rows[index].columnsBefore, 0), width)
      for place in rows[index].cells.indices {
        let span = rows[index].cells[place].span
        let others = rows[index].cells.count - 1 - place
        let room = max(width - column - others, 1)
        rows[index].cells[place].span = span > believedSpan ? min(span, room) : max(span, 1)
        column += rows[index].cells[place].span
      }
    }
    return width
  }

  /// Makes one of the cells that are merged from top to bottom; those merged away span nothing.
  private static func mergeDown(_ rows: inout [WordTable.Row], _ spans: inout [[Int]]) {
    // By its first column, the cell that those below may belong to.
    var open: [Int: Place] = [:]
    for row in rows.indices {
      var next: [Int: Place] = [:]
      var column = max(rows[row].columnsBefore, 0)
      for index in rows[row].cells.indices {
        let cell = rows[row].cells[index]
        switch cell.merge {
        case .none: break
        case .first: next[column] = Place(row: row, index: index)
        case .following:
          if let first = open[column], rows[first.row].cells[first.index].span == cell.span {
            rows[first.row].cells[first.index].merge(cell)
            spans[first.row][first.index] += 1
            spans[row][index] = 0
            next[column] = first
          } else {
            next[column] = Place(row: row, index: index)
          }
        }
        column += cell.span
      }
      open = next
    }
  }

  /// How many rows at the top are headers, those included that a header cell reaches into.
  private static func headerCount(
    _ rows: [WordTable.Row],
    _ spans: [[Int]],
    hasHeadStyle: Bool
  ) -> Int {
    var count = rows.prefix { $0.isHeader }.count
    if count == 0, hasHeadStyle, rows.count > 1 { count = 1 }
    var row = 0
    while row < count {
      for span in spans[row] { count = max(count, min(row + span, rows.count)) }
      row += 1
    }
    return count
  }
}
