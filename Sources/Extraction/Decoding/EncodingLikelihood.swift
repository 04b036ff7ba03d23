import Charsets

/// How likely a text is that an encoding makes of some bytes.
///
/// The sum of the logarithms of how common each character beyond ASCII is where it stands, so that
/// encodings of one byte and of several can be compared.
struct EncodingLikelihood {
  private(set) var total: Float = 0

  /// The characters beyond ASCII by language; what they have in common is in `total`.
  private var byLanguage = [Float](repeating: 0, count: LanguageLetters.all.count)
  /// Characters so far that can be in no text.
  private(set) var impossible = 0
  private(set) var count = 0

  private enum Script {
    case none, latin, cyrillic, greek, hebrew, arabic, thai, eastern
  }

  /// Reads valid UTF-8 with the number of places that could not be decoded.
  init(_ text: Span<UInt8>, faults: Int, isJapanese: Bool, isKorean: Bool) {
    var before: UInt32 = 0x20
    var index = 0
    var scalar = Self.next(text, &index)
    while let current = scalar {
      scalar = Self.next(text, &index)
      if current >= 0x80 {
        count += 1
        weigh(current, before, scalar ?? 0x20, isJapanese, isKorean)
      }
      before = current
    }
    impossible += faults
    total += byLanguage.max() ?? 0
    total -= Float(faults) * 16
  }

  private mutating func weigh(
    _ scalar: UInt32,
    _ before: UInt32,
    _ after: UInt32,
    _ isJapanese: Bool,
    _ isKorean: Bool
  ) {
    let script = Self.script(scalar)
    switch script {
    case .eastern: total += Self.eastern(scalar, isJapanese, isKorean)
    case .none: weighSign(scalar, before, after)
    default:
      let (small, isCapital) = Self.lowercased(scalar)
      for language in byLanguage.indices {
        byLanguage[language] += LanguageLetters.all[language].share(small)
      }
      let scriptBefore = Self.script(before)
      let scriptAfter = Self.script(after)
      if scriptBefore != .none, scriptBefore != script { total -= 7 }
      if scriptAfter != .none, scriptAfter != script { total -= 7 }
      if isCapital {
        total -= Self.isCapital(before) || Self.isCapital(after) ? 0.2 : 0.8
        if scriptBefore == script, !Self.isCapital(before) { total -= 7 }
      } else if Self.isCapital(before), Self.isCapital(after) {
        total -= 5
      }
    }
  }

  /// Signs are common between words and rare inside of them.
  private mutating func weighSign(_ scalar: UInt32, _ before: UInt32, _ after: UInt32) {
    let isInside = Self.script(before) != .none && Self.script(after) != .none
    switch scalar {
    case 0x80...0x9F, 0xE000...0xF8FF, 0xFFFE...0xFFFF:
      impossible += 1
      total -= 16
    case 0x2018, 0x2019: total -= 3.5
    case 0xA0, 0xAB, 0xBB, 0x2013, 0x2014, 0x201C, 0x201D, 0x201E, 0x201A, 0x2026, 0x2022:
      total -= isInside ? 9 : 3.5
    case 0xA9, 0xAE, 0xB0, 0xA7, 0x20AC, 0xA3, 0x2122, 0x2116, 0xB7, 0xBF, 0xA1, 0xAA, 0xBA, 0x2212,
      0xD7, 0xB1, 0xB2, 0xB3, 0xBD, 0xBC, 0xBE, 0xAD, 0x2039, 0x203A:
      total -= isInside ? 11 : 6
    case 0x2500...0x259F:
      // Frames are drawn with runs of one sign, not next to letters.
      let isRow = before == scalar || after == scalar
      let isApart = Self.script(before) == .none && Self.script(after) == .none
      total -= isRow && isApart ? 4 : isApart ? 9 : 13
    case 0x300...0x36F: total -= 8
    default: total -= isInside ? 13 : 10
    }
  }

  private static func eastern(_ scalar: UInt32, _ isJapanese: Bool, _ isKorean: Bool) -> Float {
    switch scalar {
    // Marks and full-width forms.
    case 0x3000...0x3002: -3.2
    case 0x3003...0x303F, 0xFF01...0xFF60: -5
    case 0x3041...0x30FF: isJapanese ? -4 : -9
    // Half-width kana are what Latin letters look like in Shift-JIS.
    case 0xFF61...0xFF9F: isJapanese ? -7.5 : -12
    case 0xAC00...0xD7A3:
      if !isKorean { -14 } else { CommonIdeographs.korean.contains(scalar) ? -4.6 : -7.6 }
    case 0x4E00...0x9FFF:
      if isJapanese {
        CommonIdeographs.japanese.contains(scalar) ? -5.2 : -8.6
      } else if isKorean {
        -10.5
      } else {
        CommonIdeographs.chinese.contains(scalar) ? -5 : -8.7
      }
    default: -13
    }
  }

  private static func script(_ scalar: UInt32) -> Script {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: .latin
    case 0x370...0x3FF where scalar != 0x37E && scalar != 0x387: .greek
    case 0x400...0x52F: .cyrillic
    case 0x5B0...0x5F4: .hebrew
    case 0x620...0x669, 0x66E...0x6D3: .arabic
    case 0xE01...0xE5B: .thai
    case 0x3000...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF01...0xFFDC, 0x20000...: .eastern
    default: .none
    }
  }

  private static func isCapital(_ scalar: UInt32) -> Bool {
    scalar < 0x80 ? (0x41...0x5A).contains(scalar) : lowercased(scalar).isCapital
  }

  /// The small form of a letter of the scripts that have two.
  private static func lowercased(_ scalar: UInt32) -> (scalar: UInt32, isCapital: Bool) {
    switch scalar {
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A9, 0x410...0x42F:
      (scalar + 0x20, true)
    case 0x400...0x40F: (scalar + 0x50, true)
    case 0x386: (0x3AC, true)
    case 0x388...0x38A: (scalar + 0x25, true)
    case 0x38C: (0x3CC, true)
    case 0x38E, 0x38F: (scalar + 0x3F, true)
    case 0x178: (0xFF, true)
    // There the small letters are the even ones, or the odd ones.
    case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1 ? (scalar + 1, true) : (scalar, false)
    case 0x100...0x137, 0x14A...0x177, 0x1A0...0x1A5, 0x218...0x21B, 0x1E00...0x1EFF, 0x490...0x4BF:
      scalar & 1 == 0 ? (scalar + 1, true) : (scalar, false)
    case 0x1AF: (0x1B0, true)
    default: (scalar, false)
    }
  }

  private static func next(_ text: Span<UInt8>, _ index: inout Int) -> UInt32? {
    guard index < text.count else { return nil }
    let first = UInt32(text[index])
    index += 1
    guard first >= 0xC0 else { return first }
    let more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var value = first & (0x3F >> UInt32(more))
    for _ in 0..<more where index < text.count {
      value = value << 6 | UInt32(text[index] & 0x3F)
      index += 1
    }
    return value
  }
}
