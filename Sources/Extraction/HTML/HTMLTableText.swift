import Documents

/// A table of data: its text with a space between cells and a line for each row, and its HTML.
struct HTMLTableText {
  private var rows: [Row] = []
  private var isInHead = false
  private var cellStart = 0
  /// The text before the table's caption interrupted it.
  var interrupted: InlineText?

  private struct Row {
    var isHead: Bool
    var cells: [Cell] = []
  }

  private struct Cell {
    var isHeader: Bool
    var columns: Int
    var rows: Int
    /// The bytes of the text.
    var text: Range<Int>
  }

  mutating func openSection(isHead: Bool) { isInHead = isHead }

  mutating func openRow(_ inline: inout InlineText) {
    if inline.breaks == 0, !inline.isEmpty { inline.addBreak() }
    rows.append(Row(isHead: isInHead))
  }

  mutating func closeRow(_ inline: inout InlineText) {
    if inline.breaks == 0, !inline.isEmpty { inline.addBreak() }
  }

  mutating func openCell(isHeader: Bool, columns: Int, rows spanned: Int, _ inline: InlineText) {
    if rows.isEmpty { rows.append(Row(isHead: isInHead)) }
    cellStart = inline.bytes.count
    rows[rows.count - 1].cells.append(
      Cell(isHeader: isHeader, columns: columns, rows: spanned, text: cellStart..<cellStart)
    )
  }

  mutating func closeCell(_ inline: inout InlineText) {
    guard let row = rows.indices.last, let cell = rows[row].cells.indices.last else { return }
    var start = cellStart
    while start < inline.bytes.count, inline.bytes[start] <= 0x20 { start += 1 }
    rows[row].cells[cell].text = start..<max(start, inline.bytes.count)
    inline.addSpace()
  }

  /// Writes the table without attributes but spans.
  ///
  /// The rows of its head come first, or those at its beginning that have header cells only.
  func html(_ bytes: [UInt8]) -> String {
    var head = rows.prefix { $0.isHead }.count
    if head == 0 {
      head = rows.prefix { !$0.cells.isEmpty && $0.cells.allSatisfy { $0.isHeader } }.count
      // A table whose cells are all headers has no head to speak of.
      if head == rows.count { head = min(head, 1) }
    }
    var html = Array("<table>".utf8)
    html.reserveCapacity(bytes.count * 2)
    write(rows[..<head], "thead", bytes, &html)
    write(rows[head...], "tbody", bytes, &html)
    html += Array("</table>".utf8)
    return String(decoding: html, as: UTF8.self)
  }

  private func write(
    _ rows: ArraySlice<Row>,
    _ section: String,
    _ bytes: [UInt8],
    _ html: inout [UInt8]
  ) {
    guard !rows.isEmpty else { return }
    html += Array("<\(section)>".utf8)
    for row in rows where !row.cells.isEmpty {
      html += Array("<tr>".utf8)
      for cell in row.cells {
        let isHeader = cell.isHeader
        html += Array((isHeader ? "<th" : "<td").utf8)
        if cell.columns > 1 { html += Array(" colspan=\"\(cell.columns)\"".utf8) }
        if cell.rows > 1 { html += Array(" rowspan=\"\(cell.rows)\"".utf8) }
        html.append(UInt8(ascii: ">"))
        html.appendEscaped(bytes, cell.text)
        html += Array((isHeader ? "</th>" : "</td>").utf8)
      }
      html += Array("</tr>".utf8)
    }
    html += Array("</\(section)>".utf8)
  }
}
