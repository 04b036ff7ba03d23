import Documents

/// Finds the numbers of lines that pleadings, drafts and verse have in a margin.
struct LineNumbers {
  /// Where the numbers of the pages before stood, by their right edge.
  private var column: Float?

  /// Fewest numbers of a page that tell by themselves.
  private static let fewest = 5

  /// Takes the numbers of lines out of a page's words.
  mutating func drop(
    from part: inout PageWords.Part,
    _ store: [UInt8],
    _ ledger: inout CharacterLedger
  ) {
    let numbers = part.words.indices.compactMap { index in
      Self.number(part.words[index], store).map { (index, $0) }
    }
    guard numbers.count >= (column == nil ? Self.fewest : 1) else { return }
    for isLeft in [true, false] {
      guard let found = outermost(numbers, part.words, isLeft: isLeft) else { continue }
      let isKnown = column.map { abs($0 - found.edge) < 3 } ?? false
      guard found.numbers.count >= (isKnown ? 1 : Self.fewest),
        isCount(found.numbers, part, store, isKnown: isKnown)
      else { continue }
      column = found.edge
      let taken = Set(found.numbers.map(\.index))
      for index in taken { ledger.drop(.lineNumber, Int(part.words[index].characters)) }
      part.words = part.words.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
      return
    }
  }

  private typealias Number = (index: Int, value: Int)

  private static func number(_ word: Word, _ store: [UInt8]) -> Int? {
    guard word.characters <= 4, word.text.count == Int(word.characters) else { return nil }
    var value = 0
    for place in word.text {
      let byte = store[Int(place)]
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// The numbers under each other that stand farthest out on one side, from the top.
  private func outermost(_ numbers: [Number], _ words: [Word], isLeft: Bool)
    -> (edge: Float, numbers: [Number])?
  {
    let sorted = numbers.sorted {
      let (a, b) = (words[$0.index].box, words[$1.index].box)
      return isLeft ? a.right < b.right : a.left > b.left
    }
    guard let outer = sorted.first else { return nil }
    // Aligned on the right, or on the left.
    for isRightAligned in [true, false] {
      func edge(_ number: Number) -> Float {
        let box = words[number.index].box
        return isRightAligned ? box.right : box.left
      }
      let column = sorted.filter {
        abs(words[$0.index].size - words[outer.index].size) < 0.6
          && abs(edge($0) - edge(outer)) < 2.5
      }.sorted { words[$0.index].baseline < words[$1.index].baseline }
      // Numbers of two lengths are at one edge only.
      let others = sorted.filter { number in
        let box = words[number.index].box
        return !column.contains { $0.index == number.index }
          && column.contains {
            words[$0.index].box.left < box.right && words[$0.index].box.right > box.left
          }
      }
      if column.count >= max(1, others.count) { return (words[outer.index].box.right, column) }
    }
    return nil
  }

  /// Whether numbers count the lines of running text that they stand beside.
  private func isCount(
    _ numbers: [Number],
    _ part: PageWords.Part,
    _ store: [UInt8],
    isKnown: Bool
  ) -> Bool {
    let words = part.words
    let own = Set(numbers.map(\.index))
    guard let first = numbers.first, let last = numbers.last else { return false }
    let size = words[first.index].size
    var edges = words[first.index].box
    for number in numbers { edges = edges.union(words[number.index].box) }
    let (top, bottom) = (words[first.index].baseline - size, words[last.index].baseline + size)
    let beside = words.indices.filter {
      !own.contains($0) && words[$0].baseline > top && words[$0].baseline < bottom
    }
    guard !beside.isEmpty else { return false }
    // All of the text stands on one side of them, well off.
    let isLeft = beside.allSatisfy { words[$0].box.left > edges.right + 0.5 * size }
    let isRight = beside.allSatisfy { words[$0].box.right < edges.left - 0.5 * size }
    guard isLeft || isRight else { return false }
    let steps = zip(numbers, numbers.dropFirst()).map { $1.value - $0.value }
    guard let step = steps.min(), step > 0 || steps.isEmpty else { return isKnown && steps.isEmpty }
    guard steps.count(where: { $0 == step }) * 10 >= steps.count * 9 else { return false }
    let rows = Row.group(beside.map(Int32.init), of: words)
    let numbered = rows.count { row in
      numbers.contains { abs(words[$0.index].baseline - row.baseline) < 0.5 * row.size }
    }
    if step > 1 {
      let ratio = Float(rows.count - 1) / Float(max(1, numbers.count - 1))
      return abs(ratio - Float(step)) < 0.25 * Float(step) && numbers.count >= 3
        && numbered * 10 >= numbers.count * 9
    }
    guard numbered * 10 >= rows.count * 8 else { return false }
    return isKnown || isRunningText(rows, words, store)
  }

  /// Lines that go on one in another, and have no columns.
  private func isRunningText(_ rows: [Row], _ words: [Word], _ store: [UInt8]) -> Bool {
    let left = rows.reduce(Float.infinity) { min($0, $1.left) }
    let right = rows.reduce(-Float.infinity) { max($0, $1.right) }
    let holes = rows.count { row in
      zip(row.words.dropFirst(), row.words.dropFirst(2)).contains {
        words[Int($1)].box.left - words[Int($0)].box.right > 2 * row.size
      }
    }
    guard holes * 5 <= rows.count else { return false }
    let count = rows.reduce(0) { $0 + $1.words.count }
    guard count >= 4 * rows.count else { return false }
    let going = zip(rows, rows.dropFirst()).count { above, row in
      var index = Int(words[Int(row.words[0])].text.lowerBound)
      guard let scalar = Unicode.Scalar(decodeScalar(store, &index)) else { return false }
      return (scalar.properties.isLowercase || Script(scalar.value) == .unspaced)
        && above.right > right - 0.25 * (right - left)
    }
    return going >= 2 && going * 7 >= rows.count
  }
}
