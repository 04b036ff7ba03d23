import Documents

/// Cuts the lines of a column into paragraphs.
struct ParagraphBuilder {
  let words: [Word]
  let text: LineText
  let styles: StyleTable
  let vocabulary: Vocabulary
  let earlier: Leading

  /// The blocks of a column's lines; places are left to the caller, in the frame of reading.
  func build(_ lines: [Line], column: ClosedRange<Float>) -> [(block: Block, box: Box)] {
    guard !lines.isEmpty else { return [] }
    let leading = Leading(lines, after: earlier)
    let code = CodeLines(words: words, text: text, styles: styles)
    let isCode = lines.indices.map { self.isCode($0, lines, code, leading) }
    let isEntry = lines.map { Leaders.isEntry($0, words, text.store) }
    var groups: [[Line]] = [[lines[0]]]
    for index in lines.indices.dropFirst() {
      let group = groups[groups.count - 1]
      let isBreak: Bool
      if isCode[index] || isCode[index - 1] {
        isBreak = !(isCode[index] && isCode[index - 1] && goesOn(lines[index - 1], lines[index]))
      } else if isEntry[index - 1] {
        // Each entry of a table of contents ends in its page.
        isBreak = true
      } else {
        isBreak = self.isBreak(group, lines[index], lines, index, column, leading)
      }
      if isBreak {
        groups.append([lines[index]])
      } else {
        groups[groups.count - 1].append(lines[index])
      }
    }
    var blocks: [(block: Block, box: Box)] = []
    var first = 0
    for (number, group) in groups.enumerated() {
      var (block, box) = block(
        group,
        column,
        code: isCode[first] && code.isWhole(group) ? code : nil
      )
      block.isContents = isEntry[first + group.count - 1]
      first += group.count
      if number > 0, let above = groups[number - 1].last {
        block.spaceBefore = max(0, group[0].box.top - above.box.bottom)
      }
      if number + 1 < groups.count, let last = group.last {
        block.spaceAfter = max(0, groups[number + 1][0].box.top - last.box.bottom)
      }
      blocks.append((block, box))
    }
    return blocks
  }

  // MARK: Code

  /// Lines in such a font; one alone has to stand off from the text around it.
  private func isCode(_ index: Int, _ lines: [Line], _ code: CodeLines, _ leading: Leading) -> Bool
  {
    guard code.isCode(lines[index]) else { return false }
    let line = lines[index]
    for other in [index - 1, index + 1] where lines.indices.contains(other) {
      if code.isCode(lines[other]) { continue }
      let distance = abs(lines[other].baseline - line.baseline)
      let isSetOff =
        distance > 1.25 * leading.normal(for: max(line.size, lines[other].size))
        || abs(lines[other].box.left - line.box.left) > 0.7 * line.size
      if !isSetOff { return false }
    }
    return true
  }

  private func goesOn(_ above: Line, _ line: Line) -> Bool {
    abs(above.size - line.size) < 0.5 && line.baseline - above.baseline < 3.4 * line.size
  }

  // MARK: Where paragraphs end

  private func isBreak(
    _ group: [Line],
    _ line: Line,
    _ lines: [Line],
    _ index: Int,
    _ column: ClosedRange<Float>,
    _ leading: Leading
  ) -> Bool {
    let above = group[group.count - 1]
    let size = max(above.size, line.size)
    let distance = line.baseline - above.baseline
    // Small letters in a line, such as raised numbers, do not make another look.
    if abs(line.size - above.size) > 0.08 * size, line.characters > 2, above.characters > 2 {
      return true
    }
    let normal = leading.normal(for: line.size)
    if distance > normal + max(0.22 * size, 1.2) || distance < 0.2 * size { return true }
    let firstWords = line.words.prefix(4).map { words[Int($0)] }
    guard let first = firstWords.first, let lastIndex = above.words.last else { return true }
    if beginsItem(line, group, column) { return true }
    let isLooser = distance > normal + max(0.1 * size, 0.7)
    let last = words[Int(lastIndex)]
    let isOtherLook =
      styles.isBold(first.style) != styles.isBold(last.style)
      && line.isBold != above.isBold && line.isEven && above.isEven
    let width = firstWordWidth(line)
    let room = column.upperBound - above.box.right
    let isCentered = isCentered(above, column) && isCentered(line, column)
    // The next word would have had its place, so somebody ended the line.
    let isShort =
      !isCentered && room > width + 0.35 * size + 0.02 * (column.upperBound - column.lowerBound)
    if isOtherLook, isShort || isLooser { return true }
    if isOtherLook, group.count == 1, above.isBold, !line.isBold, room > 0.12 * column.width {
      return true
    }
    // A heading set in bold from its beginning, over text that begins anew.
    if isOtherLook, group.count <= 3, !line.isBold, group.allSatisfy({ $0.isBold && $0.isEven }),
      !beginsLower(line)
    {
      return true
    }
    let family = styles.face(line.style).family != styles.face(above.style).family
    if family, line.isEven, above.isEven, isShort || isLooser { return true }
    if !isOtherLook, !isLooser, isUnderItem(line, group[0]) { return false }
    if isCentered { return isLooser }
    if isShort, !beginsLower(line) { return true }
    if isShort, room > 0.4 * column.width, isLooser { return true }
    // Indented first lines, and hanging ones.
    let indent = line.box.left - above.box.left
    if indent > 0.7 * size, indent < 5 * size, group.count > 1 || !isHanging(lines, index) {
      let goesOn = index + 1 < lines.count && lines[index + 1].box.left < line.box.left - 0.5 * size
      let endsSentence = endsSentence(above)
      if goesOn || endsSentence { return !(group.count == 1 && !endsSentence) }
    }
    if indent < -0.7 * size, group.count > 1,
      group[group.count - 2].box.left > line.box.left + 0.5 * size
    {
      return true
    }
    // What hangs far in under a name or a label goes on where the line before is full.
    if indent > 4 * size, group.count == 1, !isShort, !endsSentence(above),
      beginsLower(line) || hangsOn(lines, index)
    {
      return false
    }
    return abs(indent) > 4 * size
  }

  /// Whether the lines that follow hang: the first of each paragraph stands out.
  private func isHanging(_ lines: [Line], _ index: Int) -> Bool {
    let line = lines[index]
    guard index + 1 < lines.count else { return true }
    return abs(lines[index + 1].box.left - line.box.left) < 0.3 * line.size
  }

  /// Whether the next line begins right under a line.
  private func hangsOn(_ lines: [Line], _ index: Int) -> Bool {
    guard index + 1 < lines.count else { return false }
    let (line, next) = (lines[index], lines[index + 1])
    return abs(next.box.left - line.box.left) < 0.3 * line.size
      && next.baseline - line.baseline < 1.6 * line.size
  }

  private func beginsItem(_ line: Line, _ group: [Line], _ column: ClosedRange<Float>) -> Bool {
    guard let marker = ListMarker.read(head(line)) else {
      return isReference(line) && isReference(group[0])
    }
    switch marker.kind {
    case .bullet:
      // A dash may also begin a line in running text.
      guard ["-", "–", "—", "*", "o", "‐", "‒", "−"].contains(marker.label) else { return true }
      return isSetOff(line) || ListMarker.read(head(group[0])) != nil
    case .number, .letter, .roman, .composite:
      let before = ListMarker.read(head(group[0]))
      if let before, before.kind == marker.kind, marker.value == before.value + 1 { return true }
      return isSetOff(line) || line.box.left < group[group.count - 1].box.left - 0.7 * line.size
    }
  }

  /// Whether a line begins right under the text of an item, whose sign or number stands out.
  private func isUnderItem(_ line: Line, _ first: Line) -> Bool {
    guard first.words.count > 1 else { return false }
    let (marker, text) = (words[Int(first.words[0])], words[Int(first.words[1])])
    guard marker.characters <= 5, text.box.left - marker.box.left > 0.5 * line.size,
      abs(text.box.left - line.box.left) < 0.25 * line.size
    else { return false }
    return ListMarker.read(head(first)) != nil
  }

  /// Whether a line begins with the label of a reference, such as "[12]", at its place.
  private func isReference(_ line: Line) -> Bool {
    guard line.words.count > 1 else { return false }
    let range = words[Int(line.words[0])].text
    let word = text.store[Int(range.lowerBound)..<Int(range.upperBound)]
    return word.first == UInt8(ascii: "[") && ListMarker.isLabel(word)
  }

  /// Whether the second word stands off from the first as from a label.
  private func isSetOff(_ line: Line) -> Bool {
    guard line.words.count > 1 else { return false }
    let (a, b) = (words[Int(line.words[0])], words[Int(line.words[1])])
    var gaps: [Float] = []
    for (one, next) in zip(line.words.dropFirst(), line.words.dropFirst(2)) {
      gaps.append(words[Int(next)].box.left - words[Int(one)].box.right)
    }
    gaps.sort()
    let usual = gaps.isEmpty ? 0.3 * line.size : gaps[gaps.count / 2]
    return b.box.left - a.box.right > max(1.6 * usual, 0.45 * line.size)
  }

  private func head(_ line: Line) -> [UInt8] {
    text.run(Array(line.words.prefix(3)), in: line.style).bytes
  }

  private func firstWordWidth(_ line: Line) -> Float {
    guard let first = line.words.first else { return 0 }
    let word = words[Int(first)]
    // Where words are not parted by spaces a line may end after each letter.
    if word.traits.contains(.unspacedStart) { return word.size }
    var right = word.box.right
    // What was parted by its look only is one word.
    for (a, b) in zip(line.words, line.words.dropFirst()) {
      let (a, b) = (words[Int(a)], words[Int(b)])
      guard !a.traits.contains(.spaceAfter), b.box.left - a.box.right < 0.16 * a.size else { break }
      right = b.box.right
    }
    return right - word.box.left
  }

  private func beginsLower(_ line: Line) -> Bool {
    guard let first = line.words.first else { return false }
    var index = Int(words[Int(first)].text.lowerBound)
    guard index < text.store.count else { return false }
    return Unicode.Scalar(decodeScalar(text.store, &index))?.properties.isLowercase ?? false
  }

  private func endsSentence(_ line: Line) -> Bool {
    guard let last = line.words.last else { return false }
    let range = words[Int(last)].text
    var end = Int(range.upperBound)
    while end > Int(range.lowerBound) {
      var start = end - 1
      while start > Int(range.lowerBound), text.store[start] & 0xC0 == 0x80 { start -= 1 }
      var index = start
      switch decodeScalar(text.store, &index) {
      case 0x22, 0x27, 0x29, 0x5D, 0x2019, 0x201D, 0xBB: end = start
      case 0x2E, 0x21, 0x3F, 0x3A, 0x3B, 0x3002, 0xFF01, 0xFF1F, 0x61F, 0x6D4: return true
      default: return false
      }
    }
    return false
  }

  private func isCentered(_ line: Line, _ column: ClosedRange<Float>) -> Bool {
    let (left, right) = (line.box.left - column.lowerBound, column.upperBound - line.box.right)
    return left > 1.5 * line.size && abs(left - right) < 0.8 * line.size
  }

  // MARK: Blocks

  private func block(_ lines: [Line], _ column: ClosedRange<Float>, code: CodeLines?)
    -> (block: Block, box: Box)
  {
    var box = lines[0].box
    var counts: [Int32: Int] = [:]
    var block = Block(page: 0, places: [])
    for line in lines {
      box = box.union(line.box)
      block.characters += Int(line.characters)
      block.boldCharacters += Int(line.boldCharacters)
      counts[line.style, default: 0] += Int(line.characters)
    }
    block.style = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? lines[0].style
    block.size = styles.size(block.style)
    if let code {
      block.isCode = true
      block.text = code.run(lines)
    } else {
      for line in lines { block.text.join(text.run(line.words, in: block.style), vocabulary) }
    }
    block.lineCount = lines.count
    block.left = lines.count > 1 ? lines[1].box.left : lines[0].box.left
    block.firstLeft = lines[0].box.left
    block.column = column
    block.isCentered = lines.allSatisfy { isCentered($0, column) }
    block.marker = code == nil ? ListMarker.read(block.text.bytes) : nil
    block.room = column.upperBound - lines[lines.count - 1].box.right
    block.firstWordWidth = firstWordWidth(lines[0])
    return (block, box)
  }
}

extension ClosedRange<Float> {
  var width: Float { upperBound - lowerBound }
}

extension Line {
  /// Whether most of it is bold.
  var isBold: Bool { boldCharacters * 2 > characters }
  /// Whether it is bold throughout or not at all.
  var isEven: Bool { boldCharacters == 0 || boldCharacters * 10 >= characters * 9 }
}
