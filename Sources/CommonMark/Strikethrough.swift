/// Text between double tildes, which is read here because the parser's own way is not safe to run
/// in two threads at once.
extension InlineText {
  /// Marks what lies between two double tildes of the same emphasis, and takes the tildes out.
  ///
  /// An opening pair has text right after it, a closing one right before it; one or three tildes
  /// stay text.
  mutating func applyStrikethrough() {
    var openers: [Int: Position] = [:]
    var pairs: [(start: Position, end: Position)] = []
    for run in plainRuns {
      var scalar = run.start.scalar
      var byte = run.start.byte
      while byte < run.end.byte {
        var tildes = 0
        while byte + tildes < run.end.byte, bytes[byte + tildes] == UInt8(ascii: "~") {
          tildes += 1
        }
        if tildes == 2 {
          let position = Position(byte: byte, scalar: scalar)
          if let opener = openers[run.container], isText(at: byte - 1) {
            pairs.append((opener, position))
            openers[run.container] = nil
          } else if isText(at: byte + 2) {
            openers[run.container] = position
          }
        }
        let step = max(tildes, 1)
        if tildes > 0 || bytes[byte] & 0xC0 != 0x80 { scalar += step }
        byte += step
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
