import JSON
import Scratch
import Testing

/// What changes in the pipeline file, and what others do to the outputs.
@Suite
struct PipelineChangeTests {
  private func mill() throws -> Mill {
    let mill = try Mill()
    for (name, word) in [("a.md", "alpha"), ("b.md", "bravo"), ("c.txt", "charlie")] {
      try mill.write(
        name,
        "# Title\n\n" + String(repeating: "\(word) common words.\n\n", count: 30)
      )
    }
    try mill.run()
    return mill
  }

  struct Edit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var pipeline: String
    /// The reasons of the plan by their number of documents.
    var counts: [String: Int]
    var outputs: [String: String]
    /// Whether the stages have nothing to work on, since the cache has it all.
    var isFree = false
  }

  private static let kept = [
    "words.sqlite": "keep", "chunks.jsonl": "keep", "elements.jsonl": "keep",
  ]
  private static let remade = kept.mapValues { _ in "make anew" }

  static let edits = [
    Edit(
      testDescription: "a setting changed",
      pipeline: Mill.pipeline(
        split: #""split": { "use": "by_title", "from": "parse", "max_characters": 200 }"#
      ),
      counts: ["setting changed": 3],
      outputs: remade
    ),
    Edit(
      testDescription: "a setting given its default",
      pipeline: Mill.pipeline(
        files: #""files": { "use": "folder", "path": "${in}", "hidden": false }"#
      ),
      counts: ["up to date": 3],
      outputs: kept,
      isFree: true
    ),
    Edit(
      testDescription: "effort changed",
      pipeline: Mill.pipeline(
        parse: #""parse": { "use": "document", "from": "files", "jobs": 3, "timeout": "60s" }"#
      ),
      counts: ["up to date": 3],
      outputs: kept,
      isFree: true
    ),
    Edit(
      testDescription: "a stage renamed",
      pipeline: Mill.pipeline(
        split: #""cut": { "use": "by_title", "from": "parse", "max_characters": 300 }"#,
        words: #""words": { "use": "fts5", "from": "cut", "to": "${out}/words.sqlite" }"#,
        lines: #""lines": { "use": "jsonl", "from": "cut", "to": "${out}/chunks.jsonl" }"#
      ),
      counts: ["setting changed": 3],
      outputs: remade,
      isFree: true
    ),
    Edit(
      testDescription: "the source renamed",
      pipeline: Mill.pipeline(
        files: #""papers": { "use": "folder", "path": "${in}" }"#,
        parse: #""parse": { "use": "document", "from": "papers" }"#
      ),
      counts: ["new": 3, "deleted": 3],
      outputs: remade,
      isFree: true
    ),
    Edit(
      testDescription: "a sink renamed",
      pipeline: Mill.pipeline(
        words: #""index": { "use": "fts5", "from": "split", "to": "${out}/words.sqlite" }"#
      ),
      counts: ["up to date": 3],
      outputs: kept,
      isFree: true
    ),
    Edit(
      testDescription: "a sink's setting changed",
      pipeline: Mill.pipeline(
        words: #"""
          "words": { "use": "fts5", "from": "split", "to": "${out}/words.sqlite",
            "tokenize": ["trigram"] }
          """#
      ),
      counts: ["up to date": 3],
      outputs: kept.merging(["words.sqlite": "make anew"]) { $1 },
      isFree: true
    ),
    Edit(
      testDescription: "an output at another path",
      pipeline: Mill.pipeline(
        words: #""words": { "use": "fts5", "from": "split", "to": "${out}/sub/w.sqlite" }"#
      ),
      counts: ["up to date": 3],
      outputs: [
        "w.sqlite": "make", "words.sqlite": "remove", "chunks.jsonl": "keep",
        "elements.jsonl": "keep",
      ],
      isFree: true
    ),
    Edit(
      testDescription: "two outputs that change places",
      pipeline: Mill.pipeline(
        lines: #""lines": { "use": "jsonl", "from": "split", "to": "${out}/elements.jsonl" }"#,
        elements: #""elements": { "use": "jsonl", "from": "parse", "to": "${out}/chunks.jsonl" }"#
      ),
      counts: ["up to date": 3],
      outputs: kept.merging(["chunks.jsonl": "make anew", "elements.jsonl": "make anew"]) { $1 },
      isFree: true
    ),
    Edit(
      testDescription: "a sink that reads from another stage",
      pipeline: Mill.pipeline(
        lines: #""lines": { "use": "jsonl", "from": "parse", "to": "${out}/chunks.jsonl" }"#
      ),
      counts: ["up to date": 3],
      outputs: kept.merging(["chunks.jsonl": "make anew"]) { $1 },
      isFree: true
    ),
    Edit(
      testDescription: "a sink removed",
      pipeline: Mill.pipeline(elements: nil),
      counts: ["up to date": 3],
      outputs: kept.merging(["elements.jsonl": "remove"]) { $1 },
      isFree: true
    ),
    Edit(
      testDescription: "a sink added",
      pipeline: Mill.pipeline(
        elements: #"""
          "elements": { "use": "jsonl", "from": "parse", "to": "${out}/elements.jsonl" },
          "more": { "use": "jsonl", "from": "split", "to": "${out}/more.jsonl" }
          """#
      ),
      counts: ["up to date": 3],
      outputs: kept.merging(["more.jsonl": "make"]) { $1 },
      isFree: true
    ),
    Edit(
      testDescription: "fewer documents taken",
      pipeline: Mill.pipeline(
        files: #""files": { "use": "folder", "path": "${in}", "match": ["**/*.md"] }"#
      ),
      counts: ["up to date": 2, "deleted": 1],
      outputs: remade,
      isFree: true
    ),
    Edit(
      testDescription: "a stage taken out",
      pipeline: Mill.pipeline(
        split: #""split": { "use": "by_title", "from": "parse", "max_characters": 300 }"#,
        words: #""words": { "use": "fts5", "from": "split", "to": "${out}/words.sqlite" }"#,
        lines: nil,
        elements: nil
      ),
      counts: ["up to date": 3],
      outputs: [
        "words.sqlite": "keep", "chunks.jsonl": "remove", "elements.jsonl": "remove",
      ],
      isFree: true
    ),
  ]

  @Test(arguments: edits)
  func shows(edit: Edit) throws {
    let mill = try mill()
    let before = try mill.hashes()
    try mill.setPipeline(edit.pipeline)
    let plan = try mill.plan()
    #expect(plan.counts == edit.counts)
    #expect(plan.outputs.filter { $0.key != "manifest.json" } == edit.outputs)
    #expect(plan.hasWork == (edit.outputs != Self.kept || edit.testDescription == "a sink renamed"))
    try mill.run()
    if edit.isFree {
      let report = try #require(mill.folder.bytes("out/.stampmill/report.json"))
      let stages = try JSONParser.value(report, file: "report")["stages"]?.members ?? []
      for stage in stages { #expect(stage.value["made"]?.integer == 0, "\(stage.name)") }
    }
    #expect(try mill.find("alpha") == ["a.md"])
    try mill.expectSettled()
    // And back again.
    try mill.setPipeline(Mill.pipeline())
    try mill.run()
    #expect(try mill.hashes() == before)
    try mill.expectSettled()
  }

  @Test func namesTheSettingThatChanged() throws {
    let mill = try mill()
    try mill.setPipeline(
      Mill.pipeline(
        split: #""split": { "use": "by_title", "from": "parse", "max_characters": 200 }"#
      )
    )
    let details = try mill.plan().details
    #expect(details["a.md"]?.contains("split.max_characters: 300 → 200") == true, "\(details)")
  }

  /// Equal documents of two sources with stages of their own.
  @Test func twoSources() throws {
    let mill = try Mill(
      Mill.pipeline(
        files: #"""
          "files": { "use": "folder", "path": "${in}/one" },
          "others": { "use": "folder", "path": "${in}/two" }
          """#,
        lines: #"""
          "read": { "use": "document", "from": "others" },
          "lines": { "use": "jsonl", "from": "read", "to": "${out}/chunks.jsonl" }
          """#
      )
    )
    try mill.write("one/a.md", "# Title\n\nalpha\n")
    try mill.write("two/a.md", "# Title\n\nalpha\n")
    try mill.write("two/b.md", "# Title\n\nbravo\n")
    try mill.run()
    try mill.expectSettled("at first")
    try mill.run()
    try mill.expectSettled("again")
    try mill.write("one/b.md", "# Title\n\nbravo\n")
    try mill.run()
    try mill.expectSettled("with another")
    try mill.folder.remove("in/one/a.md")
    try mill.run()
    try mill.expectSettled("with one less")
    #expect(try mill.find("alpha") == [])
  }

  /// What becomes of a document that failed follows the present rule, not that of the run it failed in.
  @Test func otherRuleForFailures() throws {
    func pipeline(_ rule: String) -> String {
      Mill.pipeline(
        limits: #"{ "failed": 0 }"#,
        parse: #""parse": { "use": "document", "from": "files", "on_error": "\#(rule)" }"#
      )
    }
    let mill = try Mill(pipeline("skip"))
    try mill.write("good.md", "goodness\n")
    try mill.write("bad.md", "\u{0}\u{1}\u{2}\u{0}\u{3}binary")
    for (rule, status) in [("skip", 0), ("quarantine", 1), ("skip", 0), ("fail", 1)]
      as [(String, Int32)]
    {
      try mill.setPipeline(pipeline(rule))
      let outcome = try mill.stampmill("run", "p.json")
      #expect(outcome.status == status, "\(rule): \(outcome.errors)")
      guard rule != "fail" else { continue }
      let word = rule == "skip" ? "skipped" : "quarantined"
      let failures = String(
        decoding: try #require(mill.folder.bytes("out/failures.jsonl")),
        as: UTF8.self
      )
      #expect(failures.contains(#""status":"\#(word)""#), "\(failures)")
      #expect(try !mill.plan().hasWork)
    }
  }

  /// The order in which a file names its stages is nobody's business.
  @Test func otherOrder() throws {
    func pipeline(_ from: String) -> String {
      Mill.pipeline(
        files: """
          "one": { "use": "folder", "path": "in/one" }, "two": { "use": "folder", "path": "in/two" }
          """,
        parse: #""parse": { "use": "document", "from": [\#(from)] }"#
      )
    }
    let mill = try Mill(pipeline(#""one", "two""#))
    try mill.write("one/a.md", "alpha\n")
    try mill.write("two/a.md", "bravo\n")
    try mill.run()
    let before = try mill.hashes()
    try mill.setPipeline(pipeline(#""two", "one""#))
    try mill.run()
    #expect(try mill.hashes() == before)
    try mill.expectSettled()
  }

  /// One search file of chunks that two stages cut, alike or differently.
  @Test(arguments: [300, 150])
  func twoChunkers(size: Int) throws {
    let mill = try Mill(
      Mill.pipeline(
        split: """
          "split": { "use": "by_title", "from": "parse", "max_characters": 300 },
          "small": { "use": "by_title", "from": "parse", "max_characters": \(size) }
          """,
        words: """
          "words": { "use": "fts5", "from": ["split", "small"], "to": "${out}/words.sqlite" }
          """
      )
    )
    try Corpus(documents: 12, seed: 3).write(to: mill.folder)
    try mill.run()
    try mill.expectSettled()
    try mill.write("new.md", "novelty\n")
    try mill.run()
    #expect(try mill.find("novelty") == ["new.md"])
    try mill.expectSettled()
  }

  // MARK: The outputs in other hands

  /// An output that was damaged without a trace only costs the time to make it anew.
  @Test func damagedEarlierIndex() throws {
    let mill = try mill()
    let deed = """
      touch -r out/words.sqlite stamp
      dd if=/dev/urandom of=out/words.sqlite bs=1024 seek=4 count=40 conv=notrunc 2>/dev/null
      touch -r stamp out/words.sqlite; rm stamp
      """
    try #require(try mill.shell(deed).status == 0)
    try mill.write("another.md", "novelty\n")
    try mill.run()
    #expect(try mill.find("novelty") == ["another.md"])
    try mill.expectSettled()
  }

  @Test(
    arguments: [
      "words.sqlite", "chunks.jsonl", "elements.jsonl", "failures.jsonl", "manifest.json",
    ],
    ["rm out/F", "echo x >> out/F", ": > out/F; echo > out/F", "echo y > x && mv x out/F"]
  )
  func meddling(file: String, deed: String) throws {
    let mill = try mill()
    let before = try mill.hashes()
    let outcome = try mill.shell(deed.replacing("F", with: file))
    try #require(outcome.status == 0)
    #expect(try mill.stampmill("verify", "out").status != 0)
    let plan = try mill.plan()
    #expect(plan.hasWork)
    #expect(plan.outputs[file] == "make anew", "\(plan)")
    #expect(plan.reasons == [:])
    try mill.run()
    #expect(try mill.hashes() == before)
    try mill.expectSettled()
  }

  @Test func replacedByEqualBytes() throws {
    let mill = try mill()
    let before = try mill.hashes()
    _ = try mill.shell("for f in out/*; do cp $f x && mv x $f; done")
    #expect(try mill.stampmill("verify", "out").status == 0)
    try mill.run()
    #expect(try mill.hashes() == before)
    try mill.expectSettled()
  }

  /// A file that somebody else put in the place of an old output is not ours to remove.
  @Test func foreignFileInThePlaceOfAnOldOutput() throws {
    let mill = try mill()
    _ = try mill.shell("echo mine > out/elements.jsonl")
    try mill.setPipeline(Mill.pipeline(elements: nil))
    try mill.run()
    #expect(mill.folder.bytes("out/elements.jsonl") == Array("mine\n".utf8))
  }
}
