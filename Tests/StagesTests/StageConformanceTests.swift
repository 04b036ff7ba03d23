import Digests
import JSON
import Pipeline
import Scratch
import Stages
import TestSupport
import Testing

/// What every kind of stage must keep to; a new one is held to it by standing in the list.
@Suite struct StageConformanceTests {
  private static let names = stageKinds.map(\.name)

  private func kind(_ name: String) throws -> StageKind {
    try #require(stageKinds.first { $0.name == name })
  }

  private func settings(_ name: String) throws -> SettingsConformance {
    SettingsConformance(try kind(name), among: stageKinds, model: Sample.model)
  }

  @Test func namesAreUnique() {
    #expect(Set(Self.names).count == Self.names.count)
  }

  @Test(arguments: names) func saysWhatItIs(name: String) throws {
    let faults = try settings(name).summaryFaults
    #expect(faults == [])
  }

  @Test(arguments: names) func minimalSettingsSuffice(name: String) throws {
    let faults = try settings(name).minimalFaults
    #expect(faults == [])
  }

  @Test(arguments: names) func defaultsAreTaken(name: String) throws {
    let faults = try settings(name).defaultFaults
    #expect(faults == [])
  }

  @Test(arguments: names) func misspeltSettingsAreRefused(name: String) throws {
    let faults = try settings(name).spellingFaults
    #expect(faults == [])
  }

  @Test(arguments: names) func wrongTypesAreRefused(name: String) throws {
    let faults = try settings(name).typeFaults
    #expect(faults == [])
  }

  /// Every setting stands wherever people look for it.
  @Test(arguments: names) func settingsAreDocumented(name: String) throws {
    let kind = try kind(name)
    let text = StageReference.text(kind)
    let json = StageReference.json(kind)
    let section = StageReference.markdown([kind])
    let schema = pipelineSchema(stageKinds)["$defs"]?["stage-\(name)"]
    #expect(text.contains(kind.summary) && section.contains(kind.summary))
    for about in kind.settings {
      #expect(text.contains("  \(about.name)  ") && text.contains(about.summary))
      #expect(section.contains("| `\(about.name)` |"))
      #expect(json["settings"]?.elements?.contains { $0["name"]?.string == about.name } == true)
      #expect(schema?["properties"]?[about.name] != nil)
    }
    for option in StageOptions.settings {
      #expect(schema?["properties"]?[option.about.name] != nil)
      #expect(text.contains("  \(option.about.name)  "))
    }
  }

  /// A pipeline in which every kind stands, and which says what each setting is.
  private static let whole = #"""
    { "stages": {
      "folder": { "use": "folder", "path": "docs" }, "list": { "use": "list" },
      "archive": { "use": "archive", "path": "a.zip" },
      "document": { "use": "document", "from": ["folder", "list", "archive"], "timeout": "10s" },
      "read_elements": { "use": "read_elements", "from": "folder" },
      "by_title": { "use": "by_title", "from": ["document", "read_elements"], "overlap": 3 },
      "basic": { "use": "basic", "from": "document", "max_characters": 100, "compat": "unstructured" },
      "by_sentences": { "use": "by_sentences", "from": "document", "sentences": 3 },
      "by_tokens": { "use": "by_tokens", "from": "document", "max_tokens": 20, "tokenizer": "words" },
      "whole_document": { "use": "whole_document", "from": "document", "leave_out": [] },
      "transformer": { "use": "transformer", "from": "whole_document", "model": "MODEL", "on_truncate": "split" },
      "jsonl": { "use": "jsonl", "from": ["document", "by_title", "basic", "by_sentences", "by_tokens", "whole_document", "transformer"],
        "to": "out/lines.jsonl" },
      "qdrant_snapshot": { "use": "qdrant_snapshot", "from": "transformer", "to": "out/kb.snapshot",
        "payload": { "tenant": "a" }, "indexes": { "tenant": { "type": "keyword", "is_tenant": true } } },
      "qdrant_points": { "use": "qdrant_points", "from": "transformer", "to": "out/kb.points", "sparse": "bm25",
        "payload": { "tenant": "a" }, "max_body": "8MiB" },
      "fts5": { "use": "fts5", "from": "by_title", "to": "out/kb.sqlite", "retry": { "times": 3 } } } }
    """#.replacing("MODEL", with: Sample.model)

  @Test func resolvedSettingsDecodeToTheSame() throws {
    let graph = try PipelineText(Self.whole, kinds: stageKinds).graph()
    #expect(Set(graph.nodes.map(\.kind.name)) == Set(Self.names), "every kind stands in it")
    let again = PipelineText(graph.resolved.layout(), kinds: stageKinds)
    #expect(again.problems == [])
    #expect(try again.graph().resolved == graph.resolved)
    #expect(try again.graph().nodes.map(\.fingerprint) == graph.nodes.map(\.fingerprint))
    #expect(SchemaValidator(pipelineSchema(stageKinds)).problems(graph.resolved) == [])
  }

  // MARK: Steps

  private static let steps = stageKinds.filter { $0.role == .step }.map(\.name)

  private func step(_ name: String) throws -> any StepStage {
    let graph = try PipelineText(Self.whole, kinds: stageKinds).graph()
    return try #require(graph.nodes.first { $0.kind.name == name }?.step)
  }

  private func process<Step: StepStage>(_ step: Step, _ payload: (any Payload)?) async throws
    -> Step.Output
  {
    let input = try #require(payload as? Step.Input)
    return try await step.process(input, StepContext(path: "a.md"))
  }

  @Test(arguments: steps) func emptyDocumentGivesNothing(name: String) async throws {
    let step = try step(name)
    let port = try #require(try kind(name).accepts.first)
    #expect(try await process(step, Sample.emptyPayload(port)).itemCount == 0)
  }

  @Test(arguments: steps) func sameDocumentGivesTheSameBytes(name: String) async throws {
    let (step, port) = (try step(name), try #require(try kind(name).accepts.first))
    let first = try await process(step, Sample.payload(port, for: name))
    let second = try await process(step, Sample.payload(port, for: name))
    #expect(recorded(first) == recorded(second))
    #expect(first.itemCount > 0)
  }

  @Test(arguments: steps) func resultsComeBackFromTheCache(name: String) async throws {
    let (step, port) = (try step(name), try #require(try kind(name).accepts.first))
    let faults = recordFaults(try await process(step, Sample.payload(port, for: name)))
    #expect(faults == [])
  }

  @Test(arguments: steps) func cancelledWorkEnds(name: String) async throws {
    let (step, port) = (try step(name), try #require(try kind(name).accepts.first))
    let payload = Sample.payload(port, for: name)
    let whole = recorded(try await process(step, payload))
    let task = Task { recorded(try await process(step, payload)) }
    task.cancel()
    // A stage may finish what it has begun or give up; it may not hang, nor give half a result.
    switch await task.result {
    case .success(let bytes): #expect(bytes == whole)
    case .failure(let error): #expect(error is StageFailure || error is CancellationError)
    }
  }

  // MARK: Sinks

  private static let sinks = stageKinds.filter { $0.role == .sink }.map(\.name)

  private func sink(_ name: String, in folder: ScratchFolder) throws -> any SinkStage {
    let text = Self.whole.replacing("\"out/", with: "\"\(folder.path)/")
    let graph = try PipelineText(text, kinds: stageKinds).graph()
    return try #require(graph.nodes.first { $0.kind.name == name }?.sink)
  }

  @Test(arguments: sinks) func nothingToWriteGivesAValidFile(name: String) async throws {
    let folder = try ScratchFolder()
    let sink = try sink(name, in: folder)
    // Where nothing comes in, the stage before tells what it would have been.
    let inputs = [try step("transformer")]
    let (files, counts) = try await write([], through: sink, documents: [], inputs: inputs)
    #expect(counts == SinkCounts(documents: 0, items: 0))
    #expect(files.count == sink.outputs.count)
    let again = try await write([], through: sink, documents: [], inputs: inputs)
    #expect(again.files == files)
  }

  @Test(arguments: sinks) func sameDocumentsGiveTheSameFile(name: String) async throws {
    let folder = try ScratchFolder()
    let sink = try sink(name, in: folder)
    for port in try kind(name).accepts {
      let payloads = [Sample.payload(port), Sample.emptyPayload(port), Sample.payload(port)]
        .compactMap { $0 }
      let documents = [
        Sample.document("a.md", copies: ["x/a.md"]), Sample.document("b.md"),
        Sample.document("e\u{301}.md"),
      ]
      let first = try await write(payloads, through: sink, documents: documents)
      let second = try await write(payloads, through: sink, documents: documents)
      #expect(first.files == second.files)
      #expect(
        first.counts == SinkCounts(documents: 3, items: payloads.reduce(0) { $0 + $1.itemCount })
      )
    }
  }

  @Test(arguments: sinks) func stopsWhenItIsToldTo(name: String) async throws {
    struct Stop: Error {}
    let folder = try ScratchFolder()
    let sink = try sink(name, in: folder)
    let port = try #require(try kind(name).accepts.first)
    let payload = try #require(Sample.payload(port, for: name))
    await #expect(throws: Stop.self) {
      try await write([payload], through: sink, documents: [Sample.document("a.md")]) {
        throw Stop()
      }
    }
    #expect(folder.files(below: ".") == [], "nothing unfinished is left")
  }

  @Test(arguments: sinks) func outputsAreNamedByASetting(name: String) throws {
    let folder = try ScratchFolder()
    let kind = try kind(name)
    for output in try sink(name, in: folder).outputs {
      #expect(kind.settings.first { $0.name == output.setting }?.role == .output)
      #expect(output.path.hasPrefix(folder.path))
    }
  }
}
