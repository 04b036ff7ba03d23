package import JSON
package import SystemIO

/// Why a tokenizer could not be loaded.
package enum TokenizerError: Error, Sendable, CustomStringConvertible {
  /// A file could not be read.
  case unreadable(ReadFileError)
  /// The folder has none of the files that a tokenizer can be made of.
  case nothingThere(folder: String)
  /// The file is no tokenizer, or contradicts itself.
  case damaged(JSONPlace, String)
  /// The file asks for something that this program does not know; guessing would give wrong tokens.
  case unsupported(JSONPlace, String)

  package var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .nothingThere(let folder):
      "'\(folder)' holds no tokenizer: neither 'tokenizer.json' nor 'vocab.txt' is there"
    case .damaged(let place, let message): "\(Self.show(place)) is damaged: \(message)"
    case .unsupported(let place, let message): "\(Self.show(place)) is not supported: \(message)"
    }
  }

  private static func show(_ place: JSONPlace) -> String {
    place.line > 0 ? "\(place.file):\(place.line):\(place.column)" : "'\(place.file)'"
  }

  init(_ problem: JSONProblem) { self = .damaged(problem.place, problem.message) }
}
