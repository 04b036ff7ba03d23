/// Names the program and its version.
struct VersionCommand<Common: ParameterGroup>: ReflectiveCommand {
  static var name: String { "version" }
  static var summary: String { "Print the version of the program." }

  var common = Common()

  func answer(about program: Program<Common>, on page: Page) -> String { program.versionLine }
}
