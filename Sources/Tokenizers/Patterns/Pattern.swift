/// What a text is searched for.
enum Pattern: Sendable {
  case literal([UInt8])
  case expression(Expression)

  /// Calls with the parts of a range, in order: the matches, and what is between them.
  func forEachPart(
    of bytes: borrowing Span<UInt8>,
    _ range: Range<Int>,
    _ body: (Range<Int>, Bool) -> Void
  ) {
    switch self {
    case .literal(let text): forEachPart(of: bytes, range, text, body)
    case .expression(let expression): forEachPart(of: bytes, range, expression, body)
    }
  }

  private func forEachPart(
    of bytes: borrowing Span<UInt8>,
    _ range: Range<Int>,
    _ text: [UInt8],
    _ body: (Range<Int>, Bool) -> Void
  ) {
    var kept = range.lowerBound
    var index = range.lowerBound
    guard let first = text.first else { return body(range, false) }
    while index + text.count <= range.upperBound {
      guard bytes[index] == first, bytes.matches(text, at: index) else {
        index += 1
        continue
      }
      if kept < index { body(kept..<index, false) }
      body(index..<index + text.count, true)
      index += text.count
      kept = index
    }
    if kept < range.upperBound { body(kept..<range.upperBound, false) }
  }

  private func forEachPart(
    of bytes: borrowing Span<UInt8>,
    _ range: Range<Int>,
    _ expression: Expression,
    _ body: (Range<Int>, Bool) -> Void
  ) {
    if range.isEmpty { return }
    var matcher = ExpressionMatcher(expression, in: range)
    var kept = range.lowerBound
    var index = range.lowerBound
    var lastEnd: Int?
    while index <= range.upperBound {
      guard let end = matcher.match(bytes, at: index), !(end == index && lastEnd == end) else {
        // Nothing begins here, or nothing but the emptiness right behind the last match.
        index += index < range.upperBound ? scalarLength(bytes[index]) : 1
        continue
      }
      if kept < index { body(kept..<index, false) }
      body(index..<end, true)
      kept = end
      index = end
      lastEnd = end
    }
    if kept < range.upperBound { body(kept..<range.upperBound, false) }
  }
}
