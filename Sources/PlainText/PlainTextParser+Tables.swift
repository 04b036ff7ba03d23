import Documents

extension PlainTextParser {
  /// Takes lines whose columns are lined up with spaces or separated by tabs.
  mutating func parseTable(_ lines: ArraySlice<TextLine>, in bytes: Span<UInt8>) -> Bool {
    guard lines.count > 1, let first = lines.first, ListMarker(bytes, first) == nil,
      let rows = AlignedTable.rows(lines, in: bytes, &looked)
    else { return false }
    codeEnd = nil
    appendTable(
      rows.map { $0.map { String(slice($0.lowerBound, $0.upperBound)) } },
      heads: 0,
      lines
    )
    return true
  }

  /// Takes a table that is drawn with signs; gives how many lines it took.
  mutating func parseDrawnTable(
    at index: Int,
    of block: [TextLine],
    in bytes: Span<UInt8>
  ) -> Int {
    guard
      let found = DrawnTable.read(block[index...], in: bytes, &looked)
        ?? RuledTable.read(block[index...], in: bytes)
    else { return 0 }
    let lines = block[index..<(index + found.lineCount)]
    let rows = found.rows.map { row in
      row.map { cell in
        cell.map { String(slice($0.lowerBound, $0.upperBound)) }.joined(separator: " ")
      }
    }
    appendTable(rows, heads: found.heads, lines)
    guard let first = lines.first, let last = lines.last, let table = elements.last else {
      return 0
    }
    let all = CharacterLedger.count(utf8: bytes.extracting(first.start..<last.end))
    markup += all - CharacterLedger.count(table.text)
    return lines.count
  }

  /// Adds a table by its cells, of which the first rows are its head.
  private mutating func appendTable(
    _ rows: [[String]],
    heads: Int,
    _ lines: ArraySlice<TextLine>
  ) {
    closeList()
    var text = ""
    var html = "<table>"
    for (number, row) in rows.enumerated() {
      if !text.isEmpty { text += "\n" }
      if heads > 0, number == 0 { html += "<thead>" }
      if heads > 0, number == heads { html += "<tbody>" }
      let tag = number < heads ? "th" : "td"
      html += "<tr>"
      var isBegun = false
      for content in row {
        if isBegun, !content.isEmpty { text += " " }
        isBegun = true
        text += content
        html += "<\(tag)>" + escapedForMarkup(content) + "</\(tag)>"
      }
      html += "</tr>"
      if heads > 0, number == heads - 1 { html += "</thead>" }
      if heads > 0, number >= heads, number == rows.count - 1 { html += "</tbody>" }
    }
    append(.table, lines, text: text)
    elements[elements.count - 1].textAsHTML = html + "</table>"
  }
}
