/// A title of the outline, as the lines of a page may set it: "Exhibit 4-2 (May 1998)" over "Harbour bells" for
/// "4-2 Harbour bells".
///
/// What kind of part it is may stand before its number, and a remark in parentheses behind it.
struct NumberedTitle {
  /// Its letters and digits.
  let key: [UInt8]
  /// How many of them are its number, with the words before that; 0 where it has none.
  let numberLength: Int

  init(_ title: String) {
    let bytes = Array(title.utf8)
    key = TextShape.key(bytes)
    var length = 0
    for word in bytes.split(separator: 0x20).prefix(3) {
      length += TextShape.key(Array(word)).count
      if word.contains(where: Self.isDigit) { break }
    }
    let hasNumber = bytes.split(separator: 0x20).prefix(3).contains {
      $0.contains(where: Self.isDigit)
    }
    numberLength = hasNumber && length < key.count ? length : 0
  }

  /// How far a text takes the title on, and which of its bytes are remarks; nil where it says something else.
  func advance(_ text: [UInt8], from position: Int) -> (position: Int, remarks: [Range<Int>])? {
    var position = position
    var remarks: [Range<Int>] = []
    var index = 0
    while index < text.count {
      let opens = text[index] == UInt8(ascii: "(")
      let sign = opens ? UInt8(ascii: ")") : UInt8(ascii: "(")
      let next = text[index...].firstIndex(of: sign)
      // What is not closed here goes on in other lines: it may belong to the title, but is no remark.
      let isRemark = opens && next != nil
      let end = next.map { opens ? $0 + 1 : $0 } ?? text.count
      let part = TextShape.key(Array(text[index..<end]))
      if key[position...].starts(with: part) {
        position += part.count
      } else if isRemark, position == numberLength, position > 0 {
        remarks.append(index..<end)
      } else {
        return nil
      }
      index = end
    }
    return (position, remarks)
  }

  /// Where the number begins behind the one or two words that say what it is the number of; nil where none does.
  static func labelEnd(_ text: [UInt8]) -> Int? {
    var start = 0
    for word in text.split(separator: 0x20, omittingEmptySubsequences: false).prefix(3) {
      if word.contains(where: isDigit) { return start > 0 ? start : nil }
      guard word.count > 1,
        !word.contains(where: { $0 < 0x80 && ($0 | 0x20 < 0x61 || $0 | 0x20 > 0x7A) })
      else { return nil }
      start += word.count + 1
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
