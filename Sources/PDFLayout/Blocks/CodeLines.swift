import Documents

/// Code in a text of other type: lines in a font whose letters are all equally wide.
struct CodeLines {
  let words: [Word]
  let text: LineText
  let styles: StyleTable
  /// For each style whether it is one of code; none where the document as a whole is typewritten.
  private let isFixed: [Bool]

  init(words: [Word], text: LineText, styles: StyleTable) {
    self.words = words
    self.text = text
    self.styles = styles
    isFixed = styles.fixedStyles
  }

  /// Tells lines of code; bold ones are headings of a reference rather.
  func isCode(_ line: Line) -> Bool {
    guard isFixed(line.style), !line.isBold else { return false }
    return line.words.allSatisfy {
      let word = words[Int($0)]
      return word.characters == 0 || isFixed(word.style)
    }
  }

  private func isFixed(_ style: Int32) -> Bool {
    isFixed.isEmpty ? false : isFixed[Int(style)]
  }

  /// Whether lines in such a font are more than a name or addresses, which are set so as well.
  func isWhole(_ lines: [Line]) -> Bool {
    let texts = lines.map { text.run($0.words, in: $0.style).bytes }
    if texts.allSatisfy({ $0.contains(0x40) }) { return false }
    // Titles and prose may be set in such a font for its looks.
    let signs = texts.reduce(0) { $0 + Self.signs($1) }
    return signs >= max(texts.count == 1 ? 2 : 1, texts.count / 4)
  }

  /// How many signs a line has that prose has not.
  private static func signs(_ text: [UInt8]) -> Int {
    var count = 0
    for (index, byte) in text.enumerated() {
      if signs.contains(byte) { count += 1 }
      // A call, or the beginning of a comment.
      if byte == 0x28, index > 0, text[index - 1] > 0x2F { count += 1 }
      if byte == 0x2F, index + 1 < text.count, text[index + 1] == 0x2F { count += 1 }
    }
    return count
  }

  private static let signs: Set<UInt8> = Set("{}[]=;<>$\\|&#_".utf8)

  /// The text of code, with its lines and their indents kept.
  func run(_ lines: [Line]) -> TextRun {
    guard let first = lines.first else { return TextRun() }
    let left = lines.reduce(Float.infinity) { min($0, $1.box.left) }
    let width = max(letterWidth(lines), 0.3 * first.size)
    let leading = leading(lines)
    var run = TextRun()
    var above: Line?
    for line in lines {
      if let above {
        let distance = line.baseline - above.baseline
        let breaks = min(4, max(1, Int((distance / leading).rounded())))
        run.bytes += [UInt8](repeating: 0x0A, count: breaks)
      }
      var end = left
      for index in line.words {
        let word = words[Int(index)]
        let isFirst = index == line.words[0]
        let gap = (word.box.left - end) / width
        let spaces = gap.isFinite ? min(200, max(0, Int(gap.rounded()))) : 0
        let part = text.run([index], in: line.style)
        run.hyphens += part.hyphens
        guard !part.isEmpty else { continue }
        // Pieces of one word may differ in their colour only.
        let isParted = isFirst || spaces > 0 || gap > 0.35
        run.bytes += [UInt8](repeating: 0x20, count: isParted && !isFirst ? max(1, spaces) : spaces)
        run.bytes += part.bytes
        run.characters += part.characters
        end = word.box.right
      }
      above = line
    }
    return run
  }

  private func letterWidth(_ lines: [Line]) -> Float {
    var width: Float = 0
    var count: Int32 = 0
    for line in lines {
      for index in line.words where words[Int(index)].characters > 0 {
        width += words[Int(index)].box.width
        count += words[Int(index)].characters
      }
    }
    return count > 0 ? width / Float(count) : 0
  }

  /// The smallest distance of lines.
  private func leading(_ lines: [Line]) -> Float {
    var least = Float.infinity
    for (a, b) in zip(lines, lines.dropFirst()) { least = min(least, b.baseline - a.baseline) }
    return least.isFinite ? max(least, 0.8 * lines[0].size) : max(lines[0].size, 1)
  }
}
