/// Shows the overview or explains one command.
struct HelpCommand<Common: ParameterGroup>: ReflectiveCommand {
  static var name: String { "help" }
  static var summary: String { "Explain a command, or list them all." }
  static var parameters: [Parameter<Self>] {
    [
      .optionalOperand("command", \.command, "The command to explain.").completing(.command)
    ]
  }

  var command: String?
  var common = Common()

  func answer(about program: Program<Common>, on page: Page) throws(UsageError) -> String {
    guard let command else { return program.overview(on: page) }
    return try program.help(for: program.command(named: command), on: page)
  }
}
