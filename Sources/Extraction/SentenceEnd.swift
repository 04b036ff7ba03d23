/// The marks that end a sentence, and those that may stand after them.
enum SentenceEnd {
  private enum Mark {
    case end, pause, closer, other
  }

  static func isAtEnd(of text: Span<UInt8>) -> Bool {
    lastMark(text) == .end
  }

  /// Tells whether a text ends in a mark that no heading ends in.
  static func isPunctuated(_ text: Span<UInt8>) -> Bool {
    let mark = lastMark(text)
    return mark == .end || mark == .pause
  }

  /// The last sign that is neither white space nor closes something.
  private static func lastMark(_ text: Span<UInt8>) -> Mark {
    var end = text.count
    for _ in 0..<8 {
      while end > 0, text[end - 1] <= 0x20 { end -= 1 }
      guard end > 0 else { return .other }
      var start = end - 1
      while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
      let mark = mark(scalar(text, start, end))
      guard mark == .closer else { return mark }
      end = start
    }
    return .other
  }

  /// The value of a scalar from its bytes.
  private static func scalar(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    let first = UInt32(text[start])
    var value = end - start > 1 ? first & (0x7F >> UInt32(end - start)) : first
    for index in (start + 1)..<max(end, start + 1) {
      value = value << 6 | UInt32(text[index] & 0x3F)
    }
    return value
  }

  private static func mark(_ scalar: UInt32) -> Mark {
    switch scalar {
    // . ! ? and their Western, Eastern, Arabic, Indic, Armenian and Ethiopic kin.
    case 0x2E, 0x21, 0x3F, 0x2026, 0x203C, 0x2047, 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0x061F, 0x06D4,
      0x0964, 0x0965, 0x0589, 0x1362:
      .end
    // , ; : - and their kin: something is expected to follow.
    case 0x2C, 0x3B, 0x3A, 0x2D, 0x2013, 0x2014, 0x3001, 0xFF0C, 0xFF1A, 0xFF1B, 0x060C, 0x061B:
      .pause
    // Quotes, brackets and the marks of emphasis.
    case 0x22, 0x27, 0x29, 0x5D, 0x2A, 0x5F, 0x2019, 0x201D, 0xBB, 0x203A, 0x300D, 0x300F, 0xFF09,
      0x3011:
      .closer
    default: .other
    }
  }
}
