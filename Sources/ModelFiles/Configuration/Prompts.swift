import JSON

/// What a model wants before a text, by use.
package struct Prompts: Sendable, Hashable {
  package struct Prompt: Sendable, Hashable {
    package let name: String
    package let text: String
  }

  /// In the order of the file.
  package private(set) var all: [Prompt] = []
  /// The name of the one that is taken where none is asked for.
  package private(set) var usual: String?

  init() {}

  init(_ file: ConfigurationFile) throws(ModelError) {
    if let prompts = file.present("prompts") {
      guard let members = prompts.members else {
        throw file.damage("'prompts' is to be an object, and is \(prompts.kindName)", at: prompts)
      }
      for member in members {
        guard let text = member.value.string else {
          throw file.damage("the prompt '\(member.name)' is no text", at: member.value)
        }
        all.append(Prompt(name: member.name, text: text))
      }
    }
    usual = file.present("default_prompt_name") == nil ? nil : try file.text("default_prompt_name")
    if let usual, self[usual] == nil {
      throw file.damage(
        "'default_prompt_name' is '\(usual)', and no prompt is called so",
        at: file.present("default_prompt_name")
      )
    }
  }

  /// The name of the one for texts that are to be found, where there is such; else the usual one.
  package var forDocuments: String? { named("document", "passage", "corpus") ?? usual }

  /// The name of the one for what is looked for, where there is such; else the usual one.
  package var forQueries: String? { named("query") ?? usual }

  private func named(_ names: String...) -> String? { names.first { self[$0] != nil } }

  /// The text of a prompt; nil where none has the name.
  package subscript(name: String) -> String? { all.first { $0.name == name }?.text }
}

/// How vectors of a model are meant to be compared.
package enum Similarity: String, Sendable, Hashable, CaseIterable {
  case cosine, dot, euclidean, manhattan
}
