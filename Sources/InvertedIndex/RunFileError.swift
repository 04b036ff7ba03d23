/// A failure of the temporary file that postings wait in.
package struct RunFileError: Error, Hashable, CustomStringConvertible {
  /// What was being done when the failure came.
  package enum Action: String, Sendable {
    case create, write, read
  }

  package let action: Action
  package let path: String
  /// The error number the system gave; 0 when it gave none.
  package let code: Int32
  /// The system's own words.
  package let message: String

  package var description: String {
    "cannot \(action.rawValue) the temporary file '\(path)': \(message)."
  }
}
