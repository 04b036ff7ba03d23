/// The marks that end a sentence, and those that may stand after them.
enum SentenceEnd {
  private static let marks: Set<Unicode.Scalar> = [
    ".", "!", "?", "…", "。", "！", "？", "．", "؟", "۔", "।", "॥", "።", "։", "⁇", "‼",
  ]

  /// Marks after which something is expected to follow.
  private static let pauses: Set<Unicode.Scalar> = [
    ",", ";", ":", "、", "，", "；", "：", "،", "؛", "-", "–", "—",
  ]

  private static let closers: Set<Unicode.Scalar> = [
    "\"", "'", ")", "]", "”", "’", "»", "›", "」", "』", "）", "】", "*", "_",
  ]

  static func isAtEnd(of text: Span<UInt8>) -> Bool {
    guard let last = lastScalar(text) else { return false }
    return marks.contains(last)
  }

  /// Tells whether a text ends in a mark that no heading ends in.
  static func isPunctuated(_ text: Span<UInt8>) -> Bool {
    guard let last = lastScalar(text) else { return false }
    return marks.contains(last) || pauses.contains(last)
  }

  /// The last scalar that is neither white space nor closes something.
  private static func lastScalar(_ text: Span<UInt8>) -> Unicode.Scalar? {
    var end = text.count
    for _ in 0..<8 {
      while end > 0, text[end - 1] <= 0x20 { end -= 1 }
      guard end > 0 else { return nil }
      var start = end - 1
      while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
      let bytes = (start..<end).map { text[$0] }
      guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else {
        return nil
      }
      guard closers.contains(scalar) else { return scalar }
      end = start
    }
    return nil
  }
}
