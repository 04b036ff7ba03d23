/// The signs by which UTF-16 and UTF-32 are known without a byte order mark.
enum UnmarkedUnicode {
  /// Tells the encoding by where its zeros stand, and by what its beginning would then say.
  ///
  /// Spaces, digits and line ends have a zero in all scripts, on the same side of each pair.
  static func encoding(of bytes: [UInt8]) -> TextEncoding? {
    let head = bytes.prefix(4096).count & ~3
    guard head >= 4 else { return shortPair(bytes) }
    var zeros = InlineArray<4, Int>(repeating: 0)
    for index in 0..<head where bytes[index] == 0 { zeros[index & 3] += 1 }
    let quads = head / 4
    if bytes.count.isMultiple(of: 4), bytes.count >= 8 {
      if zeros[3] == quads, zeros[2] * 10 > quads * 9, zeros[0] * 10 < quads {
        return .utf32LittleEndian
      }
      if zeros[0] == quads, zeros[1] * 10 > quads * 9, zeros[3] * 10 < quads {
        return .utf32BigEndian
      }
    }
    let even = zeros[0] + zeros[2]
    let odd = zeros[1] + zeros[3]
    let most = max(even, odd)
    // In few bytes one zero may stand there by chance.
    let isEnough =
      head < 64
      ? bytes.count.isMultiple(of: 2) && (most * 4 >= head || (most >= 3 && most * 40 >= head))
      : most * 80 >= head
    guard isEnough, min(even, odd) * 12 <= most else { return eastAsian(bytes, head) }
    let encoding: TextEncoding = odd > even ? .utf16LittleEndian : .utf16BigEndian
    return reads(bytes, head, isLittleEndian: odd > even) ? encoding : nil
  }

  /// Tells UTF-16 of Chinese and Japanese, which has hardly a zero.
  ///
  /// Read as pairs of bytes in the right order, the text is of common characters of those scripts; in any
  /// other order, or in another encoding, they are scattered over all planes of them.
  private static func eastAsian(_ bytes: [UInt8], _ head: Int) -> TextEncoding? {
    guard bytes.count.isMultiple(of: 2),
      (try? UTF8Span(validating: bytes.span)) == nil
        || bytes.contains(where: { $0 < 0x09 })
    else { return nil }
    for isLittleEndian in [true, false] where isEastAsian(bytes, head, isLittleEndian) {
      return isLittleEndian ? .utf16LittleEndian : .utf16BigEndian
    }
    return nil
  }

  private static func isEastAsian(_ bytes: [UInt8], _ head: Int, _ isLittleEndian: Bool) -> Bool {
    var letters = 0
    var common = 0
    var signs = 0
    let low = isLittleEndian ? 0 : 1
    for index in stride(from: 0, to: head, by: 2) {
      let value = UInt32(bytes[index + low]) | UInt32(bytes[index + 1 - low]) << 8
      switch value {
      case 0x3041...0x30FF:
        letters += 1
        common += 1
      case 0x4E00...0x9FFF:
        letters += 1
        if CommonIdeographs.chinese.contains(value) || CommonIdeographs.japanese.contains(value) {
          common += 1
        }
      case 0x0A, 0x0D, 0x20, 0x3000...0x3002, 0xFF01, 0xFF0C, 0xFF1A, 0xFF1F: signs += 1
      case 0x09, 0x21...0x7E, 0x2010...0x2027, 0x3003...0x301F, 0xFF02...0xFF5E: continue
      default: return false
      }
    }
    return signs > 0 && letters >= 4 && common * 4 >= letters
  }

  private static func shortPair(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.count == 2, bytes.contains(0) else { return nil }
    if bytes[1] == 0, bytes[0] >= 0x20 { return .utf16LittleEndian }
    return bytes[0] == 0 && bytes[1] >= 0x20 ? .utf16BigEndian : nil
  }

  /// Whether the pairs of a text's beginning are nearly all characters that texts have.
  private static func reads(_ bytes: [UInt8], _ head: Int, isLittleEndian: Bool) -> Bool {
    var odd = 0
    var letters = 0
    let low = isLittleEndian ? 0 : 1
    for index in stride(from: 0, to: head, by: 2) {
      let value = UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8
      if isPrintable(bytes[index]), isPrintable(bytes[index + 1]) { letters += 1 }
      switch value {
      case 0x09...0x0D, 0x1A...0x1B, 0x20...0x7E, 0xA0...0x2FFF, 0x3000...0xDFFF, 0xF900...0xFFFD:
        continue
      default: odd += 1
      }
    }
    // Pairs of ASCII letters are text of one byte each, with some zeros in it.
    return odd * 20 <= head / 2 && letters * 5 <= head
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
}
