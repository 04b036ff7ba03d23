/// A verb of a program: its properties hold the defaults, its table says how words change them.
///
/// Parsing, help, completions and the manual all walk the same table, so none of them can drift.
package protocol CommandDeclaration<Common>: Sendable {
  /// The options that every command of the program shares.
  associatedtype Common: ParameterGroup

  /// The word that selects the command.
  static var name: String { get }
  /// What the command does, as one sentence.
  static var summary: String { get }
  /// Paragraphs below the summary; lines that start with two spaces keep their shape.
  static var discussion: String { get }
  static var examples: [Example] { get }
  /// What a status means for this command where it differs from the program's own list.
  static var exitStatuses: [ExitStatus] { get }
  static var parameters: [Parameter<Self>] { get }

  var common: Common { get set }

  init()
}

extension CommandDeclaration {
  package static var discussion: String { "" }
  package static var examples: [Example] { [] }
  package static var exitStatuses: [ExitStatus] { [] }
  package static var parameters: [Parameter<Self>] { [] }

  /// The command's own parameters followed by those that every command has.
  static var slots: [Slot<Self>] { (parameters + [.group(\.common)]).flatMap(\.slots) }
}

/// A command that does the program's work.
package protocol Command<Common>: CommandDeclaration {
  /// Does the work and returns the exit status.
  func run() async throws -> Int32
}

/// A command that answers from the program's own declarations, such as `help`.
package protocol ReflectiveCommand<Common>: CommandDeclaration {
  /// Returns the text for standard output.
  func answer(about program: Program<Common>, on page: Page) throws(UsageError) -> String
}
