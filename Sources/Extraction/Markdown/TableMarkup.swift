import CommonMark
import Documents

/// A table's text and its HTML.
struct TableMarkup {
  /// The cells joined by spaces, the rows by line ends.
  private(set) var text = ""
  private(set) var html = ""
  private(set) var inlines = MarkdownInlines()

  init(_ table: MarkdownTable) {
    var scalars = 0
    for row in table.rows {
      if scalars > 0 { append("\n", &scalars) }
      var isFirst = true
      for cell in row.cells where !cell.text.isEmpty {
        if !isFirst { append(" ", &scalars) }
        isFirst = false
        inlines.add(cell, at: scalars)
        append(cell.text, &scalars)
      }
    }
    html = Self.html(table.rows.map { (isHeader: $0.isHeader, cells: $0.cells.map(\.text)) })
  }

  private mutating func append(_ more: String, _ scalars: inout Int) {
    text += more
    scalars += more.unicodeScalars.count
  }

  /// Writes rows as a table, the leading header rows as its head.
  static func html(_ rows: [(isHeader: Bool, cells: [String])]) -> String {
    let head = rows.prefix { $0.isHeader }
    let body = rows.dropFirst(head.count)
    return "<table>" + section(head, "thead", "th") + section(body, "tbody", "td") + "</table>"
  }

  private static func section(
    _ rows: ArraySlice<(isHeader: Bool, cells: [String])>,
    _ name: String,
    _ cell: String
  ) -> String {
    guard !rows.isEmpty else { return "" }
    var html = "<\(name)>"
    for row in rows {
      html += "<tr>"
      for text in row.cells { html += "<\(cell)>" + escapedForMarkup(text) + "</\(cell)>" }
      html += "</tr>"
    }
    return html + "</\(name)>"
  }
}
