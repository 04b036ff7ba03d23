import Spelling

/// A program with verbs: what it is called, what it can do, and how it may end.
package struct Program<Common: ParameterGroup>: Sendable {
  package let name: String
  /// What the program does, as one sentence.
  package let summary: String
  package let discussion: String
  package let version: String
  /// When this version was made; it stands in the foot of the manual.
  package let date: String
  package let examples: [Example]
  package let exitStatuses: [ExitStatus]
  let groups: [CommandGroup<Common>]
  let commonShapes: [ParameterShape]

  /// Creates a program from its commands; `help` and its relatives come last of their own.
  package init(
    name: String,
    summary: String,
    discussion: String = "",
    version: String,
    date: String = "",
    groups: [CommandGroup<Common>],
    ownHeading: String = "Help",
    examples: [Example] = [],
    exitStatuses: [ExitStatus] = []
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.version = version
    self.date = date
    self.examples = examples
    self.exitStatuses = exitStatuses
    let own: [any ReflectiveCommand<Common>.Type] = [
      HelpCommand<Common>.self, CompletionsCommand<Common>.self, ManualCommand<Common>.self,
      VersionCommand<Common>.self,
    ]
    // A program may answer such a verb in its own way.
    let taken = Set(groups.flatMap { $0.commands.map(\.name) })
    self.groups =
      groups + [CommandGroup(ownHeading, reflecting: own.filter { !taken.contains($0.name) })]
    let common = Common()
    commonShapes = Common.slots.map { $0.shape(in: common) }
  }

  /// The form of every command line, as a line of usage shows it.
  var usage: String { "\(name) COMMAND [OPTIONS] [ARGUMENTS]" }

  /// All commands in the order of the overview.
  var commands: [CommandEntry<Common>] { groups.flatMap(\.commands) }

  func command(named name: String) throws(UsageError) -> CommandEntry<Common> {
    if let command = commands.first(where: { $0.name == name }) { return command }
    let end = nearest(to: name, in: commands.map(\.name)).map { "; did you mean '\($0)'?" } ?? "."
    throw UsageError("'\(self.name)' has no command '\(name)'\(end)")
  }
}
