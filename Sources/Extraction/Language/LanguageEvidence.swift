/// The words and letters of all languages, each with the languages that it speaks for.
struct LanguageEvidence: Sendable {
  struct Languages: Sendable {
    /// Places in `LanguageWords.all`.
    var languages: [Int]
    /// What one occurrence is worth: the less the more languages share it.
    var weight = 0
  }

  private(set) var words: [UInt64: Languages] = [:]
  private(set) var letters: [UInt32: Languages] = [:]

  static let all = LanguageEvidence()
  static let wordWeight = 24
  private static let letterWeight = 12

  private init() {
    for (language, entry) in LanguageWords.all.enumerated() {
      for word in entry.words.split(separator: " ") {
        var key = Self.emptyWord
        for scalar in word.unicodeScalars { key = Self.extend(key, by: scalar.value) }
        words[key, default: Languages(languages: [])].languages.append(language)
      }
      for scalar in entry.letters.unicodeScalars {
        letters[scalar.value, default: Languages(languages: [])].languages.append(language)
      }
    }
    words = words.mapValues {
      Languages(languages: $0.languages, weight: Self.wordWeight / $0.languages.count)
    }
    letters = letters.mapValues {
      Languages(languages: $0.languages, weight: Self.letterWeight / $0.languages.count)
    }
  }

  // A word is known by a digest of its letters, so that none has to be made a string.

  static let emptyWord: UInt64 = 0xCBF2_9CE4_8422_2325

  static func extend(_ word: UInt64, by letter: UInt32) -> UInt64 {
    (word ^ UInt64(letter)) &* 0x0000_0100_0000_01B3
  }

  /// The small form of a letter of the scripts that have two.
  static func lowercased(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A9, 0x410...0x42F: scalar + 0x20
    case 0x400...0x40F: scalar + 0x50
    // Pairs of which the capital is even, and those of which it is odd.
    case 0x130: 0x69
    case 0x178: 0xFF
    case 0x100...0x137, 0x14A...0x177, 0x1DE...0x1EF, 0x1F8...0x21F, 0x222...0x233, 0x460...0x4BF,
      0x4D0...0x52F, 0x1E00...0x1EFF:
      scalar | 1
    case 0x139...0x148, 0x179...0x17E, 0x1CD...0x1DC, 0x4C1...0x4CE: scalar + (scalar & 1)
    case 0x1A0, 0x1AF: scalar + 1
    default: scalar
    }
  }
}
