/// Where UTF-8 text has white space, in the Unicode sense that includes U+001C to U+001F.
enum Whitespace {
  /// The number of bytes of the white space scalar that begins at an offset; 0 if there is none.
  @inline(__always)
  static func width(in bytes: Span<UInt8>, at offset: Int) -> Int {
    let byte = bytes[offset]
    if byte < 0x80 { return byte <= 0x20 && isASCIISpace(byte) ? 1 : 0 }
    // Only these four lead bytes begin a white space scalar.
    guard byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3) else { return 0 }
    return wideWidth(in: bytes, at: offset)
  }

  /// The number of bytes of the white space scalar that ends before an offset; 0 if there is none.
  static func width(in bytes: Span<UInt8>, before offset: Int) -> Int {
    for width in 1...3 where offset >= width {
      if Self.width(in: bytes, at: offset - width) == width { return width }
    }
    return 0
  }

  @inline(__always)
  private static func isASCIISpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x1F)
  }

  private static func wideWidth(in bytes: Span<UInt8>, at offset: Int) -> Int {
    guard offset + 1 < bytes.count else { return 0 }
    let second = bytes[offset + 1]
    if bytes[offset] == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard offset + 2 < bytes.count else { return 0 }
    let third = bytes[offset + 2]
    let isSpace =
      switch (bytes[offset], second) {
      case (0xE1, 0x9A): third == 0x80
      case (0xE2, 0x80):
        third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
      case (0xE2, 0x81): third == 0x9F
      case (0xE3, 0x80): third == 0x80
      default: false
      }
    return isSpace ? 3 : 0
  }
}
