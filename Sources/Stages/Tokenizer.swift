package import JSON
package import Pipeline
import SQLite

/// A tokenizer of FTS5 with its options, as SQLite takes it: "porter unicode61".
package struct Tokenizer: SettingValue, Hashable {
  package let text: String

  package static let porter = Tokenizer(known: "porter unicode61")

  /// The tokenizers, each with its options; "porter" stands before one of them or alone.
  private static let options: [(name: String, options: [String])] = [
    ("unicode61", ["remove_diacritics", "categories", "tokenchars", "separators"]),
    ("ascii", ["tokenchars", "separators"]),
    ("trigram", ["case_sensitive"]),
  ]

  private init(known text: String) { self.text = text }

  package static var schema: JSON { ["type": "string"] }
  package static var expected: String {
    "an FTS5 tokenizer: \"unicode61\", \"ascii\", \"trigram\", or \"porter\" before one of them"
  }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let text = json.string else { throw SettingProblem(json, expected: Self.expected) }
    guard let declaration = TokenizerDeclaration(text) else {
      throw SettingProblem(
        at: json.place,
        "'\(text)' is no tokenizer: values of other signs than letters, digits and '_' stand in single quotes"
      )
    }
    var words = declaration.words
    let isPorter = words.first == "porter"
    if isPorter { words.removeFirst() }
    if !words.isEmpty || !isPorter {
      let name = words.first ?? ""
      guard let known = Self.options.first(where: { $0.name == name }) else {
        var problem = SettingProblem(json, expected: Self.expected)
        problem.hint = didYouMean(name, among: Self.options.map(\.name) + ["porter"])
        throw problem
      }
      try Self.check(Array(words.dropFirst()), of: known, at: json)
    }
    self.text = declaration.text
  }

  /// Checks options here, since SQLite would do so only when a run has come to its end.
  private static func check(
    _ words: [String],
    of tokenizer: (name: String, options: [String]),
    at json: JSON
  ) throws(SettingProblem) {
    for (index, word) in words.enumerated() {
      if index % 2 == 0 {
        guard tokenizer.options.contains(word) else {
          throw SettingProblem(
            at: json.place,
            "'\(word)' is not an option of the tokenizer '\(tokenizer.name)'",
            hint: didYouMean(word, among: tokenizer.options)
          )
        }
        guard index + 1 < words.count else {
          throw SettingProblem(at: json.place, "the tokenizer option '\(word)' has no value")
        }
      } else if let most = ["remove_diacritics": 2, "case_sensitive": 1][words[index - 1]] {
        guard let number = Int(word), (0...most).contains(number) else {
          throw SettingProblem(
            at: json.place,
            "the tokenizer option '\(words[index - 1])' is a number from 0 to \(most)"
          )
        }
      }
    }
  }

  package var json: JSON { JSON(text) }
}
