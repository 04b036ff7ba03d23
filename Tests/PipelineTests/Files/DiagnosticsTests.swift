import JSON
import Pipeline
import Stages
import TestSupport
import Testing

/// What people are told about a pipeline file: every mistake, once, at its place.
@Suite struct DiagnosticsTests {
  /// Files full of mistakes, each with the listing beside it that was looked at once.
  @Test(arguments: ["mistakes", "slips", "unclosed"])
  func listing(name: String) throws {
    let golden = GoldenFile.folder(of: #filePath) + "/../Golden/\(name)"
    let outcome = try outcome(ofFile: golden + ".json", kinds: stageKinds)
    var lines = outcome.diagnostics.map(\.description)
    lines.append(outcome.diagnostics.summary ?? "in order")
    let text = lines.joined(separator: "\n") + "\n"
    #expect(outcome.graph == nil)
    let difference = try GoldenFile.difference(text, from: golden + ".txt")
    #expect(difference == nil)
  }

  private func problems(stages: String, rest: String = "") -> [String] {
    PipelineText("{\(rest)\n\"stages\": {\(stages)}}", kinds: stageKinds).problems
  }

  @Test func fileInOrderIsSilent() {
    let stages = """
      "files": { "use": "folder", "path": "docs" },
      "parse": { "use": "document", "from": "files" },
      "lines": { "use": "jsonl", "from": "parse", "to": "out/lines.jsonl" }
      """
    #expect(problems(stages: stages) == [])
  }

  @Test func unreadStageIsDoubtful() {
    let stages = """
      "files": { "use": "folder", "path": "docs" },
      "parse": { "use": "document", "from": "files" },
      "split": { "use": "by_title", "from": "parse" },
      "lines": { "use": "jsonl", "from": "parse", "to": "out/lines.jsonl" }
      """
    #expect(
      problems(stages: stages) == ["p.json:4:1: warning: no stage reads the chunks of 'split'"]
    )
  }

  /// Files that are wrong as a whole, with all that is said about them.
  @Test(arguments: [
    ("", "p.json:1:1: error: the file is empty; a pipeline is a JSON object"),
    ("[]", "p.json:1:1: error: a pipeline is a JSON object, not a list"),
    ("{}", "p.json:1:1: error: the pipeline has no 'stages'"),
    (
      #"{"stagse": {}}"#,
      "p.json:1:2: error: 'stagse' is not a part of a pipeline; did you mean 'stages'?"
    ),
    (#"{"stages": []}"#, "p.json:1:12: error: 'stages' is an object: a name and a stage for each"),
    (#"{"stages": {"$comment": "none"}}"#, "p.json:1:12: error: the pipeline has no stages"),
    (
      #"{"params": [], "stages": {}}"#,
      "p.json:1:12: error: 'params' is an object: a name and a type for each parameter"
    ),
  ])
  func wholeFile(text: String, expected: String) {
    #expect(PipelineText(text, kinds: stageKinds).problems.first == expected)
  }

  @Test func missingFile() {
    let source = PipelineSource(file: "none.json") { path throws(Diagnostic) in
      throw Diagnostic(at: .init(file: path, line: 0, column: 0), "the file does not exist")
    }
    let outcome = GraphBuilder.build(source, kinds: stageKinds)
    #expect(outcome.diagnostics.map(\.description) == ["none.json: error: the file does not exist"])
  }

  @Test func nothingToReadAndNothingToWrite() {
    let only = problems(stages: #""parse": { "use": "document", "from": "parse" }"#)
    #expect(
      only == [
        "p.json:2:12: error: no stage writes anything; add a sink such as 'jsonl'",
        "p.json:2:12: error: no stage finds documents; add a source such as 'folder'",
        "p.json:2:50: error: the stages go round in a circle: parse → parse",
      ]
    )
  }

  @Test func outputsWithNothingInCommon() {
    let stages = """
      "files": { "use": "folder", "path": "docs" },
      "parse": { "use": "document", "from": "files" },
      "a": { "use": "jsonl", "from": "parse", "to": "/one/lines.jsonl" },
      "b": { "use": "jsonl", "from": "parse", "to": "/two/lines.jsonl" }
      """
    #expect(
      problems(stages: stages) == [
        "p.json:2:12: error: the outputs have no folder in common but '/'; put them under one folder"
      ]
    )
  }

  /// Where outputs may not lie.
  @Test(arguments: [
    ("out/.stampmill/x", "'.stampmill' is the folder in which runs keep their state"),
    ("out/failures.jsonl", "'failures.jsonl' is a name that every run writes itself"),
    ("out/..", "'out/..' names a folder; an output is a file"),
    ("out/", "'out/' names a folder; an output is a file"),
  ])
  func outputPath(path: String, expected: String) {
    let stages = """
      "files": { "use": "folder", "path": "docs" },
      "parse": { "use": "document", "from": "files" },
      "lines": { "use": "jsonl", "from": "parse", "to": "\(path)" }
      """
    #expect(problems(stages: stages) == ["p.json:4:51: error: \(expected)"])
  }

  @Test func summaryCountsFilesAndNotOptions() {
    var pipeline = PipelineText("{}", kinds: stageKinds)
    pipeline.sets = ["x=1"]
    let diagnostics = pipeline.outcome.diagnostics
    #expect(diagnostics.summary == "2 problems (2 errors) in 1 file")
    #expect(diagnostics.filter { $0.place.line == 0 }.summary == "1 problem (1 error)")
    #expect([Diagnostic]().summary == nil)
  }

  /// Misspellings with what is offered instead.
  @Test(
    arguments: [
      ("overlapp", "overlap"), ("jsno", "json"), ("JOBS", "jobs"), ("tiemout", "timeout"),
      ("x", nil), ("", nil), ("completely", nil),
    ] as [(String, String?)]
  )
  func suggestion(typed: String, expected: String?) {
    let names = ["overlap", "json", "jobs", "timeout"]
    #expect(didYouMean(typed, among: names) == expected.map { "did you mean '\($0)'?" })
  }
}
