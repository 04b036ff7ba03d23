import JSON
import Pipeline
import Scratch
import Stages
import Testing

/// Which paths a pattern takes.
@Suite struct GlobTests {
  /// Pattern, paths that it takes, paths that it does not.
  @Test(arguments: [
    ("*.md", ["a.md", ".md", "a.b.md", "ü.md"], ["a.txt", "x/a.md", "a.md/b", "a.MD", ""]),
    ("**", ["a", "a/b", "a/b/c.md"], []),
    ("**/*.md", ["a.md", "x/a.md", "x/y/a.md"], ["a.txt", "x/a.md/b"]),
    ("docs/**", ["docs/a", "docs/a/b"], ["doc/a", "x/docs/a"]),
    ("docs/**/a.md", ["docs/a.md", "docs/x/a.md", "docs/x/y/a.md"], ["a.md", "docs/xa.md"]),
    ("**/draft/**", ["draft/a", "x/draft/y/a"], ["drafts/a", "x/a"]),
    ("**/a/**/b/**/c", ["a/b/c", "x/a/y/b/z/c"], ["b/a/c", "a/c"]),
    ("a?c", ["abc", "aüc", "a-c", "a日c"], ["ac", "abbc", "a/c"]),
    ("?", ["x", "é"], ["", "xy", "e\u{301}"]),
    ("[a-c]x", ["ax", "cx"], ["dx", "x", "Ax", "-x"]),
    ("[!a-c]x", ["dx", "-x"], ["ax", "x", "/x"]), ("[^a]", ["b"], ["a", ""]),
    ("[]]", ["]"], ["a"]), ("[!]]", ["a"], ["]"]), ("[a-]", ["a", "-"], ["b"]),
    ("[-a]", ["-", "a"], ["b"]),
    ("[äö]x", ["äx", "öx"], ["x", "üx", "ax"]), ("[!a]", ["ü", "日", "b"], ["a", "üb"]),
    ("[α-ω]*", ["βeta", "ω"], ["beta", "Ω"]), ("*[!é]", ["éa", "a"], ["é", "aé"]),
    ("*.{md,txt}", ["a.md", "a.txt"], ["a.pdf", "a.mdtxt"]),
    ("{a,b}/{c,d}", ["a/c", "b/d"], ["a/b", "c/a"]),
    ("{a,b{c,d}}", ["a", "bc", "bd"], ["b", "ac"]), ("{,x}a", ["a", "xa"], ["x"]),
    ("{a/b,c}/d", ["a/b/d", "c/d"], ["a/d"]),
    ("{**/,}a", ["a", "x/a"], ["xa"]), ("a**b", ["ab", "axb"], ["a/b"]), ("***", ["a"], ["a/b"]),
    (#"\*.md"#, ["*.md"], ["a.md"]), (#"\[a]"#, ["[a]"], ["a"]), (#"a\\b"#, [#"a\b"#], ["ab"]),
    (#"\?"#, ["?"], ["a"]),
    (#"\{a,b\}"#, ["{a,b}"], ["a", "b"]), ("**/~$*", ["~$a", "x/~$a.docx"], ["a~$"]),
    ("**/*~", ["a~", "x/b~"], ["~a"]),
    ("a*b*c", ["abc", "axbxc", "abbcc"], ["ab", "acb"]), ("*a", ["a", "ba", "aaa"], ["ab"]),
    ("a/", [], ["a", "a/b"]),
    ("**/**/a", ["a", "x/a"], ["b"]), ("a/**", ["a/x"], ["ax", "b"]),
  ])
  func table(pattern: String, takes: [String], leaves: [String]) throws {
    let glob = try Glob(pattern)
    for path in takes { #expect(glob.matches(path), "'\(pattern)' takes '\(path)'") }
    for path in leaves { #expect(!glob.matches(path), "'\(pattern)' leaves '\(path)'") }
  }

  @Test(arguments: [
    ("", "it is empty"), ("[a", "'[' is not closed with ']'"), ("[]", "'[' is not closed with ']'"),
    ("a/[!", "'[' is not closed with ']'"), ("{a,b", "'{' is not closed with '}'"),
    ("{a,{b}", "'{' is not closed with '}'"),
    (String(repeating: "{a,b}", count: 12), "its braces stand for too much"),
  ])
  func refused(pattern: String, expected: String) {
    let error = #expect(throws: Glob.GlobProblem.self) { try Glob(pattern) }
    #expect(error?.message == expected)
    let problem = #expect(throws: SettingProblem.self) { try Glob(setting: JSON(pattern)) }
    #expect(problem?.message == "\"\(pattern)\" is not a pattern: \(expected)")
  }

  /// Patterns that make a backtracking matcher try everything; here the work grows with their length.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (String(repeating: "*a", count: 200) + "b", String(repeating: "a", count: 5000)),
      (String(repeating: "**/", count: 200) + "b", String(repeating: "a/", count: 2000) + "c"),
      (String(repeating: "**/a/", count: 100) + "b", String(repeating: "a/", count: 1000) + "c"),
      (String(repeating: "*", count: 5000) + "b", String(repeating: "a", count: 5000)),
      (String(repeating: "[a-z]*", count: 200) + "0", String(repeating: "a", count: 5000)),
      (String(repeating: "?*", count: 200) + "0", String(repeating: "é", count: 3000)),
    ]
  )
  func hostilePatterns(pattern: String, path: String) throws {
    let glob = try Glob(pattern)
    var matches = true
    let time = ownSeconds { matches = glob.matches(path) }
    #expect(!matches)
    #expect(time < 3)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["{", "{{", "{a,", "{{a,b},"])
  func hostileBraces(piece: String) {
    let time = ownSeconds {
      #expect(throws: Glob.GlobProblem.self) { try Glob(String(repeating: piece, count: 2000)) }
      #expect(throws: Glob.GlobProblem.self) {
        try Glob(String(repeating: piece, count: 200) + String(repeating: "}", count: 200) + "{")
      }
    }
    #expect(time < 3)
  }

  @Test func keepsItsText() throws {
    let glob = try Glob("**/*.{md,txt}")
    #expect(glob.json == "**/*.{md,txt}")
    #expect(try Glob(setting: glob.json) == glob)
  }
}
