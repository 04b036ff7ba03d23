/// A tokenizer as a full-text table declares it: its name and arguments, parted by spaces.
///
/// A word of other signs than letters, digits and '_' stands in single quotes, with each quote in it
/// doubled, as in `unicode61 tokenchars '-_'`.
package struct TokenizerDeclaration: Sendable, Hashable {
  package let words: [String]

  /// Reads a declaration; nil where SQLite would not take it.
  package init?(_ text: String) {
    var words: [String] = []
    var rest = Array(text.unicodeScalars)[...]
    while let first = rest.first {
      if first == " " {
        rest.removeFirst()
        continue
      }
      guard let word = first == "'" ? Self.quoted(&rest) : Self.bare(&rest) else { return nil }
      words.append(word)
      guard rest.first == nil || rest.first == " " else { return nil }
    }
    guard !words.isEmpty else { return nil }
    self.words = words
  }

  private static func quoted(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    rest.removeFirst()
    var word = ""
    while let scalar = rest.popFirst() {
      // What would end a line or a text has no place in a declaration.
      guard scalar.value >= 0x20 else { return nil }
      guard scalar == "'" else {
        word.unicodeScalars.append(scalar)
        continue
      }
      guard rest.first == "'" else { return word }
      rest.removeFirst()
      word.append("'")
    }
    return nil
  }

  private static func bare(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    var word = ""
    while let scalar = rest.first, isBare(scalar) {
      word.unicodeScalars.append(scalar)
      rest.removeFirst()
    }
    return word.isEmpty ? nil : word
  }

  private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: scalar.value >= 0x80
    }
  }

  /// The declaration in its one form: quotes only where they are needed.
  package var text: String {
    words.map { word in
      !word.isEmpty && word.unicodeScalars.allSatisfy(Self.isBare)
        ? word : "'\(word.replacing("'", with: "''"))'"
    }.joined(separator: " ")
  }
}
