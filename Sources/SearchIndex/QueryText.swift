/// What a user typed, made into a question that the full-text index can always answer.
///
/// Words are looked for together. `"several words"` is looked for as a phrase, `word*` as a
/// beginning, and `-word` leaves out what contains the word, provided that something is looked for
/// besides. Everything else stands for itself. Of a very long question the beginning counts.
package struct QueryText: Sendable, Hashable {
  struct Term: Sendable, Hashable {
    var text: String
    var isPrefix = false
    var isExcluded = false
  }

  let terms: [Term]

  /// More than a person asks for, and little enough to be answered at once.
  private static let mostTerms = 64
  private static let mostScalars = 1000

  package init(_ text: String) throws(SearchError) {
    var terms: [Term] = []
    var scanner = QueryScanner(text)
    while terms.count < Self.mostTerms, var term = scanner.next() {
      if term.text.unicodeScalars.count > Self.mostScalars {
        term.text = String(String.UnicodeScalarView(term.text.unicodeScalars.prefix(1000)))
      }
      if Self.hasWord(term.text), !terms.contains(term) { terms.append(term) }
    }
    if terms.allSatisfy(\.isExcluded) {
      for index in terms.indices { terms[index].isExcluded = false }
    }
    guard !terms.isEmpty else { throw .nothingToSearchFor }
    self.terms = terms
  }

  private static func hasWord(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .privateUse:
        true
      default:
        false
      }
    }
  }

  /// The question in FTS5's language.
  package var matchExpression: String {
    let wanted = terms.filter { !$0.isExcluded }.map(Self.quoted)
    let unwanted = terms.filter(\.isExcluded).map(Self.quoted)
    // Words side by side mean all of them, and of those without any letter FTS5 takes no notice.
    let all = wanted.joined(separator: " ")
    return unwanted.isEmpty ? all : "(\(all)) NOT (\(unwanted.joined(separator: " OR ")))"
  }

  private static func quoted(_ term: Term) -> String {
    let text = term.text.replacing("\"", with: "\"\"")
    return term.isPrefix ? "\"\(text)\" *" : "\"\(text)\""
  }

  /// Whether a word that is looked for is in a script that does not part words by spaces.
  var needsTrigrams: Bool {
    terms.contains { !$0.isExcluded && $0.text.unicodeScalars.contains(where: Self.isUnspaced) }
  }

  /// Whether a term is too short to be found by groups of three characters.
  var hasShortTerm: Bool { terms.contains { $0.text.unicodeScalars.count < 3 } }

  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0e00...0x0eff, 0x1000...0x109f, 0x1780...0x17ff, 0x2e80...0x2fdf, 0x3040...0x30ff,
      0x3100...0x312f, 0x31a0...0x31bf, 0x31f0...0x31ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xac00...0xd7af, 0xf900...0xfaff, 0xff66...0xff9f, 0x20000...0x3ffff:
      true
    default:
      false
    }
  }
}
