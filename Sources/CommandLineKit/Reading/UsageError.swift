/// A command line that cannot be understood.
package struct UsageError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, as a full sentence.
  package let message: String
  /// The command whose help would explain it, if one was named.
  package let command: String?

  package init(_ message: String, command: String? = nil) {
    self.message = message
    self.command = command
  }

  package var description: String { message }
}
