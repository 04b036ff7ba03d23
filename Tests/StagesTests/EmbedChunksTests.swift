import Chunking
import Digests
import Documents
import JSON
import ModelFiles
import ModelFixtures
import Pipeline
import Scratch
import Stages
import Synchronization
import TestSupport
import Testing
import Transformers

/// Chunks become vectors: once for each text, the same as by the `embed` verb, and never with a silent loss.
@Suite struct EmbedChunksTests {
  private func stage(_ settings: String = "") throws -> EmbedChunks {
    let graph = try PipelineText(Self.pipeline(settings), kinds: stageKinds).graph()
    return try #require(graph.nodes.first { $0.name == "embed" }?.step as? EmbedChunks)
  }

  private static func pipeline(
    _ settings: String = "",
    split: String = "",
    model: String = Sample.model
  ) -> String {
    """
    { "stages": {
      "files": { "use": "folder", "path": "docs" },
      "parse": { "use": "document", "from": "files" },
      "split": { "use": "by_title", "from": "parse"\(split) },
      "embed": { "use": "transformer", "from": "split", "model": "\(model)"\(settings) },
      "lines": { "use": "jsonl", "from": "embed", "to": "out/lines.jsonl" } } }
    """
  }

  private func chunks(_ texts: [String]) -> Chunks {
    Chunks(
      title: nil,
      chunks: texts.enumerated().map { index, text in
        Chunk(.compositeElement, text, titlePath: [], elements: index..<index + 1)
      }
    )
  }

  /// What is kept from document to document, in memory.
  private final class Memory: Sendable {
    let parts = Mutex<[Digest: [UInt8]]>([:])
    let kept = Mutex(0)

    var known: KnownParts {
      KnownParts(
        find: { (keys) throws(RunError) in self.parts.withLock { parts in keys.map { parts[$0] } }
        },
        store: { (parts) throws(RunError) in
          self.kept.withLock { $0 += parts.count }
          for part in parts { self.parts.withLock { $0[part.key] = part.bytes } }
        }
      )
    }
  }

  private func vectors(_ stage: EmbedChunks, _ texts: [String], _ parts: KnownParts = .none)
    async throws -> [[Float]]
  {
    let context = StepContext(path: "a.md", jobs: 2, parts: parts)
    let vectors = try await stage.process(chunks(texts), context)
    return texts.indices.map { vectors.space.form.numbers(in: vectors.vector($0)) }
  }

  @Test func vectorsAreThoseOfTheEmbedder() async throws {
    let texts = ["a", "a a", "aa a x", "x", "a", "", "a a a a a a a"]
    let embedder = try Embedder(SentenceModel(folder: Sample.model))
    let expected = try embedder.embed(embedder.tokens(of: texts), threads: 1)
    let found = try await vectors(try stage(), texts)
    #expect(found.flatMap { $0 } == expected)
    // Whatever stands beside them.
    for (index, text) in texts.enumerated() {
      #expect(try await vectors(try stage(), [text]) == [found[index]])
    }
  }

  @Test func equalTextsAreEmbeddedOnce() async throws {
    let memory = Memory()
    let first = try await vectors(try stage(), ["a", "x", "a"], memory.known)
    #expect(memory.kept.withLock { $0 } == 2)
    let second = try await vectors(try stage(), ["x", "a a"], memory.known)
    #expect(memory.kept.withLock { $0 } == 3)
    #expect(second[0] == first[1])
    // What is kept is for all forms and sizes; what makes other vectors has keys of its own.
    let short = try await vectors(try stage(#", "dimensions": 2"#), ["a"], memory.known)
    #expect(memory.kept.withLock { $0 } == 3)
    #expect(short[0].count == 2)
    let length = short[0].reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(abs(length - 1) < 1e-6)
    _ = try await vectors(try stage(#", "on_truncate": "split""#), ["a"], memory.known)
    #expect(memory.kept.withLock { $0 } == 4)
    // Damaged bytes are made anew.
    memory.parts.withLock { parts in for key in parts.keys { parts[key] = [1, 2] } }
    #expect(try await vectors(try stage(), ["a"], memory.known) == [first[0]])
  }

  @Test func manyDocumentsAtOnce() async throws {
    let stage = try stage()
    let texts = ["a", "a a a", "x a", "", "a x x a a"]
    let expected = try await vectors(stage, texts)
    await withTaskGroup(of: Bool.self) { group in
      for round in 0..<200 {
        group.addTask {
          let own = (0..<round % 5).map { texts[($0 + round) % 5] }
          let wanted = (0..<round % 5).map { expected[($0 + round) % 5] }
          return (try? await vectors(stage, own)) == wanted
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  /// The model takes 9 tokens, two of them its own.
  @Test func textsThatAreTooLong() async throws {
    let long = Array(repeating: "a", count: 10).joined(separator: " ")
    let failure = await #expect(throws: StageFailure.self) {
      _ = try await vectors(try stage(), ["a", long, long])
    }
    #expect(failure?.reason == "too-long")
    #expect(failure?.detail.contains("2 chunks with 6 tokens more") == true)

    let remarks = Mutex<[String]>([])
    let context = StepContext(path: "a.md") { remark in remarks.withLock { $0.append(remark) } }
    let cut = try await stage(#", "on_truncate": "warn""#).process(chunks([long]), context)
    #expect(cut.sums.map(\.name) == ["tokens", "cut_texts", "cut_tokens"])
    #expect(cut.sums.map(\.count) == [9, 1, 3])
    #expect(remarks.withLock { $0 }.first?.contains("1 chunk with 3 tokens more") == true)
    let seven = Array(repeating: "a", count: 7).joined(separator: " ")
    #expect(cut.space.form.numbers(in: cut.vector(0)) == (try await vectors(stage(), [seven]))[0])

    let split = try await stage(#", "on_truncate": "split""#).process(
      chunks([long]),
      StepContext(path: "a.md")
    )
    #expect(split.sums.map(\.name) == ["tokens", "split_texts"])
    let three = try await vectors(stage(), [seven, "a a a"])
    let mean = zip(three[0], three[1]).map { (7 * Double($0) + 3 * Double($1)) / 10 }
    let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for (number, wanted) in zip(split.space.form.numbers(in: split.vector(0)), mean) {
      #expect(abs(Double(number) - wanted / length) < 1e-6)
    }
  }

  @Test(arguments: [
    (#", "prompt": "query""#, "has no prompt 'query'"),
    (#", "dimensions": 5"#, "'dimensions' is 5, and the vectors of"),
    (#", "on_truncate": "cut""#, "expected \"error\", \"warn\" or \"split\""),
  ])
  func wrongSettings(_ settings: String, _ problem: String) {
    let problems = PipelineText(Self.pipeline(settings), kinds: stageKinds).problems
    #expect(problems.count == 1)
    #expect(problems.first?.contains(problem) == true, "\(problems)")
  }

  @Test func missingModelIsSaidOnce() throws {
    let text = PipelineText(Self.pipeline(model: "nowhere/model"), kinds: stageKinds)
    #expect(text.problems.count == 1)
    #expect(text.outcome.diagnostics.status == .missingModel)
  }

  /// Chunks are counted by the model that they come to, and are no longer than it takes.
  @Test func chunksFollowTheModelBelow() throws {
    func split(_ settings: String) throws -> ChunkByTitle {
      let graph = try PipelineText(Self.pipeline(split: settings), kinds: stageKinds).graph()
      return try #require(graph.nodes.first { $0.name == "split" }?.step as? ChunkByTitle)
    }
    #expect(try split("").options.maxTokens == 9)
    #expect(try split("").options.maxCharacters == 500)
    #expect(try split(#", "max_tokens": "model""#).options.maxTokens == 9)
    #expect(try split(#", "max_tokens": "model""#).options.maxCharacters == nil)
    #expect(try split(#", "max_tokens": 7"#).options.maxTokens == 7)
    #expect(try split(#", "max_characters": 40"#).options.maxCharacters == 40)
    #expect(try split(#", "compat": "unstructured""#).options.maxTokens == nil)
    #expect(try split(#", "tokenizer": "words""#).options.maxTokens == nil)
  }
}
