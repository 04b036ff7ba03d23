extension PageContent {
  /// Marks letters of Han and kana that are drawn one below the other as written downwards: some writers
  /// place each for itself, in a font that is written across.
  mutating func turnStackedLetters() {
    var start = 0
    while start < glyphs.count {
      guard isStackable(start) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < glyphs.count, isStackable(end), isBelow(end, end - 1) { end += 1 }
      if end - start >= 4, isColumn(start..<end) { turn(start..<end) }
      start = end
    }
  }

  private func scalar(_ index: Int) -> UInt32 {
    var offset = Int(glyphs[index].text)
    guard glyphs[index].textCount > 0, offset < text.count else { return 0 }
    return text[offset] < 0x80 ? UInt32(text[offset]) : decodeScalar(text, &offset)
  }

  private func isStackable(_ index: Int) -> Bool {
    let glyph = glyphs[index]
    guard glyph.quadrant == 0, !glyph.flags.contains(.vertical), !glyph.flags.contains(.unmapped),
      glyph.textCount >= 3
    else { return false }
    return [.unspaced, .neutral].contains(Script(scalar(index))) || scalar(index) >= 0xFE10
  }

  private func isBelow(_ index: Int, _ above: Int) -> Bool {
    let (a, b) = (glyphs[above], glyphs[index])
    let size = max(a.size, 1)
    guard a.font == b.font || abs(a.size - b.size) < 0.1 * size else { return false }
    let down = b.y - a.y
    return abs(b.x + b.advanceX / 2 - a.x - a.advanceX / 2) < 0.62 * size && down > 0.3 * size
      && down < 1.6 * size
  }

  /// Letters as close as those of a line are; the lines of a paragraph are farther apart.
  private func isColumn(_ range: Range<Int>) -> Bool {
    let first = glyphs[range.lowerBound]
    let pitch = (glyphs[range.upperBound - 1].y - first.y) / Float(range.count - 1)
    let letters = range.count { Script(scalar($0)) == .unspaced }
    return pitch < 1.15 * first.size && letters * 2 > range.count
  }

  private mutating func turn(_ range: Range<Int>) {
    let first = glyphs[range.lowerBound]
    let pitch = (glyphs[range.upperBound - 1].y - first.y) / Float(range.count - 1)
    let middle = first.x + first.advanceX / 2
    for (place, index) in range.enumerated() {
      glyphs[index].flags.insert(.vertical)
      glyphs[index].quadrant = 1
      glyphs[index].x = middle
      glyphs[index].y = first.y - 0.88 * first.size + Float(place) * pitch
      glyphs[index].advanceX = 0
      glyphs[index].advanceY = pitch
    }
  }
}
