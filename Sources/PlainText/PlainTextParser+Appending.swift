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
      let piece = slice(line.start, line.end)
      // Scripts without spaces between words have none between lines either.
      let isUnspaced =
        Self.isUnspaced(joined.unicodeScalars.last) && Self.isUnspaced(piece.unicodeScalars.first)
      if !isUnspaced { joined += " " }
      joined += piece
    }
    return joined
  }

  /// Whether a scalar is of a script, or a mark, that is written without spaces around it.
  private static func isUnspaced(_ scalar: Unicode.Scalar?) -> Bool {
    switch scalar?.value ?? 0 {
    case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3001...0x30FF, 0x3400...0x9FFF,
      0xF900...0xFAFF, 0xFF01...0xFF60, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// The text between two bytes, which are always at the edges of scalars.
  func slice(_ start: Int, _ end: Int) -> Substring {
    let lower = text.utf8.index(text.startIndex, offsetBy: start)
    return text[lower..<text.utf8.index(lower, offsetBy: end - start)]
  }
}
