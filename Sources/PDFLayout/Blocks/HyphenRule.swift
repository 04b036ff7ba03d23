/// Whether a hyphen at the end of a line parts a word or belongs to it.
enum HyphenRule {
  /// The bytes of the hyphen that a text ends in; 0 where it ends in none.
  static func hyphenLength(_ bytes: [UInt8]) -> Int {
    if bytes.last == UInt8(ascii: "-") { return 1 }
    if bytes.suffix(2).elementsEqual([0xC2, 0xAD]) { return 2 }
    return bytes.suffix(3).elementsEqual([0xE2, 0x80, 0x90]) ? 3 : 0
  }

  /// Tells whether the word at the end goes on at the beginning of the next line.
  static func joins(_ bytes: [UInt8], _ next: [UInt8]) -> Bool {
    let length = hyphenLength(bytes)
    guard length > 0, bytes.count > length else { return false }
    guard isLetter(before: bytes.count - length, in: bytes) else { return false }
    var index = 0
    let first = decodeScalar(next, &index)
    return Unicode.Scalar(first)?.properties.isAlphabetic ?? false
  }

  /// Tells whether the hyphen stays: the document writes the word with it elsewhere, or what follows
  /// is no end of a word.
  static func keeps(_ bytes: [UInt8], _ next: [UInt8], _ vocabulary: Vocabulary) -> Bool {
    let length = hyphenLength(bytes)
    if length == 2 { return false }
    var index = 0
    let first = decodeScalar(next, &index)
    guard let scalar = Unicode.Scalar(first), scalar.properties.isLowercase else { return true }
    let end = bytes.count - length
    var start = end
    while start > 0, bytes[start - 1] > 0x20 { start -= 1 }
    var wordEnd = 0
    while wordEnd < next.count, next[wordEnd] > 0x20 { wordEnd += 1 }
    let head = Array(bytes[start..<end])
    let tail = Array(next[..<wordEnd])
    return vocabulary.writesWithHyphen(head, tail)
  }

  private static func isLetter(before end: Int, in bytes: [UInt8]) -> Bool {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var index = start
    return Unicode.Scalar(decodeScalar(bytes, &index))?.properties.isAlphabetic ?? false
  }
}
