import Documents

/// A cell of a table while its content is being read.
struct TableCell {
  enum Merge {
    case none
    /// The first of cells that are one, from top to bottom.
    case first
    case following
  }

  var span = 1
  var merge = Merge.none
  /// Whether it belongs to the cell on its left, as old files say it.
  var continuesLeft = false
  var isRemoved = false
  private(set) var text = MarkedText()
  private(set) var html: [UInt8] = []

  mutating func add(_ paragraph: MarkedText) {
    guard !paragraph.bytes.isEmpty else { return }
    if !html.isEmpty { html += Array("<br/>".utf8) }
    html.appendMarkup(paragraph.bytes)
    text.append(paragraph, after: 0x0A)
  }

  /// Adds a table in the cell.
  mutating func add(_ table: RenderedTable) {
    html += table.html
    text.append(table.text, after: 0x0A)
  }

  /// Takes over the content of another cell that is one with it.
  mutating func merge(_ other: TableCell) {
    guard !other.html.isEmpty else { return }
    if !html.isEmpty { html += Array("<br/>".utf8) }
    html += other.html
    text.append(other.text, after: 0x0A)
  }
}

extension [UInt8] {
  /// Adds text as it stands between tags, with breaks of lines.
  fileprivate mutating func appendMarkup(_ text: [UInt8]) {
    var start = 0
    while let end = text[start...].firstIndex(of: 0x0A) {
      appendEscaped(text, start..<end)
      self += "<br/>".utf8
      start = end + 1
    }
    appendEscaped(text, start..<text.count)
  }
}
