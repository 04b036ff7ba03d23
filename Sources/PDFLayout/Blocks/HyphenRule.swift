/// Whether a hyphen at the end of a line parts a word or belongs to it.
enum HyphenRule {
  /// The bytes of the hyphen that a text ends in; 0 where it ends in none.
  static func hyphenLength(_ bytes: some BidirectionalCollection<UInt8>) -> Int {
    if bytes.last == UInt8(ascii: "-") { return 1 }
    if bytes.suffix(2).elementsEqual([0xC2, 0xAD]) { return 2 }
    return bytes.suffix(3).elementsEqual([0xE2, 0x80, 0x90]) ? 3 : 0
  }

  /// Tells whether the word at the end goes on at the beginning of the next line.
  static func joins(_ bytes: [UInt8], _ next: [UInt8]) -> Bool {
    let length = hyphenLength(bytes)
    guard length > 0, bytes.count > length, !next.isEmpty else { return false }
    var index = 0
    guard let first = Unicode.Scalar(decodeScalar(next, &index)) else { return false }
    if isDigit(bytes[bytes.count - length - 1]) {
      // A range, or "10-year".
      return length != 2 && (isDigit(next[0]) || first.properties.isLowercase)
    }
    return isLetter(before: bytes.count - length, in: bytes)
      && (first.properties.isAlphabetic || length != 2 && isDigit(next[0]))
  }

  /// Tells whether the hyphen stays: the document writes the word with it, or what stands around it is no
  /// part of a word.
  static func keeps(_ bytes: [UInt8], _ next: [UInt8], _ vocabulary: Vocabulary) -> Bool {
    let length = hyphenLength(bytes)
    if length == 2 { return false }
    var index = 0
    let first = decodeScalar(next, &index)
    guard let scalar = Unicode.Scalar(first), scalar.properties.isLowercase,
      !isDigit(bytes[bytes.count - length - 1])
    else { return true }
    let (head, tail) = pieces(bytes, next)
    return vocabulary.writesWithHyphen(head, tail)
  }

  /// Tells whether the hyphen stands for the end of a word that comes later.
  static func suspends(_ bytes: [UInt8], _ next: [UInt8], _ vocabulary: Vocabulary) -> Bool {
    let (head, tail) = pieces(bytes, next)
    return vocabulary.suspends(head, before: tail)
  }

  /// The last word without its hyphen, and the first of the next line.
  private static func pieces(_ bytes: [UInt8], _ next: [UInt8])
    -> (head: ArraySlice<UInt8>, tail: ArraySlice<UInt8>)
  {
    let end = bytes.count - hyphenLength(bytes)
    var start = end
    while start > 0, bytes[start - 1] > 0x20 { start -= 1 }
    return (bytes[start..<end], next.prefix { $0 > 0x20 })
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(before end: Int, in bytes: [UInt8]) -> Bool {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var index = start
    return Unicode.Scalar(decodeScalar(bytes, &index))?.properties.isAlphabetic ?? false
  }
}
