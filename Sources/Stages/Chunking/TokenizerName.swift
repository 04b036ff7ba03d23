package import Chunking
import Digests
package import JSON
package import ModelFiles
package import Pipeline
import SystemIO
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

  /// Loads the tokenizer of a model that makes vectors, which knows best how much it takes.
  package init(model name: String, at folder: String) throws(ModelError) {
    let model = try SentenceModel(folder: folder)
    let tokenizer = try model.tokenizer()
    self.init(
      name: name,
      counter: ModelCounter(tokenizer, lowercases: model.lowercases),
      longest: model.maxTokens,
      fingerprint: "\(tokenizer.fingerprint) \(model.maxTokens) \(model.lowercases)"
    )
  }

  package static var schema: JSON { ["type": "string"] }
  package static var expected: String {
    "\"words\", a model of the store, or the path of a model's folder or tokenizer"
  }

  package init(setting json: JSON) throws(SettingProblem) {
    guard let name = json.string, !name.isEmpty else {
      throw SettingProblem(json, expected: Self.expected)
    }
    if name == Self.words.name {
      self = .words
      return
    }
    do {
      if let folder = try Self.modelFolder(name) {
        try self.init(model: name, at: folder)
      } else {
        try self.init(path: name)
      }
    } catch {
      throw SettingProblem(
        at: json.place,
        "there is no tokenizer to be had: \(error)",
        status: (error as? ModelError)?.isMissing == true ? .missingModel : .invalid
      )
    }
  }

  /// The folder of a model that is meant; nil where a tokenizer alone lies at a path.
  private static func modelFolder(_ name: String) throws(ModelError) -> String? {
    let store = try ModelStore(named: nil, environment: environmentVariables())
    do throws(ModelError) {
      let folder = try store.folder(of: name)
      return (try? FileStatus(path: "\(folder)/config.json")) != nil
        || (try? FileStatus(path: "\(folder)/modules.json")) != nil ? folder : nil
    } catch {
      // What is no model may still be a file of this name.
      if (try? FileStatus(path: name)) != nil { return nil }
      throw error
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
