/// The text of a table, and where in it rows and cells stand.
struct TableRows {
  struct Row {
    /// Bytes of the text; what stands between two rows belongs to the second.
    var range: Range<Int>
    /// Where cells end that say something.
    var cellEnds: [Int]
  }

  /// White space folded, each row on a line of its own.
  let text: String
  private(set) var rows: [Row] = []
  let markup: TableMarkup?

  /// Without HTML, or with HTML that says something else, there are no rows.
  init(_ source: String, html: String?) {
    self.init(folded: source.folded, html: html)
  }

  init(folded: String, html: String?) {
    guard let markup = html.flatMap({ TableMarkup($0) }), !markup.rows.isEmpty,
      let rows = Self.align(markup, folded.utf8Span.span)
    else {
      (text, self.markup) = (folded, nil)
      return
    }
    var bytes = Array(folded.utf8)
    for row in rows.dropFirst() where !row.range.isEmpty {
      let start = row.range.lowerBound
      if start > 0, bytes[start - 1] == 0x20 { bytes[start - 1] = 0x0A }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.rows = rows
    self.markup = markup
  }

  /// Finds the rows in the text one after the other; nil where one of them is not there.
  private static func align(_ markup: TableMarkup, _ text: Span<UInt8>) -> [Row]? {
    var rows: [Row] = []
    var offset = 0
    for row in markup.rows {
      let begin = skipSpace(text, offset)
      var start = begin
      var tries = 0
      while true {
        if let (end, cellEnds) = match(row, text, from: start) {
          rows.append(Row(range: begin..<end, cellEnds: cellEnds))
          offset = end
          break
        }
        // A word further on: titles and notes may stand between rows.
        tries += 1
        guard tries < 200, let next = nextWord(text, start) else { return nil }
        start = next
      }
    }
    if let last = rows.indices.last { rows[last].range = rows[last].range.lowerBound..<text.count }
    return rows
  }

  private static func skipSpace(_ text: Span<UInt8>, _ offset: Int) -> Int {
    offset < text.count && text[offset] == 0x20 ? offset + 1 : offset
  }

  private static func nextWord(_ text: Span<UInt8>, _ offset: Int) -> Int? {
    var offset = offset
    while offset < text.count, text[offset] != 0x20 { offset += 1 }
    return offset + 1 < text.count ? offset + 1 : nil
  }

  /// Where a row that begins at an offset ends, and its cells; spaces do not count.
  private static func match(_ row: TableMarkup.Row, _ text: Span<UInt8>, from start: Int)
    -> (Int, [Int])?
  {
    var offset = start
    var ends: [Int] = []
    ends.reserveCapacity(row.cells.count)
    for cell in row.cells where !cell.text.isEmpty {
      let bytes = cell.text.utf8Span.span
      for index in bytes.indices {
        let byte = bytes[index]
        if byte == 0x20 { continue }
        if offset < text.count, text[offset] == 0x20 { offset += 1 }
        guard offset < text.count, text[offset] == byte else { return nil }
        offset += 1
      }
      ends.append(offset)
    }
    return (offset, ends)
  }
}
