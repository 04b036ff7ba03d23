import Documents

extension PlainTextParser {
  /// Adds an element made of whole lines.
  mutating func append(_ kind: ElementKind, _ lines: ArraySlice<TextLine>, text: String? = nil) {
    guard let first = lines.first, let last = lines.last else { return }
    elements.append(
      Element(
        kind,
        text ?? joinedText(lines),
        sourceRange: first.scalarStart..<last.scalarEnd
      )
    )
  }

  /// The content of lines with a space between each two.
  func joinedText(_ lines: ArraySlice<TextLine>, from start: Int? = nil) -> String {
    guard let first = lines.first, let last = lines.last else { return "" }
    let start = start ?? first.start
    if lines.count == 1 { return String(slice(start, first.end)) }
    var joined = ""
    joined.reserveCapacity(last.end - start)
    joined += slice(start, first.end)
    for line in lines.dropFirst() {
      joined += " "
      joined += slice(line.start, line.end)
    }
    return joined
  }

  /// The text between two bytes, which are always at the edges of scalars.
  func slice(_ start: Int, _ end: Int) -> Substring {
    let lower = text.utf8.index(text.startIndex, offsetBy: start)
    return text[lower..<text.utf8.index(lower, offsetBy: end - start)]
  }
}
