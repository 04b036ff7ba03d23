import JSON
import Pipeline
import Stages
import TestSupport
import Testing

/// How a pipeline takes over what another says.
@Suite struct ExtendsTests {
  private static let base = """
    {
      "name": "base",
      "params": { "in": { "type": "path", "default": "docs" } },
      "limits": { "failed": "5%", "memory": "1GB" },
      "defaults": { "jobs": 2 },
      "stages": {
        "files": { "use": "folder", "path": "${in}", "match": ["**/*.md", "**/*.txt"] },
        "parse": { "use": "document", "from": "files", "timeout": "10s" },
        "lines": { "use": "jsonl", "from": "parse", "to": "out/lines.jsonl" }
      }
    }
    """

  private func pipeline(_ text: String, base: String = Self.base) -> PipelineText {
    var pipeline = PipelineText(text, kinds: stageKinds)
    pipeline.files = ["base.json": base]
    return pipeline
  }

  private func resolved(_ text: String) throws -> JSON { try pipeline(text).graph().resolved }

  @Test func everythingUnsaidComesFromTheBase() throws {
    let graph = try pipeline(#"{ "extends": "base.json" }"#).graph()
    #expect(graph.name == "base")
    #expect(graph.nodes.map(\.name) == ["files", "parse", "lines"])
    #expect(graph.limits.failed == .percent(5))
    #expect(graph.nodes.map(\.options.jobs) == [2, 2, 2])
  }

  @Test func objectsMergeAndListsAreReplaced() throws {
    let merged = try resolved(
      """
      { "extends": "base.json", "name": "own", "limits": { "failed": 3 },
        "stages": { "files": { "match": ["*.md"], "hidden": true } } }
      """
    )
    #expect(merged["name"] == "own")
    #expect(merged["limits"] == ["failed": 3, "memory": "1GB"])
    #expect(merged["stages"]?["files"]?["match"] == ["*.md"])
    #expect(merged["stages"]?["files"]?["hidden"] == true)
    #expect(merged["stages"]?["files"]?["path"] == "docs")
  }

  @Test func nullRemoves() throws {
    let merged = try resolved(
      """
      { "extends": "base.json", "limits": null,
        "stages": { "files": { "match": null }, "parse": { "timeout": null },
          "more": { "use": "jsonl", "from": "parse", "to": "out/b.jsonl", "timeout": null },
          "lines": null } }
      """
    )
    #expect(merged["limits"] == ["memory": "512MiB", "failed": 0])
    #expect(merged["stages"]?["files"]?["match"] == ["**"])
    #expect(merged["stages"]?["parse"]?["timeout"] == nil)
    #expect(merged["stages"]?["lines"] == nil)
    #expect(merged["stages"]?["more"]?["to"] == "out/b.jsonl")
  }

  @Test func parametersOfTheBaseTakeValues() throws {
    var pipeline = pipeline(
      #"{ "extends": "base.json", "params": { "in": { "default": "own" } } }"#
    )
    #expect(try pipeline.graph().resolved["stages"]?["files"]?["path"] == "own")
    pipeline.sets = ["in=given"]
    #expect(try pipeline.graph().resolved["stages"]?["files"]?["path"] == "given")
  }

  /// The base lies beside the file that names it, wherever that is.
  @Test(arguments: [
    ("sub/p.json", "base.json", "sub/base.json"), ("p.json", "up/base.json", "up/base.json"),
    ("sub/p.json", "/base.json", "/base.json"), ("sub/p.json", "../base.json", "sub/../base.json"),
  ])
  func place(file: String, extends: String, expected: String) {
    let source = PipelineSource(file: file) { path throws(Diagnostic) in
      if path == file { return Array("{ \"extends\": \"\(extends)\" }".utf8) }
      guard path == expected else {
        throw Diagnostic(at: .init(file: path, line: 0, column: 0), "the file does not exist")
      }
      return Array(Self.base.utf8)
    }
    #expect(GraphBuilder.build(source, kinds: stageKinds).graph != nil)
  }

  @Test func mistakesKeepTheirFile() {
    let pipeline = pipeline(
      """
      { "extends": "base.json",
        "stages": { "lines": { "form": "parse" }, "parse": { "jobs": "two" } } }
      """,
      base: Self.base.replacing("\"10s\"", with: "\"10 sec\"")
    )
    #expect(
      pipeline.problems == [
        "base.json:8:63: error: 'timeout': expected a time with its unit, such as \"300s\" or \"2m\", found \"10 sec\"",
        "p.json:2:26: error: 'form' is not a setting of 'jsonl'; did you mean 'from'?",
        "p.json:2:64: error: 'jobs': expected a whole number, found \"two\"",
      ]
    )
  }

  /// Bases that cannot be taken over, with the one thing that is said.
  @Test(arguments: [
    (
      #"{ "extends": "none.json" }"#,
      "p.json:1:14: error: cannot extend 'none.json': the file does not exist"
    ),
    (#"{ "extends": 3 }"#, "p.json:1:14: error: 'extends' names a file, in a string"),
    (
      #"{ "extends": "p.json" }"#,
      "p.json:1:14: error: a file that others extend cannot itself extend one"
    ),
    (
      #"{ "extends": "list.json" }"#,
      "list.json:1:1: error: a pipeline is a JSON object, not a list"
    ),
    (
      #"{ "extends": "broken.json" }"#,
      "broken.json:1:13: error: the object that begins at line 1 is not closed with '}'"
    ),
    (
      #"{ "extends": "chain.json" }"#,
      "chain.json:1:14: error: a file that others extend cannot itself extend one"
    ),
  ])
  func refused(text: String, expected: String) {
    var pipeline = pipeline(text)
    pipeline.files["list.json"] = "[]"
    pipeline.files["broken.json"] = #"{"name": "x"# + "\""
    pipeline.files["chain.json"] = #"{ "extends": "base.json" }"#
    #expect(pipeline.problems == [expected])
  }

  @Test func defaultsGiveWayToTheStagesOwnWords() throws {
    let text = Self.base.replacing(
      "\"jobs\": 2",
      with: "\"jobs\": 2, \"on_error\": \"skip\", \"retry\": { \"times\": 4 }"
    ).replacing("\"timeout\"", with: "\"jobs\": 7, \"retry\": { \"wait\": \"5ms\" }, \"timeout\"")
    let graph = try pipeline(text).graph()
    let parse = try #require(graph.nodes.first { $0.name == "parse" })
    #expect(parse.options.jobs == 7)
    #expect(parse.options.onError == .skip)
    #expect(parse.options.retry.wait == TimeSpan(milliseconds: 5))
    #expect(parse.options.retry.times == 4, "what the stage does not say, the defaults do")
    #expect(graph.nodes[0].options.retry.times == 4)
    #expect(graph.nodes[0].options.jobs == 2)
  }
}
