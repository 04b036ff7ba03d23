/// The count of characters that are no white space, as ledgers have it.
enum InkCount {
  /// Counts in UTF-8 that begins and ends between characters.
  static func count(_ text: borrowing Span<UInt8>) -> Int {
    var count = 0
    var index = 0
    let end = text.count
    while index < end {
      let byte = text[index]
      if byte < 0x80 {
        if byte > 0x20 || (byte < 0x09 || (byte > 0x0D && byte != 0x20)) { count += 1 }
        index += 1
      } else {
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        if !isSpace(text, index, length) { count += 1 }
        index += length
      }
    }
    return count
  }

  static func count(_ bytes: [UInt8]) -> Int { count(bytes.span) }
  static func count(_ text: String) -> Int { count(text.utf8.span) }

  private static func isSpace(
    _ text: borrowing Span<UInt8>,
    _ index: Int,
    _ length: Int
  ) -> Bool {
    guard index + length <= text.count else { return false }
    let second = text[index + 1]
    switch text[index] {
    case 0xC2: return second == 0x85 || second == 0xA0
    case 0xE1: return second == 0x9A && text[index + 2] == 0x80
    case 0xE2:
      let third = text[index + 2]
      if second == 0x80 {
        return (0x80...0x8A).contains(third) || [0xA8, 0xA9, 0xAF].contains(third)
      }
      return second == 0x81 && third == 0x9F
    case 0xE3: return second == 0x80 && text[index + 2] == 0x80
    default: return false
    }
  }
}
