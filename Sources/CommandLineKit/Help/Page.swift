/// The place where help will be read: how wide it is, and whether it shows bold type.
package struct Page: Sendable, Equatable {
  package let width: Int
  package let color: Bool

  /// Creates a page; widths that leave no room for two columns are widened.
  package init(width: Int = 80, color: Bool = false) {
    self.width = max(40, width)
    self.color = color
  }

  func heading(_ text: String) -> String { bold(text.uppercased()) + "\n" }
  func bold(_ text: String) -> String { styled(text, "1") }
  func alarm(_ text: String) -> String { styled(text, "1;31") }

  private func styled(_ text: String, _ code: String) -> String {
    color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Returns the text as lines that begin at column `indent`, later ones `hanging` further right.
  ///
  /// A word that is wider than the page stands alone on its line.
  func wrapped(_ text: String, indent: Int = 0, hanging: Int = 0) -> String {
    lines(text, width: width - indent - hanging, first: width - indent).enumerated()
      .map { row, line in blanks(row == 0 ? indent : indent + hanging) + line + "\n" }
      .joined()
  }

  /// Returns paragraphs with blank lines between; lines that start with two spaces stay as they are.
  func paragraphs(_ text: String, indent: Int = 0) -> String {
    Prose(text).blocks.map { block in
      switch block {
      case .paragraph(let text): wrapped(text, indent: indent)
      case .verbatim(let lines): lines.map { blanks(indent) + $0 + "\n" }.joined()
      }
    }.joined(separator: "\n")
  }

  /// Returns rows of a bold term and its explanation, which starts at `column`.
  ///
  /// A term that reaches into the column has its explanation on the next line.
  func rows(_ rows: [Row], column: Int) -> String {
    rows.map { row in
      let room = column - 2 - row.term.count
      let explanation = wrapped(row.text, indent: column)
      guard !explanation.isEmpty else { return "  " + bold(row.term) + "\n" }
      let beside = room < 2 ? "\n" + explanation : blanks(room) + explanation.dropFirst(column)
      return "  " + bold(row.term) + beside
    }.joined()
  }

  /// Returns the column at which explanations start, so that few terms reach into it.
  func column(of rows: [Row]) -> Int {
    let limit = min(28, width / 2 - 4)
    return (rows.map { $0.term.count + 4 }.filter { $0 <= limit }.max()) ?? limit
  }

  private func lines(_ text: String, width: Int, first: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let room = lines.isEmpty ? first : width
      if !line.isEmpty, line.printedCount + 1 + word.count > room {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) }
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension String {
  /// The number of characters that take up room, which those of a styling code do not.
  fileprivate var printedCount: Int {
    guard contains("\u{1B}") else { return count }
    var isCode = false
    return count { letter in
      defer { if letter == "m" { isCode = false } }
      if letter == "\u{1B}" { isCode = true }
      return !isCode
    }
  }
}
