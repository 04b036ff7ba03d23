/// Takes the longest known beginning of a word, then the longest known continuation, and so on.
final class WordPiece: Sendable {
  let vocabulary: Vocabulary
  private let trie: ByteTrie
  /// The node behind the prefix of continuations; nil where no token has it.
  private let continuation: UInt32?
  private let unknown: UInt32
  let mostCharacters: Int

  /// Fails with nil where the tokens are too many for a tree.
  init?(_ vocabulary: Vocabulary, prefix: [UInt8], unknown: UInt32, mostCharacters: Int) {
    var trie = ByteTrie(capacity: vocabulary.count * 3)
    var fits = true
    vocabulary.forEach { token, id in fits = fits && trie.insert(Array(token).span, id) }
    guard fits else { return nil }
    self.vocabulary = vocabulary
    self.trie = trie
    continuation = trie.node(of: prefix)
    self.unknown = unknown
    self.mostCharacters = mostCharacters
  }

  func tokenize(_ word: borrowing Span<UInt8>, into tokens: inout TokenList) {
    if word.count > mostCharacters, word.scalarCount > mostCharacters {
      return tokens.append(unknown, 0, word.count)
    }
    let first = tokens.ids.count
    var start = 0
    while start < word.count {
      var node = start == 0 ? ByteTrie.root : continuation
      var end = start
      var found: UInt32 = ByteTrie.nothing
      var index = start
      while let here = node, index < word.count {
        node = trie.node(after: here, word[index])
        index += 1
        if let node {
          let value = trie.value(of: node)
          if value != ByteTrie.nothing {
            found = value
            end = index
          }
        }
      }
      guard found != ByteTrie.nothing else {
        tokens.removeAll(from: first)
        return tokens.append(unknown, 0, word.count)
      }
      tokens.append(found, start, end)
      start = end
    }
  }
}
