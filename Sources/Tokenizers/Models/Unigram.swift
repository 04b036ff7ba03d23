/// Takes the tokens whose scores add up to the best sum.
final class Unigram: Sendable {
  let vocabulary: Vocabulary
  private let trie: ByteTrie
  private let scores: [Double]
  private let unknown: UInt32
  private let unknownScore: Double
  /// The tokens of the 256 bytes, where the model falls back to them.
  private let byteTokens: [UInt32?]

  /// The best way to a place in the text.
  struct Step {
    var score = 0.0
    var start = -1
    var id: UInt32 = 0
  }

  /// Fails with nil where the tokens are too many for a tree.
  init?(_ vocabulary: Vocabulary, scores: [Double], unknown: UInt32, fallsBackToBytes: Bool) {
    var trie = ByteTrie(capacity: vocabulary.count * 4)
    var fits = true
    vocabulary.forEach { token, id in fits = fits && trie.insert(Array(token).span, id) }
    guard fits else { return nil }
    self.vocabulary = vocabulary
    self.trie = trie
    self.scores = scores
    self.unknown = unknown
    unknownScore = (scores.min() ?? 0) - 10
    byteTokens = fallsBackToBytes ? ByteTokens.find(in: vocabulary) : []
  }

  func tokenize(
    _ text: borrowing Span<UInt8>,
    _ steps: inout [Step],
    into tokens: inout TokenList
  ) {
    let size = text.count
    steps.removeAll(keepingCapacity: true)
    steps.append(contentsOf: repeatElement(Step(), count: size + 1))
    var start = 0
    while start < size {
      let score = steps[start].score
      let length = scalarLength(text[start])
      var hasSingle = false
      var node = ByteTrie.root
      var end = start
      while end < size, let next = trie.node(after: node, text[end]) {
        node = next
        end += 1
        let id = trie.value(of: node)
        guard id != ByteTrie.nothing else { continue }
        let sum = scores[Int(id)] + score
        if steps[end].start < 0 || sum > steps[end].score {
          steps[end] = Step(score: sum, start: start, id: id)
        }
        if end - start == length { hasSingle = true }
      }
      if !hasSingle {
        let end = start + length
        let sum = unknownScore + score
        if steps[end].start < 0 || sum > steps[end].score {
          steps[end] = Step(score: sum, start: start, id: unknown)
        }
      }
      start += length
    }
    // Back along the best way, which is then turned around in place.
    var end = size
    var following = -1
    while end > 0 {
      let start = steps[end].start
      steps[end].start = following
      following = end
      if start == 0 { break }
      end = start
    }
    emit(text, from: following, steps, into: &tokens)
  }

  private func emit(
    _ text: borrowing Span<UInt8>,
    from first: Int,
    _ steps: [Step],
    into tokens: inout TokenList
  ) {
    var start = 0
    var end = first
    while end > 0 {
      let id = steps[end].id
      guard id == unknown else {
        tokens.append(id, start, end)
        (start, end) = (end, steps[end].start)
        continue
      }
      // Unknown neighbours become one.
      var following = steps[end].start
      while following > 0 && steps[following].id == unknown {
        end = following
        following = steps[end].start
      }
      addUnknown(text, start, end, into: &tokens)
      (start, end) = (end, following)
    }
  }

  private func addUnknown(
    _ text: borrowing Span<UInt8>,
    _ start: Int,
    _ end: Int,
    into tokens: inout TokenList
  ) {
    if let id = vocabulary.id(of: text.extracting(start..<end)) {
      return tokens.append(id, start, end)
    }
    if !byteTokens.isEmpty {
      let hasAll = (start..<end).allSatisfy { byteTokens[Int(text[$0])] != nil }
      if hasAll {
        for index in start..<end {
          if let id = byteTokens[Int(text[index])] { tokens.append(id, start, end) }
        }
        return
      }
    }
    tokens.append(unknown, start, end)
  }
}
