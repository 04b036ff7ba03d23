/// Prints the script that teaches a shell to complete the program's command lines.
struct CompletionsCommand<Common: ParameterGroup>: ReflectiveCommand {
  static var name: String { "completions" }
  static var summary: String { "Print a script that completes command lines in a shell." }
  static var parameters: [Parameter<Self>] {
    [.operand("shell", \.shell, "The shell that shall read the script.")]
  }

  var shell: Shell? = nil
  var common = Common()

  func answer(about program: Program<Common>, on page: Page) -> String {
    shell.map { program.completions(for: $0) } ?? ""
  }
}
