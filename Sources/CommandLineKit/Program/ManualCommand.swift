/// Prints the source of the manual page.
struct ManualCommand<Common: ParameterGroup>: ReflectiveCommand {
  static var name: String { "manual" }
  static var summary: String { "Print the manual page, as source for 'man'." }

  var common = Common()

  func answer(about program: Program<Common>, on page: Page) -> String { program.manual() }
}
