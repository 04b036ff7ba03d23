/// Leaves the space at the ends of byte-level tokens out of their places in the text.
enum OffsetTrim {
  static func apply(
    to output: inout TokenOutput,
    of text: borrowing Span<UInt8>,
    _ parts: TokenizerParts,
    addsPrefixSpace: Bool
  ) {
    for index in output.ids.indices {
      let id = output.ids[index]
      let range = output.offsets[index]
      guard range.upperBound <= text.count else { continue }
      let token: [UInt8]
      if output.areAdded[index] {
        // An added token may have taken space around it.
        token = Array(copying: text.extracting(range))
      } else {
        token = parts.model.vocabulary.token(of: id).map { Array($0) } ?? []
      }
      var leading = spaces(token, fromEnd: false)
      let trailing = spaces(token, fromEnd: true)
      if leading == 0 && trailing == 0 { continue }
      var (start, end) = (range.lowerBound, range.upperBound)
      if leading > 0 {
        if (index == 0 || start == 0) && addsPrefixSpace && leading == 1 { leading = 0 }
        for _ in 0..<leading where start < end { start += scalarLength(text[start]) }
      }
      if trailing > 0 {
        for _ in 0..<trailing where end > start { end -= text.scalar(before: end).length }
      }
      output.offsets[index] = min(start, end)..<end
    }
  }

  private static func spaces(_ token: [UInt8], fromEnd: Bool) -> Int {
    let facts = ScalarFacts.shared
    let space = ByteAlphabet.scalars[0x20]
    var count = 0
    var index = fromEnd ? token.count : 0
    while fromEnd ? index > 0 : index < token.count {
      let scalar: UInt32
      let length: Int
      if fromEnd {
        (scalar, length) = token.span.scalar(before: index)
      } else {
        (scalar, length) = token.span.scalar(at: index)
      }
      guard scalar == space || facts[scalar].isWhitespace else { break }
      index += fromEnd ? -length : length
      count += 1
    }
    return count
  }
}
