import CommandLineKit
import Testing

@Suite struct ManualTests {
  @Test func sourceStays() throws {
    try Golden.expect(Kiln.program.manual(), named: "kiln.1")
  }

  @Test func commandPrintsThePage() throws {
    guard case .show(let text) = try Kiln.program.invocation(of: ["manual"]) else {
      Issue.record("No text")
      return
    }
    #expect(text == Kiln.program.manual())
  }

  @Test(.enabled(if: Tool.groff.isInstalled))
  func groffSetsThePageWithoutAWarning() throws {
    let page = try Tool.groff.output("-man -Tascii -ww -P-cbou", reading: Kiln.program.manual())
    #expect(try Tool.groff.output("-man -Tascii -ww -z", reading: Kiln.program.manual()) == "")
    for heading in ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXIT STATUS", "EXAMPLES"] {
      #expect(page.contains("\n\(heading)\n"), "\(heading)")
    }
    #expect(page.contains("       -g, --glaze PART=COLOR\n"))
    #expect(page.contains("           kiln fire autumn.plan --glaze 'rim=deep blue' --again=dry\n"))
    #expect(page.contains("kiln 1.4.2                        2024-03-01 "))
  }

  /// Each text as it is written and as the reader must see it.
  private static let texts: [(text: String, source: String)] = [
    ("Plain words.", "Plain words."),
    (".hidden files", "\\&.hidden files"),
    ("'quoted' words", "\\(aqquoted\\(aq words"),
    ("back\\slash \\fB", "back\\eslash \\efB"),
    ("a well-known way", "a well-known way"),
    ("the '--well-known' way", "the \\(aq\\-\\-well\\-known\\(aq way"),
    ("from 1-5 to pots-2", "from 1\\-5 to pots\\-2"),
    ("a - b", "a \\- b"),
    ("~user `x` 2^3 \"y\"", "\\(tiuser \\(gax\\(ga 2\\(ha3 \\(dqy\\(dq"),
    ("caf\u{E9} \u{1F3FA}", "caf\\[u00E9] \\[u1F3FA]"),
  ]

  @Test(arguments: texts)
  func textIsWrittenSoThatItPrintsAsItself(text: String, source: String) {
    #expect(Self.program(saying: text).manual().contains("\n\(source)\n"))
  }

  @Test(.enabled(if: Tool.groff.isInstalled), arguments: texts)
  func textPrintsAsItself(text: String, source: String) throws {
    let manual = Self.program(saying: text).manual()
    let page = try Tool.groff.output("-man -Tutf8 -ww -P-cbou", reading: manual)
    // Groff sets a hyphen between letters as the typographic one.
    #expect(page.replacing("\u{2010}", with: "-").contains("       \(text)\n"))
  }

  private static func program(saying text: String) -> Program<NoParameters> {
    Program(
      name: "say",
      summary: "Says it.",
      discussion: text,
      version: "1",
      groups: []
    )
  }
}
