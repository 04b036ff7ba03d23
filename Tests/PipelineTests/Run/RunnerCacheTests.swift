import Digests
import Ledger
import Pipeline
import Scratch
import Testing

/// What is made again, what is taken from the cache, and what happens when the state is damaged.
@Suite(.timeLimit(.minutes(1))) struct RunnerCacheTests {
  private static let shelf = ["a=1", "b=2", "c=3"]
  private static let chain = """
    "mark": { "use": "mark", "from": "read", "probe": PROBE },
    "count": { "use": "count", "from": "mark", "probe": PROBE },
    """

  @Test func secondRunDoesNothing() async throws {
    let bench = try Bench()
    _ = try await bench.run(Self.shelf)
    let summary = try await bench.run(Self.shelf)
    #expect(summary.isUnchanged)
    #expect(summary.changes[.upToDate] == 3)
    #expect(bench.probe.count("words") == 3)
    #expect(bench.probe.count("pile") == 1)
    #expect(bench.probe.count("delivered") == 3)
  }

  @Test func changedSettingMakesAnewFromThereOn() async throws {
    let bench = try Bench()
    let text = bench.text(Self.shelf, more: Self.chain, pile: "count")
    _ = try await bench.run(text)
    let summary = try await bench.run(
      text.replacing("\"mark\", \"from\"", with: "\"mark\", \"mark\": \"**\", \"from\"")
    )
    #expect(summary.changes[.settings] == 3)
    #expect(bench.lines() == ["a: [3]", "b: [3]", "c: [3]"])
    #expect(bench.probe.count("words") == 3)
    #expect(bench.probe.count("mark") == 6)
    #expect(bench.probe.count("count") == 6)
    #expect(bench.probe.count("delivered") == 3, "not even read again")
  }

  @Test func formerSettingComesFromTheCache() async throws {
    let bench = try Bench()
    _ = try await bench.run(Self.shelf)
    _ = try await bench.run(Self.shelf, words: #", "suffix": "!""#)
    #expect(bench.lines() == ["a: 1!", "b: 2!", "c: 3!"])
    let summary = try await bench.run(Self.shelf)
    #expect(bench.lines() == ["a: 1", "b: 2", "c: 3"])
    #expect(bench.probe.count("words") == 6)
    #expect(summary.status == .done)
  }

  /// Words of a setting that concern how the work is done, not what comes of it.
  @Test(arguments: [#", "jobs": 1"#, #", "timeout": "9s""#, #", "on_error": "skip""#])
  func effortMakesNothingAnew(setting: String) async throws {
    let bench = try Bench()
    _ = try await bench.run(Self.shelf)
    let summary = try await bench.run(Self.shelf, words: setting)
    #expect(summary.isUnchanged)
    #expect(bench.probe.count("words") == 3)
  }

  @Test func forcedStageWorksAgain() async throws {
    let bench = try Bench()
    let text = bench.text(Self.shelf, more: Self.chain, pile: "count")
    _ = try await bench.run(text)
    let summary = try await bench.run(text) { $0.forced = ["mark"] }
    #expect(bench.probe.count("words") == 3)
    #expect(bench.probe.count("mark") == 6)
    #expect(bench.probe.count("count") == 3, "the same words have the same count")
    #expect(summary.isUnchanged)
  }

  @Test func contentThatComesBackIsNotMadeAgain() async throws {
    let bench = try Bench()
    _ = try await bench.run(["a=1"])
    _ = try await bench.run(["a=2"])
    _ = try await bench.run(["a=1"])
    #expect(bench.lines() == ["a: 1"])
    #expect(bench.probe.count("words") == 2)
  }

  /// Whichever result is damaged or lost, the next run that needs it makes it again.
  @Test(arguments: [
    "UPDATE results SET bytes = x'ff'", "UPDATE results SET bytes = x''", "DELETE FROM results",
    "DELETE FROM results WHERE id % 2 = 0", "UPDATE results SET bytes = x'ff' WHERE id % 3 = 1",
    "DROP TABLE results; PRAGMA user_version = 0", "PRAGMA user_version = 99",
  ])
  func damagedCacheIsMadeAnew(damage: String) async throws {
    for (more, pile) in [("", "read"), (Self.chain, "mark"), (Self.chain, "count")] {
      let bench = try Bench()
      // Every stage is read by a sink, so that every result is needed.
      let before = bench.text(Self.shelf, more: more, pile: pile)
      let after = bench.text(["a=1", "b=2", "c=changed"], more: more, pile: pile)
      _ = try await bench.run(before)
      try bench.tamper("cache.sqlite", damage)
      let summary = try await bench.run(after)
      #expect(summary.status == .done)
      let fresh = try Bench()
      _ = try await fresh.run(fresh.text(["a=1", "b=2", "c=changed"], more: more, pile: pile))
      #expect(bench.lines() == fresh.lines())
      let again = try await bench.run(after)
      #expect(again.isUnchanged)
    }
  }

  @Test func lostStateIsMadeAnew() async throws {
    let bench = try Bench()
    _ = try await bench.run(Self.shelf)
    try bench.folder.remove("out/.stampmill/ledger.sqlite")
    let summary = try await bench.run(Self.shelf)
    #expect(summary.status == .done)
    #expect(bench.lines() == ["a: 1", "b: 2", "c: 3"])
    #expect(bench.probe.count("words") == 3, "the cache still has it")
  }

  /// An output that was deleted or changed by somebody else is put right.
  @Test(arguments: [nil, "other"] as [String?])
  func outputOutOfPlaceIsPutBack(text: String?) async throws {
    let bench = try Bench()
    _ = try await bench.run(Self.shelf)
    try bench.folder.remove("out/pile.txt")
    if let text { try bench.folder.write("out/pile.txt", Array(text.utf8)) }
    let summary = try await bench.run(Self.shelf)
    #expect(bench.lines() == ["a: 1", "b: 2", "c: 3"])
    #expect(!summary.isUnchanged)
    #expect(bench.probe.count("words") == 3)
  }

  /// A run that was killed while it gave names is finished by the next.
  @Test(arguments: [0, 1, 2, 3])
  func namesAreGivenToTheEnd(given: Int) async throws {
    let bench = try Bench()
    let whole = try Bench()
    _ = try await bench.run(["a=1"])
    _ = try await whole.run(["a=1", "b=fail:x"])
    let names = ["failures.jsonl", "pile.txt", "manifest.json"]
    // As the killed run left it: finished files beside the old ones, some of them named already.
    let ledger = try Ledger(path: bench.folder("out/.stampmill/ledger.sqlite"))
    try ledger.begin()
    try ledger.setPendingFiles(
      names.map { name in
        PendingFile(
          temporary: bench.folder("out/.\(name).stampmill-new"),
          destination: bench.folder("out/\(name)")
        )
      }
    )
    try ledger.close()
    for (index, name) in names.enumerated() {
      let bytes = whole.folder.bytes("out/\(name)") ?? []
      try bench.folder.write(index < given ? "out/\(name)" : "out/.\(name).stampmill-new", bytes)
    }
    _ = try await bench.run(["a=1", "b=fail:x"])
    for name in ["failures.jsonl", "pile.txt"] {
      #expect(bench.folder.bytes("out/\(name)") == whole.folder.bytes("out/\(name)"))
    }
    #expect(bench.leftovers == [])
  }

  @Test func leftoversOfKilledRunsAreClearedAway() async throws {
    let bench = try Bench()
    _ = try await bench.run(Self.shelf)
    try bench.folder.write("out/.pile.txt.stampmill-new", [1])
    try bench.folder.write("out/.manifest.json.stampmill-new", [1])
    _ = try await bench.run(Self.shelf)
    #expect(bench.leftovers == [])
  }
}
