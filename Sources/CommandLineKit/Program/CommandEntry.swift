/// A command without its type: what can be said about it, and how to read its words.
struct CommandEntry<Common: ParameterGroup>: Sendable {
  /// What reading a command's words gives.
  enum Reading {
    case help
    case work(any Command<Common>)
    case reflection(any ReflectiveCommand<Common>)
  }

  let name: String
  let summary: String
  let discussion: String
  let examples: [Example]
  let exitStatuses: [ExitStatus]
  let shapes: [ParameterShape]
  private let understand: @Sendable ([String]) throws(UsageError) -> Reading

  static func working<Declared: Command>(_ type: Declared.Type) -> Self
  where Declared.Common == Common {
    Self(type) { .work($0) }
  }

  static func reflecting<Declared: ReflectiveCommand>(_ type: Declared.Type) -> Self
  where Declared.Common == Common {
    Self(type) { .reflection($0) }
  }

  private init<Declared: CommandDeclaration>(
    _ type: Declared.Type,
    as reading: @escaping @Sendable (Declared) -> Reading
  ) where Declared.Common == Common {
    name = type.name
    summary = type.summary
    discussion = type.discussion
    examples = type.examples
    exitStatuses = type.exitStatuses
    let defaults = type.init()
    shapes = type.slots.map { $0.shape(in: defaults) }
    understand = { (words) throws(UsageError) in
      if words.askForHelp { return .help }
      var reader = WordReader(type.name, type.slots, defaults: type.init())
      try reader.read(words)
      return reading(reader.root)
    }
  }

  /// Reads the words of a command line that belong to this command.
  func read(_ words: [String]) throws(UsageError) -> Reading {
    do throws(UsageError) {
      return try understand(words)
    } catch {
      throw UsageError(error.message, command: name)
    }
  }

  /// Returns the parameters without those that every command has.
  func shapes(besides common: [ParameterShape]) -> [ParameterShape] {
    shapes.filter { !common.contains($0) }
  }

  /// The operands as a line of usage shows them, after the name.
  var usage: String {
    ([name, "[OPTIONS]"] + shapes.operands.map(\.usage)).joined(separator: " ")
  }
}
