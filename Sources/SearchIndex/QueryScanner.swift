/// Cuts a question into words and phrases.
struct QueryScanner {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = Substring(text).unicodeScalars }

  mutating func next() -> QueryText.Term? {
    rest = rest.drop { Self.isBlank($0) }
    guard let first = rest.first else { return nil }
    var term = QueryText.Term(text: "")
    if first == "-", let second = rest.dropFirst().first, !Self.isBlank(second), second != "-" {
      term.isExcluded = true
      rest = rest.dropFirst()
    }
    if rest.first == "\"" {
      rest = rest.dropFirst()
      // A quotation mark that is never closed reaches to the end.
      term.text = Self.clean(take { $0 != "\"" })
      rest = rest.dropFirst()
    } else {
      var word = take { !Self.isBlank($0) && $0 != "\"" }
      if word.count > 1, word.last == "*" {
        term.isPrefix = true
        word = word.dropLast()
      }
      term.text = Self.clean(word)
    }
    return term
  }

  private mutating func take(
    while belongs: (Unicode.Scalar) -> Bool
  ) -> Substring.UnicodeScalarView {
    let taken = rest.prefix(while: belongs)
    rest = rest[taken.endIndex...]
    return taken
  }

  /// A zero would end the question for FTS5, which reads it as a C string.
  private static func clean(_ scalars: Substring.UnicodeScalarView) -> String {
    String(String.UnicodeScalarView(scalars.map { $0 == "\0" ? " " : $0 }))
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\0"
  }
}
