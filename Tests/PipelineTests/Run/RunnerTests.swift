import Ledger
import Pipeline
import Scratch
import Testing

/// What a run makes, whatever its stages do.
@Suite(.timeLimit(.minutes(1))) struct RunnerTests {
  private static let shelf = (0..<60).map { number in
    "d\(number * 37 % 60)=slow:\(number * 7 % 5): text \(number)"
  }

  /// Many workers finish in any order; outputs never show it.
  @Test(arguments: [1, 2, 8])
  func orderIsThatOfPaths(jobs: Int) async throws {
    let bench = try Bench()
    let summary = try await bench.run(Self.shelf, jobs: jobs)
    let paths = (bench.lines() ?? []).map { String($0.prefix { $0 != ":" }) }
    #expect(paths == Self.shelf.map { String($0.prefix { $0 != "=" }) }.sorted())
    #expect(summary.status == .done)
    #expect(summary.changes[.new] == 60)
    #expect(bench.leftovers == [])
  }

  @Test func sameBytesForAnyNumberOfJobs() async throws {
    let digests = try await [1, 2, 8].asyncMap { jobs in
      try await Bench().run(Self.shelf, jobs: jobs).outputs.map(\.output.sha256)
    }
    #expect(Set(digests.map { $0.first }).count == 1, "the pile")
    #expect(digests.allSatisfy { $0.count == 3 })
  }

  @Test func emptySourceGivesEmptyOutputs() async throws {
    let bench = try Bench()
    let summary = try await bench.run([])
    #expect(summary.status == .done)
    #expect(bench.lines() == [])
    #expect(bench.lines("failures.jsonl") == [])
    #expect(bench.lines("manifest.json") != nil)
  }

  @Test func oneStageFeedsTwo() async throws {
    let bench = try Bench()
    let text = bench.text(
      ["a=x y", "b=zzz"],
      more: """
        "mark": { "use": "mark", "from": "read", "probe": PROBE },
        "count": { "use": "count", "from": "read", "probe": PROBE },
        "marked": { "use": "pile", "from": "mark", "to": "OUT/out/marked.txt" },
        "counted": { "use": "pile", "from": "count", "to": "OUT/out/counted.txt" },
        """
    )
    _ = try await bench.run(text)
    #expect(bench.lines() == ["a: x y", "b: zzz"])
    #expect(bench.lines("marked.txt") == ["a: *x y", "b: *zzz"])
    #expect(bench.lines("counted.txt") == ["a: [1, 1]", "b: [3]"])
    #expect(bench.probe.count("words") == 2, "what two stages read is made once")
  }

  @Test func oneStageReadsTwo() async throws {
    let bench = try Bench()
    let text = bench.text(
      ["a=x", "b=y"],
      more: """
        "one": { "use": "mark", "from": "read", "mark": "1", "probe": PROBE },
        "two": { "use": "mark", "from": "read", "mark": "2", "probe": PROBE },
        "both": { "use": "mark", "from": ["one", "two"], "mark": "3", "probe": PROBE },
        """,
      pile: "both"
    )
    let summary = try await bench.run(text)
    #expect(bench.lines() == ["a: 31x", "a: 32x", "b: 31y", "b: 32y"])
    #expect(summary.status == .done)
    #expect(bench.probe.count("mark") == 8)
  }

  @Test func stageReachedByTwoWaysWorksTwice() async throws {
    let bench = try Bench()
    let marks = """
      "mark": { "use": "mark", "from": "read", "probe": PROBE },
      "count": { "use": "count", "from": ["read", "mark"], "probe": PROBE },
      """
    let text = bench.text(["a=xx y"], more: marks, pile: "count")
    _ = try await bench.run(text)
    #expect(bench.lines() == ["a: [3, 1]", "a: [2, 1]"])
    let again = try await bench.run(text)
    #expect(again.isUnchanged)
    #expect(bench.probe.count("count") == 2)
  }

  @Test func twoSourcesShareStages() async throws {
    let bench = try Bench()
    let text = """
      { "name": "bench", "stages": {
        "b": { "use": "shelf", "documents": ["one=1", "two=2"] },
        "a": { "use": "shelf", "documents": ["one=3"] },
        "read": { "use": "words", "from": ["b", "a"] },
        "pile": { "use": "pile", "from": "read", "to": "\(bench.folder.path)/out/pile.txt" } } }
      """
    let summary = try await bench.run(text)
    #expect(Set(bench.lines() ?? []) == ["one: 1", "two: 2", "one: 3"])
    #expect(summary.totals.documents == 3)
    let less = text.replacing(
      "\"b\": { \"use\": \"shelf\", \"documents\": [\"one=1\", \"two=2\"] },",
      with: ""
    )
    .replacing("[\"b\", \"a\"]", with: "\"a\"")
    let after = try await bench.run(less)
    #expect(bench.lines() == ["one: 3"])
    #expect(after.changes[.deleted] == 2)
  }

  @Test func equalBytesAreWorkedOnOnce() async throws {
    let bench = try Bench()
    let summary = try await bench.run(["c=same", "a=same", "b=same", "d=other"])
    #expect(bench.lines() == ["a+b+c: same", "d: other"])
    #expect(bench.probe.count("words") == 2)
    #expect(summary.totals.contents == 2)
    #expect(summary.changes[.duplicate] == 2)
    let less = try await bench.run(["c=same", "b=same", "d=other"])
    #expect(bench.lines() == ["b+c: same", "d: other"])
    #expect(less.changes[.deleted] == 1)
    #expect(bench.probe.count("words") == 2)
  }

  /// What comes and goes between two runs, with the reasons counted for it.
  @Test(
    arguments: [
      (["a=1", "b=2"], [.upToDate: 2], 0), (["a=1"], [.upToDate: 1, .deleted: 1], 0),
      (["a=1", "c=2"], [.upToDate: 1, .renamed: 1], 0),
      (["a=1", "b=3"], [.upToDate: 1, .changed: 1], 1),
      (["a=1", "b=2", "c=3"], [.upToDate: 2, .new: 1], 1), (["a=2", "b=1"], [.changed: 2], 0),
      (["a=1", "b=2", "c=2"], [.upToDate: 2, .duplicate: 1], 0), ([], [.deleted: 2], 0),
      (["a=1", "b=1"], [.upToDate: 1, .changed: 1], 0),
    ] as [([String], [ChangeReason: Int], Int)]
  )
  func changes(documents: [String], expected: [ChangeReason: Int], made: Int) async throws {
    let bench = try Bench()
    _ = try await bench.run(["a=1", "b=2"])
    let summary = try await bench.run(documents)
    #expect(summary.changes.filter { $0.value > 0 } == expected)
    #expect(bench.probe.count("words") - 2 == made)
    let fresh = try Bench()
    _ = try await fresh.run(documents)
    #expect(bench.lines() == fresh.lines(), "as if made from nothing")
  }

  /// A slow stage holds up what feeds it: only so many documents are in the run at once.
  @Test func memoryStaysFlat() async throws {
    let bench = try Bench()
    _ = try await bench.run((0..<300).map { "d\($0)=slow:1:\($0)" }, jobs: 2)
    // 4 waiting for readers and 2 with them, 4 waiting for the step and 2 in it, 1 at the door.
    let bound = 4 * 2 + 2 + 2 * 2 + 2 + 1
    #expect(bench.probe.mostInFlight <= bound)
    #expect(bench.probe.mostInFlight > 2)
  }

  @Test func missingSourceLeavesNoFolder() async throws {
    let bench = try Bench()
    let error = await #expect(throws: RunError.self) { try await bench.run(["missing"]) }
    #expect(error?.status == .missingInput)
    #expect(bench.folder.bytes("out/.stampmill/ledger.sqlite") == nil)
  }

  @Test func folderBelongsToOnePipeline() async throws {
    let bench = try Bench()
    _ = try await bench.run(["a=1"])
    let other = bench.text(["a=1"]).replacing("\"bench\"", with: "\"other\"")
    let error = await #expect(throws: RunError.self) { try await bench.run(other) }
    #expect(error?.status == .cannotCreate)
    #expect(error?.description.contains("belongs to the pipeline 'bench'") == true)
  }

  @Test func secondRunAtOnceIsRefused() async throws {
    let bench = try Bench()
    _ = try await bench.run(["a=1"])
    let lock = try StateFolder(outputs: bench.folder("out")).claim(for: "bench")
    let error = await #expect(throws: RunError.self) { try await bench.run(["a=2"]) }
    #expect(error?.status == .temporary)
    #expect(bench.lines() == ["a: 1"])
    withExtendedLifetime(lock) {}
  }

  @Test func outputThatNoStageWritesAnyMoreGoes() async throws {
    let bench = try Bench()
    let more =
      "\"second\": { \"use\": \"pile\", \"from\": \"read\", \"to\": \"OUT/out/second.txt\" },"
    _ = try await bench.run(bench.text(["a=1"], more: more))
    #expect(bench.lines("second.txt") == ["a: 1"])
    _ = try await bench.run(["a=1"])
    #expect(bench.lines("second.txt") == nil)
    #expect(bench.lines() == ["a: 1"])
  }
}

extension Sequence {
  func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
