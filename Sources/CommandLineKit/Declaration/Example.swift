/// A command line worth copying, and what it does.
package struct Example: Sendable, Equatable {
  /// The whole line, with the name of the program.
  package let line: String
  /// A phrase without a full stop, since a colon follows it.
  package let meaning: String

  package init(_ line: String, _ meaning: String) {
    self.line = line
    self.meaning = meaning
  }
}
