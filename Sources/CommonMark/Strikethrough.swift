/// Text between double tildes, which is read here because the parser's own way is not safe to run
/// in two threads at once.
extension InlineText {
  /// Marks what lies between two double tildes of the same emphasis, and takes the tildes out.
  ///
  /// An opening pair has text right after it, a closing one right before it. The parser does not
  /// tell whether a tilde was escaped.
  mutating func applyStrikethrough() {
    var openers: [Int: Position] = [:]
    var pairs: [(start: Position, end: Position)] = []
    for tilde in doubleTildes {
      if let opener = openers[tilde.container], isText(at: tilde.position.byte - 1) {
        pairs.append((opener, tilde.position))
        openers[tilde.container] = nil
      } else if isText(at: tilde.position.byte + 2) {
        openers[tilde.container] = tilde.position
      }
    }
    guard !pairs.isEmpty else { return }
    for (start, end) in pairs {
      let inner = Position(byte: start.byte + 2, scalar: start.scalar + 2)
      addMark(.strikethrough, from: inner, to: end)
    }
    removePairs(at: pairs.flatMap { [$0.start.byte, $0.end.byte] }.sorted())
  }

  private func isText(at index: Int) -> Bool {
    bytes.indices.contains(index) && bytes[index] > UInt8(ascii: " ")
  }
}
