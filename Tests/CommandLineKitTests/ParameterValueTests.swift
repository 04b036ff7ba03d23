import CommandLineKit
import Testing

@Suite struct ParameterValueTests {
  @Test(arguments: ["0", "7", "-7", "9223372036854775807"])
  func wholeNumbers(word: String) throws {
    #expect(try Int(argument: word).argument == word)
  }

  @Test(arguments: ["", " 7", "7.0", "1_000", "0x7", "9223372036854775808", "seven"])
  func noWholeNumbers(word: String) {
    #expect(throws: ArgumentProblem(expected: "a whole number")) { try Int(argument: word) }
  }

  @Test(arguments: [
    ("0.5", "0.5"), ("2", "2"), ("-1e3", "-1000"), ("1e-7", "1e-07"), (".5", "0.5"),
  ])
  func numbers(word: String, shown: String) throws {
    #expect(try Double(argument: word).argument == shown)
  }

  @Test(arguments: ["", "nan", "inf", "-infinity", "1e999", "0x1p3", "1,5", "1 "])
  func noNumbers(word: String) {
    #expect(throws: ArgumentProblem(expected: "a number")) { try Double(argument: word) }
  }

  @Test(arguments: Shell.allCases)
  func wordOfAnEnumeration(shell: Shell) throws {
    #expect(try Shell(argument: shell.argument) == shell)
    #expect(Shell.choices == ["bash", "zsh", "fish"])
  }

  @Test func problemReadsAsASentence() {
    #expect("\(ArgumentProblem(expected: "a number"))" == "A value must be a number.")
    #expect(
      "\(ArgumentProblem(expected: "dot or svg", suggestion: "dot"))"
        == "A value must be dot or svg; did you mean 'dot'?"
    )
  }

  @Test func listReplacesItsDefault() throws {
    var names = ["default"]
    names.take("a", after: 0)
    names.take("b", after: 1)
    #expect(names == ["a", "b"])
  }
}
