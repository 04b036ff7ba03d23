import Documents
import Pipeline
import Scratch
import Stages
import Synchronization
import TestSupport
import Testing

/// What is said of settings that do not go together, and of documents of which nothing is left.
@Suite struct ChunkSettingsTests {
  /// A tokenizer that puts a token before and one after every text.
  private static let tokenizer = """
    {
      "version": "1.0",
      "pre_tokenizer": { "type": "Whitespace" },
      "model": {
        "type": "WordLevel", "unk_token": "?", "vocab": { "?": 0, "<": 1, ">": 2, "a": 3 }
      },
      "post_processor": {
        "type": "TemplateProcessing",
        "single": [
          { "SpecialToken": { "id": "<", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } },
          { "SpecialToken": { "id": ">", "type_id": 0 } }
        ],
        "pair": [
          { "Sequence": { "id": "A", "type_id": 0 } }, { "Sequence": { "id": "B", "type_id": 1 } }
        ],
        "special_tokens": {
          "<": { "id": "<", "ids": [1], "tokens": ["<"] },
          ">": { "id": ">", "ids": [2], "tokens": [">"] }
        }
      }
    }
    """

  private func pipeline(_ settings: String) -> PipelineText {
    PipelineText(
      """
      { "stages": {
        "files": { "use": "folder", "path": "docs" },
        "parse": { "use": "document", "from": "files" },
        "cut": { "use": "by_title", "from": "parse", \(settings) },
        "lines": { "use": "jsonl", "from": "cut", "to": "out/lines.jsonl" } } }
      """,
      kinds: stageKinds
    )
  }

  @Test(arguments: [
    (1, "error: 'max_tokens' is 1, but the tokenizer adds 2 tokens to every text"),
    (2, "error: 'max_tokens' is 2, but the tokenizer adds 2 tokens to every text"), (3, nil),
  ])
  func `a limit has room for more than the model's own tokens`(_ limit: Int, _ problem: String?)
    throws
  {
    let scratch = try ScratchFolder()
    try scratch.write("tokenizer.json", Array(Self.tokenizer.utf8))
    let settings = "\"max_tokens\": \(limit), \"tokenizer\": \"\(scratch("tokenizer.json"))\""
    let problems = pipeline(settings).problems
    #expect(problems.count == (problem == nil ? 0 : 1), "\(problems)")
    #expect(problem == nil || problems.allSatisfy { $0.hasSuffix(problem ?? "") }, "\(problems)")
  }

  @Test(arguments: [
    (
      "\"compat\": \"unstructured\", \"leave_out\": [\"headers\"]",
      "warning: 'leave_out' has no effect beside 'compat', whose chunks have everything"
    ),
    (
      "\"text_splitting_separators\": [\" \"]",
      "warning: 'text_splitting_separators' has no effect without 'compat'"
    ),
    ("\"compat\": \"unstructured\", \"text_splitting_separators\": [\" \"]", nil),
    ("\"leave_out\": []", nil),
  ])
  func `what has no effect is said`(_ settings: String, _ problem: String?) throws {
    let outcome = pipeline(settings).outcome
    #expect(outcome.graph != nil)
    let said = outcome.diagnostics.map(\.description)
    #expect(said.count == (problem == nil ? 0 : 1), "\(said)")
    #expect(said.allSatisfy { $0.hasSuffix(problem ?? "") }, "\(said)")
  }

  @Test(arguments: [
    ([Element(.header, "Tides"), Element(.pageNumber, "3")], ["headers or page_numbers"]),
    ([Element(.header, "Tides"), Element(.narrativeText, "They rise.")], []),
    ([Element(.pageBreak, "")], []), ([], []),
  ])
  func `a document whose whole text is left out is named`(
    _ elements: [Element],
    _ sorts: [String]
  ) async throws {
    let remarks = Mutex<[String]>([])
    let context = StepContext(path: "a.md") { remark in remarks.withLock { $0.append(remark) } }
    let chunks = try await ChunkByTitle().process(Elements(elements), context)
    #expect(chunks.chunks.isEmpty == (elements.count < 2 || !sorts.isEmpty))
    let expected = sorts.map { "gives no chunk, since all of its text is \($0)" }
    #expect(remarks.withLock { $0 } == expected)
  }
}
