import Documents

/// Writes the words of a line as text.
struct LineText {
  let words: [Word]
  let store: [UInt8]
  let styles: StyleTable
  /// The link that a word lies in, by the word's number.
  let links: [Int32: String]
  /// Whether lines run from right to left; the words' boxes are mirrored then.
  let isRightToLeft: Bool

  /// The text of a line, in a block of which most is in the style given.
  func run(_ line: [Int32], in style: Int32) -> TextRun {
    var run = TextRun()
    let order = logical(line)
    let (isBold, isItalic) = (styles.isBold(style), styles.isItalic(style))
    var previous: Int32?
    for (place, (index, visual)) in order.enumerated() {
      let word = words[Int(index)]
      if let before = previous, word.characters > 0,
        needsSpace(words[Int(before)], word, isReversed: visual)
      {
        run.bytes.append(0x20)
      }
      let start = run.bytes.count
      let isTurned = visual != isRightToLeft
      append(word, to: &run, isLast: place == order.count - 1, isTurned: isTurned)
      let range = start..<run.bytes.count
      // A word of nothing but white space leaves nothing.
      guard !range.isEmpty else { continue }
      previous = index
      if !isBold, styles.isBold(word.style) { mark(&run.emphasis, range, "b", run.bytes) }
      if !isItalic, styles.isItalic(word.style) { mark(&run.emphasis, range, "i", run.bytes) }
      if let target = links[index] { mark(&run.links, range, target, run.bytes) }
      run.endsUnspaced = word.traits.contains(.unspacedEnd)
    }
    run.endsHyphenated = HyphenRule.hyphenLength(run.bytes) > 0
    return run
  }

  /// Copies a word's text without the white space that the file put into it.
  ///
  /// Of a word that stands among others from right to left signs alone are drawn the other way round.
  private func append(_ word: Word, to run: inout TextRun, isLast: Bool, isTurned: Bool) {
    if isTurned, word.text.count > 1,
      word.traits.isDisjoint(with: [.rightToLeft, .leftToRight]), appendTurned(word, to: &run)
    {
      return
    }
    var index = Int(word.text.lowerBound)
    let end = Int(word.text.upperBound)
    let start = run.bytes.count
    var before: UInt32 = 0x20
    while index < end {
      let first = index
      let scalar = decodeScalar(store, &index)
      if isWhitespace(scalar) {
        if run.bytes.count > start, run.bytes.last != 0x20 { run.bytes.append(0x20) }
      } else if scalar == 0xAD {
        appendSoftHyphen(to: &run, before: before, next: index, end, isLast: isLast)
      } else if let ordinary = VerticalForms.ordinary(scalar) {
        run.characters += 1
        run.bytes += ordinary
      } else if !isControl(scalar) {
        run.characters += 1
        run.bytes += store[first..<index]
      }
      before = scalar
    }
    while run.bytes.count > start, run.bytes.last == 0x20 { run.bytes.removeLast() }
  }

  /// Keeps a soft hyphen at the end of a line, where it is known later whether the word goes on.
  ///
  /// Elsewhere it is none: between letters it is where the word may be broken, before or behind a number it
  /// is a hyphen that the font calls so.
  private func appendSoftHyphen(
    to run: inout TextRun,
    before: UInt32,
    next: Int,
    _ end: Int,
    isLast: Bool
  ) {
    if isLast, next >= end, !run.bytes.isEmpty {
      run.characters += 1
      run.bytes += [0xC2, 0xAD]
      return
    }
    var index = next
    let after: UInt32 = next < end ? decodeScalar(store, &index) : 0x20
    let isNumeric = { (scalar: UInt32) in (0x30...0x39).contains(scalar) }
    if isNumeric(before) || isNumeric(after) {
      run.characters += 1
      run.bytes.append(UInt8(ascii: "-"))
    } else {
      run.hyphens += 1
    }
  }

  /// Copies signs from the last to the first; false where there is a digit among them.
  private func appendTurned(_ word: Word, to run: inout TextRun) -> Bool {
    var scalars: [ArraySlice<UInt8>] = []
    var index = Int(word.text.lowerBound)
    while index < Int(word.text.upperBound) {
      let first = index
      let scalar = decodeScalar(store, &index)
      guard Script(scalar) == .neutral, scalar != 0xAD, !isControl(scalar), !isWhitespace(scalar)
      else { return false }
      scalars.append(store[first..<index])
    }
    for scalar in scalars.reversed() { run.bytes += scalar }
    run.characters += scalars.count
    return true
  }

  private func mark(
    _ runs: inout [TextRun.Mark],
    _ range: Range<Int>,
    _ value: String,
    _ bytes: [UInt8]
  ) {
    // Runs grow over the spaces between their words.
    if let last = runs.lastIndex(where: { $0.value == value }),
      bytes[runs[last].range.upperBound..<range.lowerBound].allSatisfy({ $0 == 0x20 })
    {
      runs[last].range = runs[last].range.lowerBound..<range.upperBound
    } else {
      runs.append(TextRun.Mark(range: range, value: value))
    }
  }

  private func needsSpace(_ a: Word, _ b: Word, isReversed: Bool) -> Bool {
    let gap = isReversed ? a.box.left - b.box.right : b.box.left - a.box.right
    let size = max(min(a.size, b.size), 1)
    if a.traits.contains(.unspacedEnd), b.traits.contains(.unspacedStart) {
      return a.traits.contains(.spaceAfter) && gap > 0.1 * size || gap > 0.6 * size
    }
    // Of two words in the other order the one that stands behind is read first.
    let isDrawn =
      isReversed
      ? a.traits.contains(.spaceBefore) || b.traits.contains(.spaceAfter)
      : a.traits.contains(.spaceAfter) || b.traits.contains(.spaceBefore)
    return isDrawn || gap > 0.16 * size || isNote(b, on: a) && endsWord(a)
      || isNote(a, on: b) && beginsWord(b)
  }

  // MARK: Raised numbers

  /// Whether a word is a raised number, such as the mark of a note.
  private func isNote(_ mark: Word, on word: Word) -> Bool {
    guard mark.size < 0.85 * word.size, mark.baseline < word.baseline - 0.15 * word.size else {
      return false
    }
    let bytes = store[Int(mark.text.lowerBound)..<Int(mark.text.upperBound)]
    guard let first = bytes.first, (0x30...0x39).contains(first) else { return false }
    return bytes.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2C || $0 == 0x2D }
  }

  /// Whether a raised number behind a word is a mark and no power: units and variables are short.
  private func endsWord(_ word: Word) -> Bool {
    let bytes = store[Int(word.text.lowerBound)..<Int(word.text.upperBound)]
    guard let last = bytes.last else { return false }
    if (0x30...0x39).contains(last) || Self.closing.contains(last) { return true }
    let letters = bytes.reversed().prefix { Self.isLetter($0) }.count { $0 & 0xC0 != 0x80 }
    return letters > 2
  }

  private static let closing = Set(".,;:!?)]\"'".utf8)

  private func beginsWord(_ word: Word) -> Bool {
    let bytes = store[Int(word.text.lowerBound)..<Int(word.text.upperBound)]
    return bytes.prefix { Self.isLetter($0) }.count > 2
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20)
  }

  /// The words as they are read: those of the other direction are turned round.
  private func logical(_ line: [Int32]) -> [(index: Int32, isReversed: Bool)] {
    let own: Word.Traits = isRightToLeft ? .rightToLeft : .leftToRight
    let other: Word.Traits = isRightToLeft ? .leftToRight : .rightToLeft
    guard line.contains(where: { isOnly(words[Int($0)], other, own) }) else {
      return line.map { ($0, false) }
    }
    // A line without any letter of the page's direction reads the other way throughout.
    if !line.contains(where: { words[Int($0)].traits.contains(own) }) {
      return line.reversed().map { ($0, true) }
    }
    var result: [(index: Int32, isReversed: Bool)] = []
    var place = 0
    while place < line.count {
      guard isOnly(words[Int(line[place])], other, own) else {
        result.append((line[place], false))
        place += 1
        continue
      }
      // Up to the last word of the other direction before one of this direction.
      var end = place
      var next = place + 1
      while next < line.count, !words[Int(line[next])].traits.contains(own) {
        if words[Int(line[next])].traits.contains(other) { end = next }
        next += 1
      }
      for index in line[place...end].reversed() { result.append((index, place != end)) }
      place = end + 1
    }
    return result
  }

  private func isOnly(_ word: Word, _ direction: Word.Traits, _ other: Word.Traits) -> Bool {
    word.traits.contains(direction) && !word.traits.contains(other)
  }
}
