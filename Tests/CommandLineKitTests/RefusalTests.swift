import CommandLineKit
import Testing

@Suite struct RefusalTests {
  @Test(arguments: [
    // Names.
    (["fir"], "'kiln' has no command 'fir'; did you mean 'fire'?"),
    (["darw", "a"], "'kiln' has no command 'darw'; did you mean 'draw'?"),
    (["autumn.plan"], "'kiln' has no command 'autumn.plan'."),
    (["help", "fier"], "'kiln' has no command 'fier'; did you mean 'fire'?"),
    (
      ["fire", "a", "--chamber", "2"],
      "'fire' has no option '--chamber'; did you mean '--chambers'?"
    ),
    (["fire", "a", "--haet=2"], "'fire' has no option '--haet'; did you mean '--heat'?"),
    (["fire", "a", "--hlep"], "'fire' has no option '--hlep'; did you mean '--help'?"),
    (["fire", "a", "--zzz"], "'fire' has no option '--zzz'."),
    (["fire", "a", "--rakuu"], "'fire' has no option '--rakuu'."),
    (["fire", "a", "-x"], "'fire' has no option '-x'."),
    (["fire", "a", "-qx"], "'fire' has no option '-x' in '-qx'."),
    (["fire", "a", "-only"], "'fire' has no option '-o' in '-only'; did you mean '--only'?"),
    (["--quite", "fire", "a"], "'kiln' has no option '--quite'; did you mean '--quiet'?"),
    (["--chambers", "2", "fire", "a"], "'kiln' has no option '--chambers'."),
    (["version", "--version"], "'version' has no option '--version'."),
    // Values.
    (["fire", "a", "--chambers"], "Option '--chambers' needs a value (COUNT)."),
    (["fire", "a", "-j"], "Option '--chambers' needs a value (COUNT)."),
    (["--color"], "Option '--color' needs a value (WHEN)."),
    (
      ["fire", "a", "--record", "--quiet"],
      "Option '--record' needs a value (FOLDER), but '--quiet' follows; "
        + "write '--record=--quiet' if that is the value."
    ),
    (
      ["fire", "a", "--record", "-q"],
      "Option '--record' needs a value (FOLDER), but '-q' follows; "
        + "write '--record=-q' if that is the value."
    ),
    (["fire", "a", "--quiet=yes"], "Option '--quiet' takes no value, but 'yes' was given."),
    (["fire", "a", "-j=2"], "Option '--chambers' takes a whole number, not '=2'."),
    (["fire", "a", "-j", "two"], "Option '--chambers' takes a whole number, not 'two'."),
    (["fire", "a", "-j", ""], "Option '--chambers' takes a whole number, not ''."),
    (["fire", "a", "-j0"], "Option '--chambers' takes a number of at least 1, not '0'."),
    (["fire", "a", "--heat", "inf"], "Option '--heat' takes a number, not 'inf'."),
    (["fire", "a", "--heat", "0x10"], "Option '--heat' takes a number, not '0x10'."),
    (["fire", "a", "--heat", "1e999"], "Option '--heat' takes a number, not '1e999'."),
    (["fire", "a", "--losses", "5"], "Option '--losses' takes a share such as 5%, not '5'."),
    (
      ["draw", "a", "--as", "mermiad"],
      "Option '--as' takes dot, mermaid or svg, not 'mermiad'; did you mean 'mermaid'?"
    ),
    (["draw", "a", "-ajpeg"], "Option '--as' takes dot, mermaid or svg, not 'jpeg'."),
    (["draw", "a", "10"], "Argument SCALE takes a number from 1 to 9, not '10'."),
    (["find", "pot"], "Argument THING takes pots or plans, not 'pot'; did you mean 'pots'?"),
    // Counts.
    (
      ["fire", "a", "-j2", "--chambers", "3"],
      "Option '--chambers' is given more than once, but takes one value."
    ),
    (
      ["--color=auto", "fire", "a", "--color=auto"],
      "Option '--color' is given more than once, but takes one value."
    ),
    (
      ["fire", "a", "--again", "--again=dry"],
      "Option '--again' is given more than once, but takes one value."
    ),
    (["fire"], "'fire' needs the argument PLAN."),
    (["fire", "--"], "'fire' needs the argument PLAN."),
    (["mix", "red"], "'mix' needs the argument TUB."),
    (["fire", "a", "b"], "'fire' does not expect the argument 'b'."),
    (["version", "b"], "'version' does not expect the argument 'b'."),
    (["completions", "tcsh"], "Argument SHELL takes bash, zsh or fish, not 'tcsh'."),
  ])
  func refused(words: [String], message: String) {
    #expect(Kiln.message(words) == message)
  }

  @Test func reportLeadsToTheHelpOfTheCommand() throws {
    let error = try #require(throws: UsageError.self) {
      try Kiln.program.invocation(of: ["fire", "a", "b"])
    }
    #expect(error.command == "fire")
    #expect("\(error)" == error.message)
    #expect(
      Kiln.program.report(error) == """
        error: 'fire' does not expect the argument 'b'.

        Usage: kiln fire [OPTIONS] PLAN
        Run 'kiln help fire' to read more.

        """
    )
  }

  @Test func reportLeadsToTheOverviewWithoutACommand() throws {
    let report = Kiln.program.report(UsageError("Two plans contradict."), on: Page(color: true))
    #expect(
      report == """
        \u{1B}[1;31merror:\u{1B}[0m Two plans contradict.

        Usage: kiln COMMAND [OPTIONS] [ARGUMENTS]
        Run 'kiln help' to read more.

        """
    )
  }
}
