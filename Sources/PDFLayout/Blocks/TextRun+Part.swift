extension TextRun {
  /// What stands between two offsets, without the spaces around it.
  ///
  /// Hyphens that are not in the text any more go with the part that begins it, so that the parts of a text that is cut
  /// up count them once. A part of no bytes begins nothing: the next one begins at the same place.
  func part(_ range: Range<Int>) -> TextRun {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    var part = TextRun()
    part.bytes = Array(bytes[start..<end])
    part.characters = Self.characters(bytes[start..<end])
    if range.lowerBound == 0, !range.isEmpty { part.hyphens = hyphens }
    if range.upperBound == bytes.count {
      part.endsHyphenated = endsHyphenated
      part.endsUnspaced = endsUnspaced
    }
    func moved(_ mark: Mark) -> Mark? {
      let own = mark.range.clamped(to: start..<end)
      guard !own.isEmpty else { return nil }
      return Mark(range: own.lowerBound - start..<own.upperBound - start, value: mark.value)
    }
    part.emphasis = emphasis.compactMap(moved)
    part.links = links.compactMap(moved)
    return part
  }
}
