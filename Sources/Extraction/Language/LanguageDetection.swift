/// What a text's letters and commonest words say of the language that it is in.
///
/// A script that one language has for itself settles it; among the others the language wins whose
/// common words and letters are there, if enough of them are, and clearly more than of the next.
struct LanguageDetection {
  /// The script that most letters are of, where there are enough of them.
  private(set) var script: LetterScript?
  /// The ISO 639-3 code; nil where the text does not tell.
  private(set) var language: String?
  private var tally = LetterTally()

  private static let fewestLetters = 20
  private static let fewestWords = 10
  /// A language has to have the points of two words of its own at least, and of one in twenty.
  private static let fewestPoints = 2 * LanguageEvidence.wordWeight
  /// So many different words and letters have to speak for it: one that comes again and again does not.
  private static let fewestKinds = 3

  init(_ text: Span<UInt8>) {
    tally.read(text)
    let letters = tally.letters
    guard letters >= Self.fewestLetters,
      let most = LetterScript.allCases.max(by: { tally[$0] < tally[$1] })
    else { return }
    let kana = tally[.kana]
    let eastern = kana + tally[.han]
    if eastern * 5 >= letters * 3 {
      // Japanese is never without syllables for long, Chinese always is.
      script = kana * 10 >= eastern ? .kana : .han
    } else if tally[most] * 5 >= letters * 3 {
      script = most
    }
    guard let script else { return }
    language = script.soleLanguage ?? Self.language(of: tally, in: script)
  }

  private static func language(of tally: LetterTally, in script: LetterScript) -> String? {
    guard tally.words >= fewestWords else { return nil }
    var best = (language: 0, score: 0)
    var second = 0
    for (language, entry) in LanguageWords.all.enumerated() where entry.script == script {
      let score = tally.scores[language]
      if score > best.score {
        second = best.score
        best = (language, score)
      } else {
        second = max(second, score)
      }
    }
    guard best.score >= fewestPoints, tally.kinds[best.language] >= fewestKinds,
      best.score * 20 >= tally.words * LanguageEvidence.wordWeight, best.score * 4 >= second * 5
    else { return nil }
    return LanguageWords.all[best.language].code
  }

  /// Whether the text is so clearly in its language that another, which the document declares, is
  /// only what its program puts into every document.
  func outweighs(_ declared: String) -> Bool {
    guard let language, language != declared, tally.words >= 2 * Self.fewestWords,
      let own = LanguageWords.all.firstIndex(where: { $0.code == language }),
      let other = LanguageWords.all.firstIndex(where: { $0.code == declared })
    else { return false }
    return tally.scores[own] >= 2 * tally.scores[other]
  }
}

/// The letters of a text by their scripts, and the points that languages have for its words.
private struct LetterTally {
  private(set) var letters = 0
  private(set) var words = 0
  private(set) var scores = [Int](repeating: 0, count: LanguageWords.all.count)
  /// How many different words and letters speak for each language.
  private(set) var kinds = [Int](repeating: 0, count: LanguageWords.all.count)
  private var seen: Set<UInt64> = []
  private var byScript = [Int](repeating: 0, count: LetterScript.allCases.count)

  subscript(script: LetterScript) -> Int { byScript[script.rawValue] }

  mutating func read(_ text: Span<UInt8>) {
    let evidence = LanguageEvidence.all
    var word = LanguageEvidence.emptyWord
    var isInWord = false
    var index = 0
    while index < text.count {
      let (scalar, length) = Self.scalar(text, index)
      index += length
      if let script = LetterScript(scalar) {
        letters += 1
        byScript[script.rawValue] += 1
        let small = LanguageEvidence.lowercased(scalar)
        word = LanguageEvidence.extend(word, by: small)
        isInWord = true
        if small >= 0x80 { add(evidence.letters[small], UInt64(small)) }
      } else if isInWord, !Self.isWithinWord(scalar) {
        words += 1
        add(evidence.words[word], word)
        word = LanguageEvidence.emptyWord
        isInWord = false
      }
    }
    guard isInWord else { return }
    words += 1
    add(evidence.words[word], word)
  }

  private mutating func add(_ found: LanguageEvidence.Languages?, _ key: UInt64) {
    guard let found else { return }
    let isNew = seen.insert(key).inserted
    for language in found.languages {
      scores[language] += found.weight
      if isNew { kinds[language] += 1 }
    }
  }

  /// Marks that are set on letters or between those of a word.
  private static func isWithinWord(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300...0x36F, 0x591...0x5C7, 0x64B...0x65F, 0x670, 0xAD, 0x200B...0x200D: true
    default: false
    }
  }

  /// The scalar at a place in valid UTF-8, and its bytes.
  private static func scalar(_ text: Span<UInt8>, _ index: Int) -> (UInt32, Int) {
    let first = text[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard index + length <= text.count else { return (0xFFFD, text.count - index) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for place in (index + 1)..<(index + length) { value = value << 6 | UInt32(text[place] & 0x3F) }
    return (value, length)
  }
}
