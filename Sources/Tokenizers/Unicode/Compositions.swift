/// Which pairs of scalars compose into one.
struct Compositions: Sendable {
  private let pairs: PairTable

  static let shared = Compositions()

  private init() {
    var digits = FiveBitDigits(MappingTables.compositions)
    var pairs = PairTable(capacity: 1024)
    var first = 0
    while !digits.isAtEnd {
      first += Int(digits.next())
      let second = digits.next()
      let composed = first + digits.nextSigned()
      pairs.insert(UInt32(first), second, UInt32(composed))
    }
    self.pairs = pairs
  }

  func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first >= Hangul.leading && first < Hangul.leading + Hangul.leadingCount {
      guard second >= Hangul.vowel && second < Hangul.vowel + Hangul.vowelCount else { return nil }
      let syllable = (first - Hangul.leading) * Hangul.vowelCount + (second - Hangul.vowel)
      return Hangul.syllable + syllable * Hangul.trailingCount
    }
    if Hangul.isSyllable(first) && (first - Hangul.syllable) % Hangul.trailingCount == 0
      && second > Hangul.trailing && second < Hangul.trailing + Hangul.trailingCount
    {
      return first + (second - Hangul.trailing)
    }
    return pairs[first, second]
  }
}

/// The arithmetic of Korean syllables and their letters.
enum Hangul {
  static let syllable: UInt32 = 0xAC00
  static let leading: UInt32 = 0x1100
  static let vowel: UInt32 = 0x1161
  static let trailing: UInt32 = 0x11A7
  static let leadingCount: UInt32 = 19
  static let vowelCount: UInt32 = 21
  static let trailingCount: UInt32 = 28

  static func isSyllable(_ scalar: UInt32) -> Bool { scalar >= syllable && scalar < 0xD7A4 }

  /// The letters of a syllable; the last is nil where there are two.
  static func letters(of scalar: UInt32) -> (UInt32, UInt32, UInt32?) {
    let index = scalar - syllable
    let last = index % trailingCount
    return (
      leading + index / (vowelCount * trailingCount),
      vowel + index % (vowelCount * trailingCount) / trailingCount,
      last == 0 ? nil : trailing + last
    )
  }
}
