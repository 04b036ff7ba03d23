import CommandLineKit
import Testing

@Suite struct FaultsTests {
  @Test func soundProgramHasNone() {
    #expect(Kiln.program.faults == [])
  }

  @Test func eachMistakeIsTold() {
    let program = Program<Clash>(
      name: "bad",
      summary: "Is wrong.",
      version: "1",
      groups: [CommandGroup("Work", [Wrong.self])],
      examples: [Example("bad wrong x y --alpha", "Works"), Example("other x", "Calls another")]
    )
    #expect(
      program.faults == [
        "wrong: The option '-a' has two meanings.",
        "wrong: The option '-h' has two meanings.",
        "wrong: The summary lacks its full stop.",
        "wrong: Two operands take all the words.",
        "wrong: Argument FIRST has a help text without its full stop.",
        "wrong: Option '-beta' has no name of the form '--name'.",
        "wrong: Option '-beta' has a choice that shells would take apart, 'x y'.",
        "wrong: Option '--gamma' has no label for its value.",
        "wrong: Option '--delta' has no letter of the form '-n'.",
        "wrong: The example 'bad wrong --alpah' is refused: 'wrong' has no option '--alpah'; "
          + "did you mean '--alpha'?",
        "The example 'other x' does not call 'bad'.",
      ]
    )
  }

  /// Each line is cut as a shell would cut it, or the command would refuse it.
  @Test(arguments: [
    ("bad say 'a b' \"c d\"", true), ("bad say a\\ b c", true), ("bad say a b | other c", true),
    ("bad say a b > c", true), ("bad say a b && bad say", true), ("bad say '' ''", true),
    ("bad say a b c", false), ("bad say a", false), ("bad say 'a b'", false),
  ])
  func exampleIsReadLikeAShellDoes(line: String, isSound: Bool) {
    let program = Program<NoParameters>(
      name: "bad",
      summary: "Is right.",
      version: "1",
      groups: [CommandGroup("Work", [Say.self])],
      examples: [Example(line, "Says it")]
    )
    #expect(program.faults.isEmpty == isSound)
  }
}

private struct Clash: ParameterGroup {
  static let heading = "Common options"
  static let parameters: [Parameter<Self>] = [.flag("--alpha", "-a", \.isOn, "Is on.")]
  var isOn = false
}

private struct Wrong: Command {
  static let name = "wrong"
  static let summary = "Is wrong"
  static let examples = [Example("bad wrong --alpah", "Is misspelt")]
  static let parameters: [Parameter<Self>] = [
    .operands("first", \.first, "Takes all", minimum: 0),
    .operands("second", \.second, "Takes all.", minimum: 0),
    .option("-beta", "-h", "n", \.text, "A number.").completing(.choices(["x y"])),
    .option("--gamma", "-a", "", \.text, "A letter."),
    .flag("--delta", "d", \.isOn, "A switch."),
  ]
  var first: [String] = []
  var second: [String] = []
  var text = ""
  var isOn = false
  var common = Clash()
  func run() async throws -> Int32 { 0 }
}

private struct Say: Command {
  static let name = "say"
  static let summary = "Say two things."
  static let parameters: [Parameter<Self>] = [
    .operand("one", \.one, "The first."), .operand("two", \.two, "The second."),
  ]
  var one = ""
  var two = ""
  var common = NoParameters()
  func run() async throws -> Int32 { 0 }
}
