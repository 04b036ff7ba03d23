/// Finds added tokens in a text: at each place the longest, from left to right.
final class AddedTokenFinder: Sendable {
  private let tokens: [AddedToken]
  private let trie: ByteTrie
  /// Whether a token begins with a byte.
  private let begins: [Bool]

  /// Looks for each token by its pattern; nil where there are too many.
  init?(_ tokens: [(pattern: [UInt8], token: AddedToken)]) {
    var trie = ByteTrie()
    var begins = [Bool](repeating: false, count: 256)
    for (index, entry) in tokens.enumerated() {
      guard let first = entry.pattern.first else { continue }
      if let node = trie.node(of: entry.pattern), trie.value(of: node) != ByteTrie.nothing {
        continue
      }
      guard trie.insert(entry.pattern.span, UInt32(index)) else { return nil }
      begins[Int(first)] = true
    }
    self.tokens = tokens.map(\.token)
    self.trie = trie
    self.begins = begins
  }

  var isEmpty: Bool { tokens.isEmpty }

  /// Calls with the parts of a text: added tokens with their id, and what is between them.
  func forEachPart(of bytes: borrowing Span<UInt8>, _ body: (Range<Int>, UInt32?) -> Void) {
    guard bytes.count > 0 else { return }
    let facts = ScalarFacts.shared
    let firstBytes = self.begins
    let begins = firstBytes.span
    var kept = 0
    var index = 0
    while index < bytes.count {
      guard begins[Int(bytes[index])], let (token, end) = longest(bytes, at: index) else {
        index += 1
        continue
      }
      var start = index
      var stop = end
      index = end
      if token.isSingleWord {
        let follows = start > 0 && facts[bytes.scalar(before: start).value].isWord
        let goesOn = stop < bytes.count && facts[bytes.scalar(at: stop).value].isWord
        if follows || goesOn { continue }
      }
      if token.stripsLeft {
        while start > kept {
          let (scalar, length) = bytes.scalar(before: start)
          guard facts[scalar].isWhitespace else { break }
          start -= length
        }
        start = max(start, kept)
      }
      if token.stripsRight {
        while stop < bytes.count {
          let (scalar, length) = bytes.scalar(at: stop)
          guard facts[scalar].isWhitespace else { break }
          stop += length
        }
      }
      if kept < start { body(kept..<start, nil) }
      body(start..<stop, token.id)
      kept = stop
    }
    if kept < bytes.count { body(kept..<bytes.count, nil) }
  }

  private func longest(_ bytes: borrowing Span<UInt8>, at start: Int) -> (AddedToken, Int)? {
    var node = ByteTrie.root
    var found: (AddedToken, Int)?
    var index = start
    while index < bytes.count, let next = trie.node(after: node, bytes[index]) {
      node = next
      index += 1
      let value = trie.value(of: node)
      if value != ByteTrie.nothing { found = (tokens[Int(value)], index) }
    }
    return found
  }
}
