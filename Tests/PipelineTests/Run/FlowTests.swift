import Digests
import Pipeline
import Stages
import TestSupport
import Testing

/// Under which key a result is kept: what changes it, and what does not.
@Suite struct FlowTests {
  private static let base = """
    { "name": "base", "stages": {
      "files": { "use": "folder", "path": "docs" },
      "parse": { "use": "document", "from": "files" },
      "split": { "use": "by_title", "from": "parse", "max_characters": 500 },
      "lines": { "use": "jsonl", "from": "split", "to": "out/lines.jsonl" } } }
    """

  private func flow(_ text: String) throws -> Flow {
    let graph = try PipelineText(text, kinds: stageKinds).graph()
    return Flow(source: graph.sources[0], in: graph)
  }

  private func keys(_ text: String, bytes: String = "text", hint: String = "md") throws -> [Digest]
  {
    try flow(text).keys(hash: SHA256.digest(Array(bytes.utf8)), hint: hint)
  }

  /// Changes that leave every result as it was, by what is written instead of what.
  @Test(arguments: [
    ("\"docs\"", "\"elsewhere\""),
    ("\"path\": \"docs\"", "\"path\": \"docs\", \"match\": [\"*.md\"]"),
    ("out/lines.jsonl", "b/other.jsonl"), ("\"base\"", "\"other\""),
    ("\"use\": \"document\"", "\"use\": \"document\", \"jobs\": 3"),
    ("\"use\": \"document\"", "\"use\": \"document\", \"timeout\": \"3s\""),
    ("\"use\": \"document\"", "\"use\": \"document\", \"retry\": { \"times\": 3 }"),
    ("\"use\": \"document\"", "\"use\": \"document\", \"on_error\": \"skip\""),
    ("\"use\": \"document\"", "\"use\": \"document\", \"$comment\": \"words\""),
    ("\"max_characters\": 500", "\"max_characters\": 5e2"),
    ("\"max_characters\": 500", "\"overlap\": 0, \"max_characters\": 500"),
    ("\"max_characters\": 500", "\"isolate_table\": true, \"max_characters\": 500"),
    ("\"parse\"", "\"read\""), ("\"files\"", "\"inputs\""),
  ])
  func same(written: String, instead: String) throws {
    let text = Self.base.replacing(written, with: instead)
    #expect(text != Self.base)
    #expect(try keys(text) == keys(Self.base))
  }

  /// Changes that make results anew, with how many of the two steps they concern.
  @Test(arguments: [
    ("\"max_characters\": 500", "\"max_characters\": 501", 1),
    ("\"max_characters\": 500", "\"overlap\": 1", 1),
    ("\"max_characters\": 500", "\"overlap_all\": true", 1),
  ])
  func other(written: String, instead: String, changed: Int) throws {
    let (before, after) = (
      try keys(Self.base), try keys(Self.base.replacing(written, with: instead))
    )
    #expect(zip(before, after).count { $0 != $1 } == changed)
    #expect(after.last != before.last)
  }

  @Test func contentAndItsKindDecide() throws {
    let all = [
      try keys(Self.base), try keys(Self.base, bytes: "text "), try keys(Self.base, hint: "txt"),
      try keys(Self.base, bytes: "textmd", hint: ""),
      try keys(Self.base, bytes: "", hint: "textmd"),
    ]
    #expect(Set(all.flatMap { $0 }).count == 10)
  }

  @Test func flowsDifferByTheirStages() throws {
    let digests = [
      Self.base, Self.base.replacing("500", with: "600"),
      Self.base.replacing("\"from\": \"split\"", with: "\"from\": \"parse\""),
    ].map { try? flow($0).digest }
    #expect(Set(digests).count == 2, "a sink is no part of what is done to a document")
    #expect(try flow(Self.base).digest == flow(Self.base.replacing("docs", with: "b")).digest)
  }

  @Test func stageReachedByTwoWaysStandsTwice() throws {
    let text = """
      { "stages": {
        "files": { "use": "folder", "path": "docs" },
        "one": { "use": "document", "from": "files" },
        "two": { "use": "document", "from": "files" },
        "split": { "use": "by_title", "from": ["one", "two"] },
        "lines": { "use": "jsonl", "from": ["split", "one"], "to": "out/lines.jsonl" } } }
      """
    let flow = try flow(text)
    #expect(flow.steps.map(\.label) == ["one", "split", "two", "split<two"])
    #expect(flow.roots == [0, 2])
    #expect(flow.lanes.map(\.step) == [1, 0, 3])
    let keys = flow.keys(hash: SHA256.digest([]), hint: "")
    #expect(keys[0] == keys[2], "the same work on the same bytes is done once")
    #expect(keys[1] == keys[3])
  }
}
