import Documents

extension PlainTextParser {
  /// Takes the lines of logs, of talks and of subtitles, each of which stands for itself.
  mutating func parseRecords(_ block: [TextLine], in bytes: Span<UInt8>) -> Bool {
    if block.prefix(2).contains(where: { Self.isTimeSpan($0, in: bytes) }) {
      codeEnd = nil
      closeList()
      append(.uncategorizedText, block[...], text: lines(block[...]))
      return true
    }
    guard block.count > 1, Self.hasTime(block[0], in: bytes) else { return false }
    var starts: [Int] = []
    var outer = 0
    for (place, line) in block.enumerated() {
      if line.indent == 0 { outer += 1 }
      if Self.hasTime(line, in: bytes) { starts.append(place) }
    }
    guard starts.count > 1, starts.count * 2 >= outer else { return false }
    codeEnd = nil
    closeList()
    for (place, start) in starts.enumerated() {
      let end = place + 1 < starts.count ? starts[place + 1] : block.count
      let text = lines(block[start..<end])
      append(Self.kind(of: text), block[start..<end], text: text)
    }
    return true
  }

  /// Takes lines that quote another text, as many as are quoted equally often.
  mutating func parseQuote(
    at index: Int,
    of block: [TextLine],
    in bytes: Span<UInt8>
  ) -> Int {
    let depth = Self.quoteDepth(block[index], in: bytes)
    guard depth > 0 else { return 0 }
    var end = index
    var text = ""
    while end < block.count, Self.quoteDepth(block[end], in: bytes) == depth {
      let line = block[end]
      let start = Self.quotedStart(line, in: bytes)
      if start < line.end {
        if !text.isEmpty { text += "\n" }
        text += slice(start, line.end)
      }
      drop(line.start, start, in: bytes)
      end += 1
    }
    closeList()
    guard !text.isEmpty else { return end - index }
    append(Self.kind(of: text), block[index..<end], text: text)
    elements[elements.count - 1].role = "quote"
    return end - index
  }

  /// How often a line is quoted; three signs at once are the prompt of a program.
  static func quoteDepth(_ line: TextLine, in bytes: Span<UInt8>) -> Int {
    guard bytes[line.start] == UInt8(ascii: ">") else { return 0 }
    var depth = 0
    var run = 0
    for index in line.start..<line.end {
      if bytes[index] == UInt8(ascii: ">") {
        depth += 1
        run += 1
        if run > 2 { return 0 }
      } else if bytes[index] == 0x20 {
        run = 0
      } else {
        return bytes[index - 1] == 0x20 ? depth : 0
      }
    }
    return depth
  }

  private static func quotedStart(_ line: TextLine, in bytes: Span<UInt8>) -> Int {
    var index = line.start
    while index < line.end, bytes[index] == UInt8(ascii: ">") || bytes[index] == 0x20 { index += 1 }
    return index
  }

  /// Lines as they are, but for the indentation of the first.
  private func lines(_ lines: ArraySlice<TextLine>) -> String {
    var text = ""
    for (place, line) in lines.enumerated() {
      if place > 0 { text += "\n" }
      text += slice(place > 0 ? line.lineStart : line.start, line.end)
    }
    return text
  }

  /// Whether a line begins with a time of day, with or without a date: "[10:01]", "2026-11-21 10:00:00".
  private static func hasTime(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    var digits = 0
    var letters = 0
    for index in line.start..<min(line.end, line.start + 32) {
      switch bytes[index] {
      case 0x30...0x39:
        digits += 1
        letters = 0
      case UInt8(ascii: ":"):
        if digits == 1 || digits == 2, index + 2 < line.end, isDigit(bytes[index + 1]),
          isDigit(bytes[index + 2])
        {
          return true
        }
        return false
      case 0x41...0x5A, 0x61...0x7A:
        letters += 1
        // The names of days and months are cut to three letters, and begin with a capital.
        if letters > 3 || (letters == 1 && bytes[index] >= 0x60) { return false }
        digits = 0
      case 0x20, 0x09, UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ","),
        UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "<"):
        digits = 0
        letters = 0
      default: return false
      }
    }
    return false
  }

  /// Whether a line is the time that a subtitle is shown: "00:00:01,000 --> 00:00:02,000".
  private static func isTimeSpan(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    guard hasTime(line, in: bytes), line.end - line.start < 120 else { return false }
    for index in line.start..<(line.end - 2)
    where bytes[index] == UInt8(ascii: "-") && bytes[index + 1] == UInt8(ascii: "-")
      && bytes[index + 2] == UInt8(ascii: ">")
    {
      return true
    }
    return false
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
