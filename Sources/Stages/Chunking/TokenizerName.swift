package import Chunking
import Digests
package import JSON
package import Pipeline
package import Tokenizers

/// What counts tokens: words, or a model's own tokenizer.
package struct TokenizerName: SettingValue {
  package let name: String
  package let counter: any TokenCounter
  /// The most tokens that the model takes, where its files say so.
  package let longest: Int?
  /// What tokens depend on; the same tokenizer may lie elsewhere tomorrow.
  private let fingerprint: String

  package static let words = TokenizerName(
    name: "words",
    counter: WordCounter(),
    longest: nil,
    fingerprint: "words"
  )

  private init(name: String, counter: any TokenCounter, longest: Int?, fingerprint: String) {
    self.name = name
    self.counter = counter
    self.longest = longest
    self.fingerprint = fingerprint
  }

  /// Loads the tokenizer at a path.
  package init(path: String) throws(TokenizerError) {
    let tokenizer = try Tokenizers.Tokenizer(path: path)
    self.init(
      name: path,
      counter: ModelCounter(tokenizer),
      longest: tokenizer.facts.maxLength,
      fingerprint: tokenizer.fingerprint.description
    )
  }

  package static var schema: JSON { ["type": "string"] }
  package static var expected: String { "\"words\", or the path of a model's folder or tokenizer" }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let name = json.string, !name.isEmpty else {
      throw SettingProblem(json, expected: Self.expected)
    }
    if name == Self.words.name {
      self = .words
      return
    }
    do throws(TokenizerError) {
      try self.init(path: name)
    } catch {
      throw SettingProblem(at: json.place, "there is no tokenizer to be had: \(error)")
    }
  }

  package var json: JSON { JSON(name) }
  package var keyJSON: JSON { JSON(fingerprint) }
}

/// The most tokens in a chunk: a number, or what the model takes.
package enum TokenLimit: SettingValue, Hashable {
  case count(Int)
  case model

  package static var schema: JSON {
    ["anyOf": [["type": "integer", "minimum": 1], ["enum": ["model"]]]]
  }
  package static var expected: String { "a whole number from 1 on, or \"model\"" }

  package init(setting json: JSON) throws(SettingProblem) {
    if json.string == "model" {
      self = .model
    } else if let count = json.integer, count >= 1, count <= 1_000_000_000 {
      self = .count(count)
    } else {
      throw SettingProblem(json, expected: Self.expected)
    }
  }

  package var json: JSON {
    switch self {
    case .count(let count): JSON(count)
    case .model: "model"
    }
  }

  /// The limit in tokens; nil where the model does not say what it takes.
  func resolved(_ tokenizer: TokenizerName?) -> Int? {
    switch self {
    case .count(let count): count
    case .model: tokenizer?.longest
    }
  }
}
