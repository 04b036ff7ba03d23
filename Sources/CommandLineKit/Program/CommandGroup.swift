/// Commands that stand under one heading in the overview.
package struct CommandGroup<Common: ParameterGroup>: Sendable {
  let heading: String
  let commands: [CommandEntry<Common>]

  package init(_ heading: String, _ commands: [any Command<Common>.Type]) {
    self.heading = heading
    self.commands = commands.map { CommandEntry.working($0) }
  }

  init(_ heading: String, reflecting commands: [any ReflectiveCommand<Common>.Type]) {
    self.heading = heading
    self.commands = commands.map { CommandEntry.reflecting($0) }
  }
}
