import Scratch
import Testing

/// Documents named by lists.
@Suite
struct ListSourceTests {
  private static func pipeline(_ settings: String) -> String {
    Mill.pipeline(files: "\"files\": { \"use\": \"list\", \(settings) }")
  }

  private func mill(_ settings: String = #""path": "list.txt", "root": "in""#) throws -> Mill {
    let mill = try Mill(Self.pipeline(settings))
    for (name, word) in [("a.md", "alpha"), ("b.md", "bravo"), ("sub/c d.md", "charlie")] {
      try mill.write(name, "\(word) common\n")
    }
    try mill.write("line\nbreak.md", "newline common\n")
    return mill
  }

  @Test(arguments: [
    ("a.md\nb.md\n", ["a.md", "b.md"]), ("b.md\na.md", ["a.md", "b.md"]),
    ("a.md\r\nsub/c d.md\r\n", ["a.md", "sub/c d.md"]), ("\n\na.md\n\n", ["a.md"]),
    ("a.md\na.md\n./a.md\nsub/../a.md\n", ["a.md"]), ("", []),
  ])
  func lists(text: String, paths: [String]) throws {
    let mill = try mill()
    try mill.folder.write("list.txt", Array(text.utf8))
    try mill.run()
    #expect(try mill.find("common") == Set(paths))
    try mill.expectSettled()
  }

  @Test func standardInput() throws {
    let mill = try mill(#""root": "in""#)
    let list = Array("b.md\nsub/c d.md\n".utf8)
    let outcome = try mill.stampmill("run", "p.json", input: list)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try mill.find("common") == ["b.md", "sub/c d.md"])
    let given = try mill.stampmill("run", "p.json", "--files-from", "-", input: Array("a.md".utf8))
    #expect(given.status == 0)
    #expect(try mill.find("common") == ["a.md"])
    let plan = try mill.stampmill("plan", "p.json", "--files-from", "-", "--json", input: list)
    #expect(plan.text.contains(#""new": 2"#))
    #expect(plan.text.contains(#""deleted": 1"#))
  }

  @Test func namesEndedByNUL() throws {
    let mill = try mill()
    let list = Array("line\nbreak.md\0a.md\0".utf8)
    let outcome = try mill.stampmill("run", "p.json", "--files-from", "-", "-0", input: list)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try mill.find("common") == ["line\nbreak.md", "a.md"])
    let found = try mill.shell(
      "cd in && find . -name '*.md' -print0 | \"$MILL\" -C .. run p.json --files-from - -0"
    )
    #expect(found.status == 0, "\(found.errors)")
    #expect(try mill.find("common").count == 4)
    try mill.setPipeline(Self.pipeline(#""path": "nul", "separator": "nul", "root": "in""#))
    try mill.folder.write("nul", list)
    try mill.run()
    #expect(try mill.find("common") == ["line\nbreak.md", "a.md"])
    try mill.expectSettled()
  }

  @Test func missingNames() throws {
    let mill = try mill()
    try mill.folder.write("list.txt", Array("a.md\nghost.md\nsub\n".utf8))
    let outcome = try mill.run()
    #expect(outcome.errors.contains("ghost.md"))
    #expect(outcome.errors.contains("'sub'"))
    #expect(try mill.find("common") == ["a.md"])
    try mill.expectSettled("missing")
    try mill.run()
    try mill.expectSettled("missing still")
    #expect(try mill.stampmill("run", "p.json", "--max-failed", "1").status == 1)
    // The file comes, and another goes.
    try mill.write("ghost.md", "common\n")
    try mill.folder.remove("in/a.md")
    #expect(try mill.plan().reasons["a.md"] == "deleted")
    try mill.run()
    #expect(try mill.find("common") == ["ghost.md"])
    try mill.expectSettled("changed")
  }

  @Test func namesThatAreNotText() throws {
    let mill = try mill()
    try mill.folder.write("list.txt", Array("a.md\n".utf8) + [0xFF, 0x0A])
    let outcome = try mill.run()
    #expect(outcome.errors.contains("name 2 of the list is not valid UTF-8"))
    try mill.expectSettled()
  }

  @Test(arguments: [
    (["run", "p.json", "--files-from", "nowhere"], 66 as Int32, "'nowhere'"),
    (["plan", "p.json", "--files-from", "nowhere"], 66, "'nowhere'"),
    (["run", "p.json", "-0"], 64, "--files-from"),
  ])
  func refusals(words: [String], status: Int32, message: String) throws {
    let mill = try mill()
    let run = try mill.start(words)
    let outcome = run.wait()
    #expect(mill.folder.exists("p.json"))
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func optionNeedsAListSource() throws {
    let outcome = try Mill().stampmill("run", "p.json", "--files-from", "-")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("'list' source"))
  }
}
