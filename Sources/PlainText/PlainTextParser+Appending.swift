import Documents

extension PlainTextParser {
  /// Adds an element made of whole lines.
  mutating func append(_ kind: ElementKind, _ lines: ArraySlice<TextLine>, text: String? = nil) {
    guard let first = lines.first, let last = lines.last else { return }
    var element = Element(
      kind,
      text ?? joinedText(lines),
      sourceRange: first.scalarStart..<last.scalarEnd
    )
    if hasPages { element.pageNumber = first.page + 1 }
    elements.append(element)
  }

  /// The content of lines with a space between each two, or a line's end where it was meant.
  ///
  /// A word that the end of a line divides is put together where the text tells how.
  mutating func joinedText(_ lines: ArraySlice<TextLine>, from start: Int? = nil) -> String {
    guard let first = lines.first, let last = lines.last else { return "" }
    let start = start ?? first.start
    if lines.count == 1 { return String(slice(start, first.end)) }
    var joined = ""
    joined.reserveCapacity(last.end - start)
    joined += slice(start, first.end)
    var previous = first
    previous.start = start
    for line in lines.dropFirst() {
      let piece = slice(line.start, line.end)
      let form = divided.isEmpty ? .unknown : form(of: previous, and: line)
      previous = line
      if form != .unknown {
        if form == .joined {
          joined.removeLast()
          hyphens += 1
        }
        joined += piece
        continue
      }
      // Scripts without spaces between words have none between lines either.
      let isUnspaced =
        Self.isUnspaced(joined.unicodeScalars.last) && Self.isUnspaced(piece.unicodeScalars.first)
      if !isUnspaced { joined += keepsLines ? "\n" : " " }
      joined += piece
    }
    return joined
  }

  private func form(of line: TextLine, and next: TextLine) -> DividedWords.Form {
    let bytes = text.utf8.span
    let parts = DividedWords.parts(bytes, before: line.end, from: line.start, next: next.start)
    guard let (left, right) = parts else { return .unknown }
    return divided.form(bytes, left: left, right: right)
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
