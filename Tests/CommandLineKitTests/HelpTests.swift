import CommandLineKit
import Testing

@Suite struct HelpTests {
  private let program = Kiln.program

  private func shown(_ words: [String], on page: Page = Page()) throws -> String? {
    guard case .show(let text) = try program.invocation(of: words, on: page) else { return nil }
    return text
  }

  @Test func overview() throws {
    try Golden.expect(program.overview(), named: "overview.txt")
  }

  @Test(arguments: ["fire", "mix", "draw", "help"])
  func command(name: String) throws {
    try Golden.expect(program.help(for: name), named: "help-\(name).txt")
  }

  @Test func narrowPage() throws {
    try Golden.expect(program.help(for: "fire", on: Page(width: 40)), named: "help-fire-40.txt")
  }

  @Test func boldPage() throws {
    try Golden.expect(program.help(for: "draw", on: Page(color: true)), named: "help-draw-bold.txt")
  }

  @Test(arguments: [40, 50, 60, 72, 80, 100, 132])
  func linesFitThePage(width: Int) throws {
    let page = Page(width: width)
    // Examples keep their lines, since they are there to be copied.
    let texts = try [program.help(for: "mix", on: page), program.help(for: "draw", on: page)]
    for line in texts.joined().split(separator: "\n") { #expect(line.count <= width, "\(line)") }
  }

  @Test(arguments: [0, -1, 39])
  func narrowerPagesAreWidened(width: Int) {
    #expect(Page(width: width).width == 40)
  }

  @Test func boldPageSaysTheSame() throws {
    var isCode = false
    let bare = try program.help(for: "fire", on: Page(color: true)).filter { letter in
      defer { if letter == "m" { isCode = false } }
      if letter == "\u{1B}" { isCode = true }
      return !isCode
    }
    #expect(try bare == program.help(for: "fire"))
  }

  @Test(arguments: [
    ["fire", "--help"], ["fire", "-h"], ["help", "fire"], ["fire", "a", "b", "--zzz", "-h"],
    ["-q", "fire", "--help"], ["help", "fire", "-q"],
  ])
  func waysToAskForACommand(words: [String]) throws {
    #expect(try shown(words) == program.help(for: "fire"))
  }

  @Test(arguments: [["help"], ["--help"], ["-h"], ["-q", "--help"], ["--help", "fire"]])
  func waysToAskForTheOverview(words: [String]) throws {
    #expect(try shown(words) == program.overview())
  }

  @Test func helpAfterTheEndOfOptionsIsAnOperand() throws {
    let fire: Fire = try #require(try Kiln.command(["fire", "--", "--help"]))
    #expect(fire.plan == "--help")
  }

  @Test(arguments: [[], ["-q"], ["--color", "never"]])
  func nothingAskedFor(words: [String]) throws {
    guard case .guide(let text) = try program.invocation(of: words) else {
      Issue.record("Something was understood")
      return
    }
    #expect(text == program.overview())
  }

  @Test(arguments: [["version"], ["--version"], ["-V"], ["-q", "-V"]])
  func version(words: [String]) throws {
    #expect(try shown(words) == "kiln 1.4.2\n")
  }

  @Test func pageReachesTheCommandThatAnswers() throws {
    let page = Page(width: 50, color: true)
    #expect(try shown(["help", "mix"], on: page) == program.help(for: "mix", on: page))
  }

  @Test func hiddenOptionsAreNowhere() throws {
    let texts =
      try [program.help(for: "fire"), program.manual()]
      + Shell.allCases.map { program.completions(for: $0) }
    for text in texts {
      #expect(text.contains("keep-going") || text.contains("keep\\-going"))
      #expect(!text.contains("raku"))
    }
  }
}
