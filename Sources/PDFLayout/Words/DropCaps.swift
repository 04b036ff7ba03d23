import Documents

extension PageWords.Part {
  /// Large letters beyond this many are a drawing's.
  private static let initialLimit = 40

  /// Sets large initials that reach down beside several lines into the first of them, as if they were
  /// letters of its first word.
  ///
  /// The lines beside an initial are drawn out to its left edge, so that they are as long as those below.
  mutating func lowerInitials(_ store: [UInt8]) {
    let initials = words.indices.filter {
      words[$0].characters <= 2 && words[$0].size >= 14 && Self.isInitial(words[$0], store)
    }
    guard !initials.isEmpty, initials.count <= Self.initialLimit else { return }
    for index in initials {
      let lines = linesBeside(index)
      guard lines.count >= 2, !hasNeighbourBefore(index, size: words[lines[0]].size) else {
        continue
      }
      lower(index, beside: lines, store)
    }
  }

  /// A letter, with no more than a quotation mark before it.
  private static func isInitial(_ word: Word, _ store: [UInt8]) -> Bool {
    var index = Int(word.text.lowerBound)
    var letters = 0
    while index < Int(word.text.upperBound) {
      let scalar = decodeScalar(store, &index)
      if Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false {
        letters += 1
      } else if ![0x22, 0x27, 0xAB, 0xBB, 0x2018, 0x201C, 0x201E, 0xA1, 0xBF].contains(scalar) {
        return false
      }
    }
    return letters == 1
  }

  /// The first words of the lines right beside a large letter, from the top.
  private func linesBeside(_ index: Int) -> [Int] {
    let initial = words[index]
    var firsts: [Int] = []
    for (other, word) in words.enumerated() where other != index && word.characters > 0 {
      guard word.size <= 0.65 * initial.size,
        word.baseline > initial.baseline - 0.85 * initial.size,
        word.baseline < initial.baseline + 0.35 * word.size,
        word.box.left > initial.box.right - 0.35 * word.size,
        word.box.left < initial.box.right + 1.2 * word.size
      else { continue }
      let known = firsts.firstIndex {
        abs(words[$0].baseline - word.baseline) < 0.3 * word.size
      }
      if let known {
        if word.box.left < words[firsts[known]].box.left { firsts[known] = other }
      } else {
        firsts.append(other)
      }
    }
    firsts.sort { words[$0].baseline < words[$1].baseline }
    guard let first = firsts.first else { return [] }
    let size = words[first].size
    for (above, line) in zip(firsts, firsts.dropFirst()) {
      guard words[line].baseline - words[above].baseline < 2 * size,
        abs(words[line].size - size) < 0.2 * size
      else { return [] }
    }
    // The room that is left for the letter may be a line higher than the letter.
    if let last = firsts.last, let next = lineBelow(last, above: firsts.dropLast().last, index) {
      firsts.append(next)
    }
    // Lines of text, not the parts of a formula.
    return firsts.allSatisfy { lineLength($0) >= 8 } ? firsts : []
  }

  /// The first word of the next line, where that is indented as far and the letter leaves room for it.
  private func lineBelow(_ last: Int, above: Int?, _ index: Int) -> Int? {
    guard let above else { return nil }
    let word = words[last]
    let leading = word.baseline - words[above].baseline
    guard word.box.left > words[index].box.left + word.size else { return nil }
    let next = words.indices.filter {
      abs(words[$0].baseline - word.baseline - leading) < 0.2 * word.size
        && abs(words[$0].size - word.size) < 0.1 * word.size
        && words[$0].box.left < word.box.left + 1
        && words[$0].box.right > words[index].box.left
    }
    guard next.count == 1, let only = next.first, abs(words[only].box.left - word.box.left) < 1
    else {
      return nil
    }
    return only
  }

  /// How many characters stand on the line of a word, from it on.
  private func lineLength(_ first: Int) -> Int {
    let word = words[first]
    return words.reduce(0) { count, other in
      let isBeside =
        abs(other.baseline - word.baseline) < 0.3 * word.size && other.box.left >= word.box.left
        && other.box.left < word.box.right + 12 * word.size
      return isBeside ? count + Int(other.characters) : count
    }
  }

  private func hasNeighbourBefore(_ index: Int, size: Float) -> Bool {
    let box = words[index].box
    return words.indices.contains {
      let other = words[$0].box
      return $0 != index && other.right > box.left - 0.5 * size && other.left < box.left
        && words[$0].baseline > words[index].baseline - 0.7 * words[index].size
        && words[$0].baseline < words[index].baseline + 0.3 * size
    }
  }

  private mutating func lower(_ index: Int, beside lines: [Int], _ store: [UInt8]) {
    let first = words[lines[0]]
    let (gap, below) = (
      first.box.left - words[index].box.right, words[lines[1]].box.left - words[index].box.right
    )
    // Of "A river" the first line stands farther off than the others.
    let isWord =
      Self.isWord(words[index], store) && gap > below + 0.15 * first.size
    words[index].baseline = first.baseline
    words[index].size = first.size
    words[index].box = Box(
      left: words[index].box.left,
      top: first.box.top,
      right: isWord ? min(words[index].box.right, first.box.left) : first.box.left,
      bottom: first.box.bottom
    )
    words[index].traits.remove(.spaceAfter)
    if isWord { words[index].traits.insert(.spaceAfter) }
    for line in lines.dropFirst() { words[line].box.left = words[index].box.left }
  }

  /// Whether a letter may be a word of its own.
  private static func isWord(_ word: Word, _ store: [UInt8]) -> Bool {
    ["A", "I", "O", "Y", "E"].contains {
      $0.utf8.elementsEqual(store[Int(word.text.lowerBound)..<Int(word.text.upperBound)])
    }
  }
}
