/// What the beginning of a piece of text is made of.
///
/// Only the beginning is looked at, so that a line of a gigabyte costs no more than a short one.
struct ProseMeasure {
  private(set) var words = 0
  private(set) var letters = 0
  private(set) var digits = 0
  /// Letters of scripts that write no spaces between words.
  private(set) var unspaced = 0
  private(set) var others = 0
  private(set) var hasLowercase = false
  private(set) var beginsInLowercase = false
  /// A tab or three spaces inside, as between columns.
  private(set) var hasColumns = false

  private static let limit = 320

  init(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
    var index = start
    let stop = min(end, start + Self.limit)
    var spaces = 1
    while index < stop {
      let byte = bytes[index]
      if byte == 0x20 || byte == 0x09 || (byte >= 0x0A && byte <= 0x0D) {
        spaces += 1
        if index > start, byte == 0x09 || spaces >= 3 { hasColumns = true }
        index += 1
        continue
      }
      if spaces > 0 { words += 1 }
      spaces = 0
      if byte < 0x80 {
        count(ascii: byte, isFirst: index == start)
        index += 1
      } else {
        let (scalar, length) = bytes.scalar(at: index)
        count(scalar, isFirst: index == start)
        index += length
      }
    }
  }

  private mutating func count(ascii byte: UInt8, isFirst: Bool) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"):
      letters += 1
      hasLowercase = true
      if isFirst { beginsInLowercase = true }
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
    default: others += 1
    }
  }

  private mutating func count(_ scalar: Unicode.Scalar, isFirst: Bool) {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x30FF, 0x3400...0x9FFF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      unspaced += 1
      letters += 1
      // Such scripts have no small letters, but they are no shouting either.
      hasLowercase = true
    case 0x80..<0xC0, 0xD7, 0xF7, 0x2000...0x2BFF, 0x3000...0x3040, 0xE000...0xF8FF,
      0xFE10...0xFE6F, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0x1F000...0x1FAFF:
      others += 1
    default:
      letters += 1
      // Properties are slow to look up, and one small letter is enough.
      if hasLowercase { return }
      hasLowercase = !scalar.properties.isUppercase
      if isFirst, scalar.properties.isLowercase { beginsInLowercase = true }
    }
  }

  /// More letters than anything else.
  var isWordy: Bool { letters * 2 > letters + digits + others }

  /// Whether the text reads like prose rather than like a label or data.
  func isProse(endsSentence: Bool) -> Bool {
    guard isWordy else { return false }
    if unspaced * 2 > letters { return unspaced >= (endsSentence ? 5 : 15) }
    return words >= (endsSentence ? 3 : 12)
  }
}
