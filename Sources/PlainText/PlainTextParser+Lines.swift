extension PlainTextParser {
  private static let widestMeant = 50

  /// Whether the ends of all lines of a block were meant: they are short, and each begins anew.
  static func hasMeantLines(_ block: [TextLine], in bytes: Span<UInt8>) -> Bool {
    guard block.count > 1 else { return false }
    for (place, line) in block.enumerated() {
      guard line.scalarCount <= widestMeant, bytes[line.start] < 0xE0,
        bytes[line.end - 1] != UInt8(ascii: "-"),
        !ProseMeasure(bytes, from: line.start, to: line.end).beginsInLowercase
      else { return false }
      // A number may well be in the middle of a sentence.
      let isNumber = (0x30...0x39).contains(bytes[line.start])
      if place > 0, isNumber, block.count < 3 { return false }
    }
    return true
  }

  /// Whether a line is a name with what belongs to it, as in the head of minutes: "Present: Ann, Ben".
  static func isField(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    let first = bytes[line.start]
    guard (0x41...0x5A).contains(first) || first >= 0xC3 && first < 0xE0 else { return false }
    var spaces = 0
    for index in line.start..<min(line.end, line.start + 32) {
      switch bytes[index] {
      case UInt8(ascii: ":"):
        return index > line.start + 1 && (index + 1 == line.end || bytes[index + 1] == 0x20)
      case 0x20:
        spaces += 1
        if spaces > 2 { return false }
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), 0x09: return false
      default: continue
      }
    }
    return false
  }

  /// Whether a paragraph begins at a line for being indented where the lines around it are not.
  func beginsIndented(_ index: Int, of block: [TextLine], in bytes: Span<UInt8>) -> Bool {
    let line = block[index]
    let previous = block[index - 1]
    guard line.indent >= 2, previous.indent < line.indent else { return false }
    guard SentenceEnd(bytes, from: previous.start, to: previous.end) == .full else { return false }
    return index + 1 == block.count || block[index + 1].indent < line.indent
  }
}
