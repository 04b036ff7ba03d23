package import LibArchive
package import SystemIO
package import Tokenizers

/// Why a model could not be used.
package enum ModelError: Error, Sendable, CustomStringConvertible {
  /// A file could not be read.
  case unreadable(ReadFileError)
  /// Something could not be written.
  case unwritable(SystemError)
  /// A file that every model of its kind has is not there.
  case missing(path: String, String)
  /// The file is not what it claims to be, or contradicts another.
  case damaged(place: String, String)
  /// The file asks for something that this program does not know; guessing would give wrong vectors.
  case unsupported(place: String, String)
  case tokenizer(TokenizerError)
  case archive(ArchiveError)
  /// What was to be imported is no model.
  case notImportable(path: String, String)
  /// The store has no model of this name.
  case notInStore(name: String, store: String)
  /// The store has another model of this name.
  case nameTaken(name: String, store: String)
  case badName(String)
  /// Nothing says where models are kept.
  case noStore
  /// Somebody else is changing the store.
  case busy(store: String)
  /// The processor has nothing for numbers of this kind.
  case noInstructions(String)
  /// There is less memory than the packed weights take.
  case noMemory(bytes: Int)

  package var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .unwritable(let error): error.description
    case .missing(let path, let message): "'\(path)' is not there: \(message)"
    case .damaged(let place, let message): "\(place) is damaged: \(message)"
    case .unsupported(let place, let message): "\(place) is not supported: \(message)"
    case .tokenizer(let error): error.description
    case .archive(let error): error.description
    case .notImportable(let path, let message): "cannot import '\(path)': \(message)"
    case .notInStore(let name, let store):
      """
      there is no model '\(name)' in '\(store)'; fetch the usual one by 'scripts/fetch-model', or take \
      any sentence transformer in by 'stampmill models import PATH --name \(name)'
      """
    case .nameTaken(let name, let store):
      "'\(store)' has another model '\(name)'; give this one another '--name', or '--replace' that one"
    case .badName(let name):
      """
      '\(name)' cannot be the name of a model: it is of letters, digits, '.', '_' and '-', and begins with \
      a letter or a digit
      """
    case .noStore:
      "nothing says where models are kept: set STAMPMILL_MODELS, or name a folder by '--store'"
    case .busy(let store): "'\(store)' is being changed by another process"
    case .noInstructions(let precision):
      "this processor has no instructions for '\(precision)'; take 'int8' or 'f32'"
    case .noMemory(let bytes):
      "there is no memory for the model, which takes about \(bytes >> 20) MiB"
    }
  }

  /// What the system said, where a file could not be read; nil for any other trouble.
  package var readFailure: ReadFileError? {
    switch self {
    case .unreadable(let error), .tokenizer(.unreadable(let error)),
      .archive(.unreadable(let error)):
      error
    default: nil
    }
  }

  /// Whether nothing is wrong with the model, and this machine cannot do what is asked of it.
  package var isOfMachine: Bool {
    switch self {
    case .noInstructions, .noMemory: true
    default: false
    }
  }

  /// Whether the model, or a file that it cannot do without, is not there.
  package var isMissing: Bool {
    switch self {
    case .missing, .notInStore: true
    case .tokenizer(.nothingThere): true
    default: false
    }
  }
}
