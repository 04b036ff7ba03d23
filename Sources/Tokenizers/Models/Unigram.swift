/// Takes the tokens whose scores add up to the best sum.
final class Unigram: Sendable {
  let vocabulary: Vocabulary
  private let trie: ByteTrie
  private let scores: [Double]
  private let unknown: UInt32
  private let unknownScore: Double
  /// The tokens of the 256 bytes, where the model falls back to them.
  private let byteTokens: [UInt32?]

  var size: Int { scores.count }

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
    steps.append(Step())
    // What is before the base is settled; steps are counted from there.
    var base = 0
    var start = 0
    var furthest = 0
    while start < size {
      if start - base >= Self.window, furthest == start, steps[start - base].id != unknown {
        // All ways lead through here, so the best one up to here will not change any more.
        let score = steps[start - base].score
        settle(text, base..<start, &steps, into: &tokens)
        steps.removeAll(keepingCapacity: true)
        steps.append(Step(score: score))
        base = start
      }
      let score = steps[start - base].score
      let length = scalarLength(text[start])
      var hasSingle = false
      var node = ByteTrie.root
      var end = start
      while end < size, let next = trie.node(after: node, text[end]) {
        node = next
        end += 1
        let id = trie.value(of: node)
        guard id != ByteTrie.nothing else { continue }
        offer(Step(score: scores[Int(id)] + score, start: start - base, id: id), end - base, &steps)
        furthest = max(furthest, end)
        if end - start == length { hasSingle = true }
      }
      if !hasSingle {
        let end = start + length
        let step = Step(score: unknownScore + score, start: start - base, id: unknown)
        offer(step, end - base, &steps)
        furthest = max(furthest, end)
      }
      start += length
    }
    settle(text, base..<size, &steps, into: &tokens)
  }

  /// How many bytes are looked at before a part is settled.
  private static let window = 1 << 15

  /// Keeps a way to a place if it is the first or better than that before.
  @inline(__always)
  private func offer(_ step: Step, _ place: Int, _ steps: inout [Step]) {
    while steps.count <= place { steps.append(Step()) }
    if steps[place].start < 0 || step.score > steps[place].score { steps[place] = step }
  }

  /// Appends the tokens of the best way through a part.
  private func settle(
    _ text: borrowing Span<UInt8>,
    _ part: Range<Int>,
    _ steps: inout [Step],
    into tokens: inout TokenList
  ) {
    // Back along the best way, which is turned around in place.
    var end = part.count
    var following = -1
    while end > 0 {
      let start = steps[end].start
      steps[end].start = following
      following = end
      end = start
    }
    var start = 0
    end = following
    while end > 0 {
      let id = steps[end].id
      var next = steps[end].start
      if id == unknown {
        // Unknown neighbours become one.
        while next > 0 && steps[next].id == unknown {
          end = next
          next = steps[end].start
        }
        addUnknown(text, part.lowerBound + start, part.lowerBound + end, into: &tokens)
      } else {
        tokens.append(id, part.lowerBound + start, part.lowerBound + end)
      }
      (start, end) = (end, next)
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
