import CommandLineKit
import FoundationEssentials
import Testing

@Suite struct CompletionTests {
  private static let commands = [
    "fire", "mix", "draw", "find", "help", "completions", "manual", "version",
  ]

  /// What the cursor stands at the end of, and what must be offered there.
  private static let cases: [(words: [String], expected: [String])] = [
    ([""], commands),
    (["f"], ["fire", "find"]),
    (["-q", "d"], ["draw"]),
    (["--color", ""], ["auto", "always", "never"]),
    (["--color", "never", "f"], ["fire", "find"]),
    (["--v"], ["--verbose", "--version"]),
    (["fire", "--v"], ["--verbose"]),
    (["fire", "--c"], ["--chambers", "--clay", "--color"]),
    (["fire", "--clay", ""], ["earthenware", "stoneware", "porcelain"]),
    (["fire", "--clay", "s"], ["stoneware"]),
    (["fire", "--color", "a"], ["auto", "always"]),
    (["fire", "--heat", ""], []),
    (["fire", ""], ["a folder", "one.plan", "two.plan"]),
    (["fire", "o"], ["one.plan"]),
    (["fire", "one.plan", ""], []),
    (["fire", "-j", "2", "o"], ["one.plan"]),
    (["fire", "-j2", "o"], ["one.plan"]),
    (["fire", "--record", ""], ["a folder"]),
    (["fire", "--again", "o"], ["one.plan"]),
    (["fire", "--again=dry", "o"], ["one.plan"]),
    (["mix", "red", "a"], ["a folder"]),
    (["draw", "-a", ""], ["dot", "mermaid", "svg"]),
    (["draw", "-as", "o"], ["one.plan"]),
    (["draw", "-qa", "m"], ["mermaid"]),
    (["find", "p"], ["pots", "plans"]),
    (["find", "pots", "p"], []),
    (["help", "m"], ["mix", "manual"]),
    (["completions", ""], ["bash", "zsh", "fish"]),
    (["unknown", ""], []),
  ]

  @Test(.enabled(if: Tool.bash.isInstalled))
  func bashReadsTheScript() throws {
    #expect(try Tool.bash.output("-n", reading: Kiln.program.completions(for: .bash)) == "")
  }

  @Test(.enabled(if: Tool.bash.isInstalled), arguments: cases)
  func bashOffers(words: [String], expected: [String]) throws {
    #expect(try bash(words).sorted() == expected.sorted())
  }

  /// Bash hands '=' and ':' over as words of their own, unless the user has it otherwise.
  @Test(
    .enabled(if: Tool.bash.isInstalled),
    arguments: [
      (["fire", "--clay", "="], ["earthenware", "stoneware", "porcelain"]),
      (["fire", "--clay", "=", "st"], ["stoneware"]),
      (["fire", "-g", "rim", "=", "blue", "o"], ["one.plan"]),
      (["fire", "--glaze", "=", "rim", "=", "blue", "o"], ["one.plan"]),
      (["find", "pots", "a", ":", "b", ""], []),
      (["--color", "=", "never", "f"], ["fire", "find"]),
    ]
  )
  func bashOffersAfterCutWords(words: [String], expected: [String]) throws {
    #expect(try bash(words).sorted() == expected.sorted())
  }

  @Test(.enabled(if: Tool.bash.isInstalled))
  func bashOffersWholeWordsWhereItDoesNotCut() throws {
    #expect(try bash(["fire", "--clay=st"], breaks: " ") == ["--clay=stoneware"])
  }

  @Test(.enabled(if: Tool.zsh.isInstalled))
  func zshReadsTheScript() throws {
    #expect(try Tool.zsh.output("-n", reading: Kiln.program.completions(for: .zsh)) == "")
  }

  @Test(.enabled(if: Tool.fish.isInstalled))
  func fishReadsTheScript() throws {
    #expect(try Tool.fish.output("-n", reading: Kiln.program.completions(for: .fish)) == "")
  }

  @Test(
    .enabled(if: Tool.fish.isInstalled),
    arguments: [
      ("f", ["fire", "find"]), ("--color never f", ["fire", "find"]),
      ("fire --clay ", ["earthenware", "stoneware", "porcelain"]),
      ("fire --clay=st", ["--clay=stoneware"]), ("fire o", ["one.plan"]),
      ("fire one.plan o", []), ("fire -j 2 o", ["one.plan"]), ("find p", ["pots", "plans"]),
      ("help m", ["mix", "manual"]),
    ]
  )
  func fishOffers(line: String, expected: [String]) throws {
    let script = Kiln.program.completions(for: .fish) + "\ncomplete -C 'kiln \(line)'\n"
    let output = try inFolder { try Tool.fish.output("--no-config", reading: script, in: $0) }
    let words = output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    #expect(words.sorted() == expected.sorted())
  }

  /// Where zsh and fish are not at hand, their scripts at least stay as they were when tried.
  @Test(arguments: [Shell.zsh, .fish])
  func scriptStays(shell: Shell) throws {
    try Golden.expect(Kiln.program.completions(for: shell), named: "completions.\(shell.rawValue)")
  }

  @Test func commandPrintsTheScript() throws {
    for shell in Shell.allCases {
      let invocation = try Kiln.program.invocation(of: ["completions", shell.rawValue])
      guard case .show(let text) = invocation else {
        Issue.record("No text for \(shell)")
        return
      }
      #expect(text == Kiln.program.completions(for: shell))
    }
  }

  /// Calls the completion function as bash does when the tabulator key is hit after these words.
  private func bash(_ words: [String], breaks: String = " \t\n\"'><=;|&(:") throws -> [String] {
    let quoted = (["kiln"] + words).map { "'\($0)'" }.joined(separator: " ")
    let script =
      Kiln.program.completions(for: .bash) + """

        COMP_WORDBREAKS=$'\(breaks.replacing("'", with: "\\'").replacing("\n", with: "\\n"))'
        COMP_WORDS=(\(quoted))
        COMP_CWORD=\(words.count)
        _kiln
        printf '%s\\n' "${COMPREPLY[@]}"
        """
    let output = try inFolder { try Tool.bash.output("--norc", reading: script, in: $0) }
    return output.split(separator: "\n").map { String($0) }
  }

  /// Runs the body in a folder that holds two plans and a folder with a space in its name.
  private func inFolder(_ body: (String) throws -> String) throws -> String {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? files.removeItem(at: folder) }
    try files.createDirectory(
      at: folder.appending(path: "a folder"),
      withIntermediateDirectories: true
    )
    for name in ["one.plan", "two.plan"] { try Data().write(to: folder.appending(path: name)) }
    return try body(folder.path)
  }
}
