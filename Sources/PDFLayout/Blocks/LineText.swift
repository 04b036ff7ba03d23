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
    for (index, visual) in order {
      let word = words[Int(index)]
      if let before = previous, word.characters > 0,
        needsSpace(words[Int(before)], word, isReversed: visual)
      {
        run.bytes.append(0x20)
      }
      let start = run.bytes.count
      append(word, to: &run)
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
  private func append(_ word: Word, to run: inout TextRun) {
    var index = Int(word.text.lowerBound)
    let end = Int(word.text.upperBound)
    let start = run.bytes.count
    while index < end {
      let first = index
      let scalar = decodeScalar(store, &index)
      if isWhitespace(scalar) {
        if run.bytes.count > start, run.bytes.last != 0x20 { run.bytes.append(0x20) }
      } else if !isControl(scalar) {
        run.characters += 1
        run.bytes += store[first..<index]
      }
    }
    while run.bytes.count > start, run.bytes.last == 0x20 { run.bytes.removeLast() }
  }

  private func mark(
    _ runs: inout [(range: Range<Int>, tag: String)],
    _ range: Range<Int>,
    _ tag: String,
    _ bytes: [UInt8]
  ) {
    // Runs grow over the spaces between their words.
    if let last = runs.lastIndex(where: { $0.tag == tag }),
      bytes[runs[last].range.upperBound..<range.lowerBound].allSatisfy({ $0 == 0x20 })
    {
      runs[last].range = runs[last].range.lowerBound..<range.upperBound
    } else {
      runs.append((range, tag))
    }
  }

  private func mark(
    _ runs: inout [(range: Range<Int>, target: String)],
    _ range: Range<Int>,
    _ target: String,
    _ bytes: [UInt8]
  ) {
    if let last = runs.indices.last, runs[last].target == target,
      bytes[runs[last].range.upperBound..<range.lowerBound].allSatisfy({ $0 == 0x20 })
    {
      runs[last].range = runs[last].range.lowerBound..<range.upperBound
    } else {
      runs.append((range, target))
    }
  }

  private func needsSpace(_ a: Word, _ b: Word, isReversed: Bool) -> Bool {
    let gap = isReversed ? a.box.left - b.box.right : b.box.left - a.box.right
    let size = max(min(a.size, b.size), 1)
    if a.traits.contains(.unspacedEnd), b.traits.contains(.unspacedStart) {
      return a.traits.contains(.spaceAfter) && gap > 0.1 * size || gap > 0.6 * size
    }
    return a.traits.contains(.spaceAfter) || gap > 0.16 * size
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
