/// Knows whole words only.
final class WordLevel: Sendable {
  let vocabulary: Vocabulary
  let unknown: UInt32

  init(vocabulary: Vocabulary, unknown: UInt32) {
    self.vocabulary = vocabulary
    self.unknown = unknown
  }

  func tokenize(_ word: borrowing Span<UInt8>, into tokens: inout TokenList) {
    tokens.append(vocabulary.id(of: word) ?? unknown, 0, word.count)
  }
}
