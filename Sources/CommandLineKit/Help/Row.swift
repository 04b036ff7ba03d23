/// A term and what it means, as one row of two columns.
struct Row {
  let term: String
  let text: String
}

extension Row {
  /// The option that every command understands without declaring it.
  static let help = Row(term: "-h, --help", text: "Explain the command.")
  static let version = Row(term: "-V, --version", text: "Print the version of the program.")
}
