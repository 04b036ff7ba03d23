package import SQLite

/// A reason why a search has no answer.
package enum SearchError: Error, Hashable, CustomStringConvertible {
  /// The question holds neither a letter nor a digit.
  case nothingToSearchFor
  case database(SQLiteError)

  package var description: String {
    switch self {
    case .nothingToSearchFor: "there is nothing to search for: the question holds no word."
    case .database(let error): error.description
    }
  }
}
