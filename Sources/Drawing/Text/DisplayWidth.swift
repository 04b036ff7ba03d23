/// How many columns of a terminal text takes, as nearly as can be told without asking it.
package enum DisplayWidth {
  /// The columns of the text, which is taken to be on one line.
  package static func columns(of text: String) -> Int {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
      ? text.utf8.count : text.reduce(0) { $0 + columns(of: $1) }
  }

  /// The columns of one character as readers see it: 0, 1 or 2.
  static func columns(of character: Character) -> Int {
    var sum = 0
    for scalar in character.unicodeScalars {
      // U+FE0F asks for the colourful form of what comes before, which is wide.
      if scalar.value == 0xFE0F || scalar.properties.isEmojiPresentation { return 2 }
      sum += columns(of: scalar)
    }
    return min(2, sum)
  }

  /// The text itself, or shortened in its middle to fit the columns given.
  package static func elided(_ text: String, toFit limit: Int) -> String {
    MiddleElision.elided(text, limit: limit, ellipsisWidth: 1) { columns(of: $0) }
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
    // The vowels and finals of a Korean syllable join the consonant before them.
    if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) {
      return 0
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// The blocks whose characters are wide or full width by Unicode's East Asian Width.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
    0x20000...0x3FFFD,
  ]
}
