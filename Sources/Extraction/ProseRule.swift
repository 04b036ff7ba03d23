/// The rule by which a text counts as prose, whatever its language.
///
/// Prose is mostly letters and either long or a sentence: several words, or a handful of letters
/// of a script without spaces, up to a mark that ends a sentence.
struct ProseRule {
  /// Runs without white space that have a letter.
  private(set) var words = 0
  private(set) var endsSentence = false
  private var letters = 0
  private var others = 0
  /// Letters of scripts that are written without spaces between words.
  private var unspaced = 0

  var isProse: Bool {
    guard letters >= others else { return false }
    if endsSentence, words >= 4 || unspaced >= 6 { return true }
    return words >= 8 || unspaced >= 20
  }

  /// Judges a text by its beginning and its end.
  init(_ text: Span<UInt8>) {
    var inWord = false
    var index = 0
    let limit = min(text.count, 400)
    while index < limit {
      let byte = text[index]
      if byte <= 0x20 {
        inWord = false
        index += 1
        continue
      }
      let next = index + 1 < text.count ? text[index + 1] : 0
      let kind = Self.kind(byte, next)
      switch kind {
      case .letter, .unspacedLetter:
        letters += 1
        if kind == .unspacedLetter { unspaced += 1 }
        if !inWord { words += 1 }
        inWord = true
      case .other: others += 1
      case .continuation: break
      }
      index += 1
    }
    endsSentence = SentenceEnd.isAtEnd(of: text)
  }

  static func isProse(_ text: String) -> Bool {
    ProseRule(text.utf8.span).isProse
  }

  private enum Kind {
    case letter, unspacedLetter, other, continuation
  }

  /// Classes a scalar by the first two bytes of its UTF-8.
  private static func kind(_ byte: UInt8, _ next: UInt8) -> Kind {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0x00...0x7F: .other
    case 0x80...0xBF: .continuation
    case 0xC2: .other
    // Thai and Lao; Burmese and Khmer.
    case 0xE0: (0xB8...0xBB).contains(next) ? .unspacedLetter : .letter
    case 0xE1: [0x80, 0x81, 0x82, 0x9E, 0x9F].contains(next) ? .unspacedLetter : .letter
    // Punctuation, arrows, signs, boxes.
    case 0xE2: next < 0xB0 ? .other : .letter
    case 0xE3: next == 0x80 ? .other : .unspacedLetter
    case 0xE4...0xE9: .unspacedLetter
    case 0xEF: .other
    case 0xF0: next == 0x9F ? .other : .unspacedLetter
    default: .letter
    }
  }
}
