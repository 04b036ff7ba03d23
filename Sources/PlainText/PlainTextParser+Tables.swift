import Documents

extension PlainTextParser {
  /// Takes lines whose columns are lined up with spaces or separated by tabs.
  mutating func parseTable(_ lines: ArraySlice<TextLine>, in bytes: Span<UInt8>) -> Bool {
    guard lines.count > 1, let first = lines.first, ListMarker(bytes, first) == nil,
      let rows = AlignedTable.rows(lines, in: bytes)
    else { return false }
    closeList()
    codeEnd = nil
    var text = ""
    var html = "<table>"
    for row in rows {
      if !text.isEmpty { text += "\n" }
      html += "<tr>"
      for (place, cell) in row.enumerated() {
        let content = slice(cell.lowerBound, cell.upperBound)
        if place > 0, !content.isEmpty { text += " " }
        text += content
        html += "<td>" + escapedForMarkup(content) + "</td>"
      }
      html += "</tr>"
    }
    append(.table, lines, text: text)
    elements[elements.count - 1].textAsHTML = html + "</table>"
    return true
  }
}
