/// Finds where a grapheme cluster ends, by the rules of UAX #29 for extended clusters.
struct GraphemeClusters: Sendable {
  private let facts = ScalarFacts.shared

  /// The end of the cluster that begins at an index.
  func end(of bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    var (scalar, length) = bytes.scalar(at: start)
    var index = start + length
    var record = facts[scalar]
    var previous = record.cluster
    var regionalIndicators = previous == .regionalIndicator ? 1 : 0
    // Whether a picture, and a consonant with a linker, stand before the scalars between.
    var followsPicture = previous == .picture
    var isJoined = false
    var followsConsonant = record.conjunct == .consonant
    var isLinked = false
    while index < bytes.count {
      (scalar, length) = bytes.scalar(at: index)
      record = facts[scalar]
      let next = record.cluster
      let isBoundary: Bool
      switch (previous, next) {
      case (.carriageReturn, .lineFeed): isBoundary = false
      case (.control, _), (.carriageReturn, _), (.lineFeed, _), (_, .control),
        (_, .carriageReturn), (_, .lineFeed):
        isBoundary = true
      case (.leadingJamo, .leadingJamo), (.leadingJamo, .vowelJamo), (.leadingJamo, .syllableLV),
        (.leadingJamo, .syllableLVT), (.syllableLV, .vowelJamo), (.syllableLV, .trailingJamo),
        (.vowelJamo, .vowelJamo), (.vowelJamo, .trailingJamo), (.syllableLVT, .trailingJamo),
        (.trailingJamo, .trailingJamo):
        isBoundary = false
      case (_, .extend), (_, .joiner), (_, .spacingMark), (.prepend, _): isBoundary = false
      case (.regionalIndicator, .regionalIndicator):
        isBoundary = regionalIndicators.isMultiple(of: 2)
      default:
        isBoundary =
          !(next == .picture && isJoined && followsPicture)
          && !(record.conjunct == .consonant && followsConsonant && isLinked)
      }
      if isBoundary { return index }
      regionalIndicators = next == .regionalIndicator ? regionalIndicators + 1 : 0
      isJoined = next == .joiner && followsPicture
      if next == .picture {
        followsPicture = true
      } else if next != .extend && next != .joiner {
        followsPicture = false
      }
      switch record.conjunct {
      case .consonant: (followsConsonant, isLinked) = (true, false)
      case .linker: isLinked = followsConsonant
      case .extend: break
      case .none: (followsConsonant, isLinked) = (false, false)
      }
      previous = next
      index += length
    }
    return index
  }
}
