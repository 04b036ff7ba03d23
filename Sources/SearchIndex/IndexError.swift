package import InvertedIndex
package import SQLite

/// A reason why an index cannot be written or read.
package enum IndexError: Error, Hashable, CustomStringConvertible {
  case database(SQLiteError)
  /// The documents were not given in the order of their keys.
  case outOfOrder(key: String, after: String)
  /// The file is a database, but no search index of this version.
  case notAnIndex(path: String)
  /// The options name two tokenizers whose tables would have the same name, or none.
  case tokenizers([String])
  /// The index that was to be carried on cannot be read.
  case damagedPrevious(path: String, reason: String)
  /// What memory has no room for could not be kept in a file beside the index.
  case runFile(RunFileError)
  /// Something that none of the parts says it throws.
  case unexpected(String)

  /// What the system said, where it would not keep what memory has no room for.
  package var systemFailure: (operation: String, path: String, code: Int32)? {
    guard case .runFile(let error) = self, error.code != 0 else { return nil }
    return (error.action.rawValue, error.path, error.code)
  }

  package var description: String {
    switch self {
    case .database(let error):
      error.description
    case .outOfOrder(let key, let previous):
      "the document with key '\(key)' was given after '\(previous)', but belongs before it."
    case .notAnIndex(let path):
      "'\(path)' is not a search index that this version can read."
    case .tokenizers(let tokenizers):
      "the tokenizers \(tokenizers) do not make tables with names of their own."
    case .damagedPrevious(let path, let reason):
      "the earlier index '\(path)' cannot be carried on: \(reason)"
    case .runFile(let error):
      error.description
    case .unexpected(let error):
      error
    }
  }
}
