import Digests
import Ledger
import Pipeline
import Stages
import TestSupport
import Testing

/// A listing held against what the ledger knows.
@Suite struct SurveyTests {
  private static let graph = PipelineText(
    """
    { "stages": {
      "files": { "use": "folder", "path": "docs" },
      "parse": { "use": "document", "from": "files" },
      "lines": { "use": "jsonl", "from": "parse", "to": "out/lines.jsonl" } } }
    """,
    kinds: stageKinds
  )

  private func entry(_ path: String, size: Int64 = 1) -> SourceEntry {
    SourceEntry(path: path, stamp: FileStamp(size: size, modified: 5, changed: 6, inode: 7))
  }

  private func known(
    _ path: String,
    size: Int64 = 1,
    status: ContentStatus? = .done,
    isCurrent: Bool = true,
    failure: RecordedFailure? = nil
  ) -> KnownDocument {
    KnownDocument(
      id: 1,
      path: path,
      stamp: FileStamp(size: size, modified: 5, changed: 6, inode: 7),
      content: status.map {
        KnownContent(id: 1, hash: SHA256.digest([]), hint: "", status: $0, isCurrent: isCurrent)
      },
      reading: failure.map { .failed($0) } ?? .done
    )
  }

  private static func failure(isTemporary: Bool) -> RecordedFailure {
    RecordedFailure(stage: "parse", reason: "x", detail: "y", isTemporary: isTemporary)
  }

  private func survey(
    _ entries: [SourceEntry],
    _ known: [KnownDocument],
    hides: [String?] = [],
    isForced: Bool = false
  ) throws -> Survey {
    let graph = try Self.graph.graph()
    var listing = SourceListing()
    listing.entries = entries
    listing.unreadable = hides.map {
      UnreadablePart(path: "x", hides: $0, failure: StageFailure("unreadable", ""))
    }
    let flow = Flow(source: graph.sources[0], in: graph)
    return Survey(flow: flow, listing: listing, known: known, rules: .init(isForced: isForced))
  }

  private func words(_ survey: Survey) -> String {
    (survey.work.map { "\($0.entry.path):\($0.cause)" } + survey.gone.map { "\($0.path):gone" }
      + [survey.unchanged > 0 ? "same:\(survey.unchanged)" : ""]).filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// What is listed and what is known, as letters, and what comes of it.
  @Test(arguments: [
    ("", "", ""), ("ab", "", "a:unknown b:unknown"), ("", "ab", "a:gone b:gone"),
    ("ab", "ab", "same:2"),
    ("ac", "bc", "a:unknown b:gone same:1"),
    ("bd", "ace", "b:unknown d:unknown a:gone c:gone e:gone"),
    ("aeé", "ae", "é:unknown same:2"),
  ])
  func merge(listed: String, known: String, expected: String) throws {
    let survey = try survey(
      listed.unicodeScalars.map { entry(String($0)) },
      known.unicodeScalars.map { self.known(String($0)) }
    )
    #expect(words(survey) == expected)
  }

  /// How one and the same path is looked at.
  @Test func causes() throws {
    let lasting = Self.failure(isTemporary: false)
    let passing = Self.failure(isTemporary: true)
    let cases: [(KnownDocument, String)] = [
      (known("a"), "same:1"), (known("a", size: 2), "a:touched"),
      (known("a", isCurrent: false), "a:flow"), (known("a", status: .failed(lasting)), "same:1"),
      (known("a", status: .failed(passing)), "a:retry"),
      (known("a", status: .skipped(lasting)), "same:1"),
      (known("a", status: nil, failure: passing), "a:retry"),
      (known("a", status: nil, failure: lasting), "same:1"),
      (known("a", status: nil), "a:touched"),
      (known("a", size: 2, status: nil, failure: passing), "a:touched"),
      (known("a", status: .failed(lasting), isCurrent: false), "a:flow"),
    ]
    for (document, expected) in cases {
      #expect(words(try survey([entry("a")], [document])) == expected)
    }
    #expect(words(try survey([entry("a")], [known("a")], isForced: true)) == "a:forced")
  }

  @Test func twinsByMeaningAreTwoPaths() throws {
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    let listed = [entry(decomposed), entry(composed)]
    #expect(words(try survey(listed, [known(decomposed), known(composed)])) == "same:2")
    #expect(
      words(try survey([entry(decomposed)], [known(composed)]))
        == "\(decomposed):unknown \(composed):gone"
    )
  }

  /// What lies below a folder that cannot be listed is not taken for gone.
  @Test func hiddenIsNotGone() throws {
    let documents = [known("a/x"), known("b"), known("c/d/y"), known("c/e")]
    #expect(words(try survey([], documents, hides: ["a", "c/d"])) == "b:gone c/e:gone")
    #expect(words(try survey([], documents, hides: [""])) == "")
    #expect(words(try survey([], documents, hides: [nil])) == "a/x:gone b:gone c/d/y:gone c/e:gone")
  }

  @Test func folderHidesOnlyWhatIsBelowIt() throws {
    let documents = [known("a.txt"), known("a/x"), known("ab")]
    #expect(words(try survey([], documents, hides: ["a"])) == "a.txt:gone ab:gone")
  }
}
