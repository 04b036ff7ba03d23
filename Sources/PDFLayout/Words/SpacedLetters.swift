import Documents

extension PageWords.Part {
  /// Puts letters that are spaced out to fill a title or to stand out together into words again.
  ///
  /// Single letters in a row, with gaps of two widths at most, are a word or several: the larger gap is
  /// that between words.
  mutating func joinSpacedLetters(_ store: inout [UInt8]) {
    var start = 0
    var joined: [Word] = []
    var copied = 0
    while start < words.count {
      guard let letter = Self.letter(words[start], store) else {
        start += 1
        continue
      }
      var end = start + 1
      var letters = [letter]
      while end < words.count, let next = Self.letter(words[end], store),
        follows(words[end - 1], words[end])
      {
        letters.append(next)
        end += 1
      }
      if let groups = groups(start..<end, letters) {
        joined += words[copied..<start]
        for group in groups { joined.append(word(of: group, &store)) }
        copied = end
      }
      start = end
    }
    guard copied > 0 else { return }
    words = joined + words[copied...]
  }

  /// The letter that a word consists of; nil where it is more, or none.
  private static func letter(_ word: Word, _ store: [UInt8]) -> UInt32? {
    guard word.characters == 1, word.text.count <= 4 else { return nil }
    var index = Int(word.text.lowerBound)
    let scalar = decodeScalar(store, &index)
    guard index == Int(word.text.upperBound) else { return nil }
    switch Script(scalar) {
    case .leftToRight, .rightToLeft:
      return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false ? scalar : nil
    default: return nil
    }
  }

  private func follows(_ letter: Word, _ next: Word) -> Bool {
    guard letter.style == next.style, letter.mark == next.mark || next.mark >= 0,
      abs(letter.baseline - next.baseline) < 0.1 * letter.size
    else { return false }
    let gap = next.box.left - letter.box.right
    return gap > 0.05 * letter.size && gap < 2.4 * letter.size
  }

  /// The words among letters in a row; nil where they are no spaced words.
  private func groups(_ range: Range<Int>, _ letters: [UInt32]) -> [Range<Int>]? {
    guard range.count >= 4 else { return nil }
    // An index of letters, or names of columns.
    guard !zip(letters, letters.dropFirst()).allSatisfy({ $1 == $0 + 1 }) else { return nil }
    let size = words[range.lowerBound].size
    let gaps = zip(range, range.dropFirst()).map { words[$1].box.left - words[$0].box.right }
    guard let least = gaps.min(), least < 1.2 * size else { return nil }
    // Letters lean into the gaps beside them, so that equal gaps differ a little.
    let limit = max(1.6 * least, least + 0.28 * size)
    var groups: [Range<Int>] = []
    var start = range.lowerBound
    for (index, gap) in zip(range, gaps) where gap > limit {
      groups.append(start..<index + 1)
      start = index + 1
    }
    groups.append(start..<range.upperBound)
    // Letters of which most stand alone are signs or variables.
    // Capitals behind small letters are two lists of letters.
    let isMixed = groups.contains { group in
      zip(group, group.dropFirst()).contains {
        Self.isLower(letters[$0 - range.lowerBound]) && Self.isUpper(letters[$1 - range.lowerBound])
      }
    }
    guard !isMixed else { return nil }
    let longest = groups.reduce(0) { max($0, $1.count) }
    let alone = groups.count { $0.count == 1 }
    guard longest >= 4, alone * 3 <= groups.count else { return nil }
    return groups
  }

  private static func isLower(_ letter: UInt32) -> Bool {
    Unicode.Scalar(letter)?.properties.isLowercase ?? false
  }

  private static func isUpper(_ letter: UInt32) -> Bool {
    Unicode.Scalar(letter)?.properties.isUppercase ?? false
  }

  private func word(of range: Range<Int>, _ store: inout [UInt8]) -> Word {
    var word = words[range.lowerBound]
    let start = Int32(store.count)
    word.characters = 0
    for letter in words[range] {
      store += Array(store[Int(letter.text.lowerBound)..<Int(letter.text.upperBound)])
      word.box = word.box.union(letter.box)
      word.characters += letter.characters
      word.traits.formUnion(letter.traits.intersection([.rightToLeft, .leftToRight]))
    }
    word.text = start..<Int32(store.count)
    word.traits.insert(.spaceAfter)
    return word
  }
}
