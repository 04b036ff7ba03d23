import Ledger
import Pipeline
import Scratch
import Testing

/// Documents that go wrong, and what becomes of the others.
@Suite(.timeLimit(.minutes(1))) struct RunnerFailureTests {
  @Test func oneBadDocumentStopsNoOther() async throws {
    let bench = try Bench()
    let summary = try await bench.run(["a=1", "b=fail:encoding", "c=3"])
    #expect(bench.lines() == ["a: 1", "c: 3"])
    #expect(summary.status == .failed, "none may fail unless the file says so")
    #expect(summary.failures.map(\.path) == ["b"])
    let line = try #require(bench.lines("failures.jsonl")?.first)
    #expect(
      line.hasPrefix(
        #"{"document":"b","source":"shelf","status":"quarantined","stage":"read","reason":"encoding","detail":"'b' is no good""#
      )
    )
  }

  @Test func resultsTooLargeForTheCacheFailAlone() async throws {
    let bench = try Bench()
    let long = String(repeating: "x", count: 500)
    let summary = try await bench.run(bench.text(["a=1", "b=\(long)", "c=3"])) {
      $0.largestResult = 400
    }
    #expect(bench.lines() == ["a: 1", "c: 3"])
    #expect(summary.failures.map(\.failure.reason) == ["too-large"])
    #expect(summary.failures.map(\.failure.stage) == ["read"])
  }

  /// How many may fail, and whether three of six are too many.
  @Test(arguments: [
    ("3", Pipeline.ExitStatus.done), ("2", .failed), ("\"50%\"", .done), ("\"49.9%\"", .failed),
    ("0", .failed),
  ])
  func budget(limit: String, expected: Pipeline.ExitStatus) async throws {
    let bench = try Bench()
    let shelf = ["a=1", "b=2", "c=3", "d=fail:x", "e=fail:x:2", "f=fail:x:3"]
    let summary = try await bench.run(bench.text(shelf, limits: "\"failed\": \(limit)"))
    #expect(summary.status == expected)
    #expect(bench.lines()?.count == 3, "what could be made is published either way")
    let given = try await bench.run(bench.text(shelf, limits: "\"failed\": \(limit)")) {
      $0.failed = .count(3)
    }
    #expect(given.status == .done, "the command line has the last word")
  }

  @Test func skippedDocumentsDoNotCount() async throws {
    let bench = try Bench()
    let summary = try await bench.run(["a=1", "b=fail:x"], words: #", "on_error": "skip""#)
    #expect(summary.status == .done)
    #expect((summary.failedCount, summary.skippedCount) == (0, 1))
    #expect(bench.lines() == ["a: 1"])
    #expect(bench.lines("failures.jsonl")?.first?.contains(#""status":"skipped""#) == true)
  }

  @Test func failingRuleEndsTheRun() async throws {
    let bench = try Bench()
    _ = try await bench.run(["a=old"])
    let shelf = ["a=new", "b=fail:x"] + (0..<50).map { "c\($0)=slow:1:\($0)" }
    let error = await #expect(throws: RunError.self) {
      try await bench.run(shelf, words: #", "on_error": "fail""#)
    }
    #expect(error?.status == .failed)
    #expect(error?.description == "'b' failed in 'read', which is to end the run: 'b' is no good")
    #expect(bench.lines() == ["a: old"], "nothing is published")
    #expect(bench.leftovers == [])
  }

  /// How often it fails for now, how many more tries there are, and whether that is enough.
  @Test(arguments: [(1, 1, true), (2, 2, true), (2, 1, false), (1, 0, false), (0, 0, true)])
  func retry(fails: Int, times: Int, isEnough: Bool) async throws {
    let bench = try Bench()
    let retry = ", \"retry\": { \"times\": \(times), \"wait\": \"1ms\" }"
    let summary = try await bench.run(["a=temporary:\(fails)"], words: retry)
    #expect((bench.lines()?.isEmpty == false) == isEnough)
    #expect(bench.probe.count("words") == min(fails, times) + 1)
    #expect(summary.failures.first?.failure.isTemporary == (isEnough ? nil : true))
  }

  @Test func passingTroubleIsTriedAgainInTheNextRun() async throws {
    let bench = try Bench()
    let shelf = ["a=temporary:1", "b=fail:x"]
    _ = try await bench.run(shelf)
    #expect(bench.lines() == [])
    let second = try await bench.run(shelf)
    #expect(bench.lines() == ["a: temporary:1"])
    #expect(second.changes[.retry] == 1)
    #expect(bench.probe.count("words") == 3, "what cannot go better is left alone")
  }

  @Test func slowDocumentIsGivenUp() async throws {
    let bench = try Bench()
    let summary = try await bench.run(["a=slow:20000", "b=2"], words: #", "timeout": "30ms""#)
    #expect(bench.lines() == ["b: 2"])
    #expect(summary.failures.map(\.failure.reason) == ["timeout"])
    #expect(summary.failures.map(\.failure.detail) == ["'a' took longer than 30ms"])
    #expect(bench.probe.count("cancelled") == 1)
  }

  @Test func equalBytesFailEachUnderTheirOwnName() async throws {
    let bench = try Bench()
    let summary = try await bench.run(["b=fail:x", "a=fail:x"])
    #expect(summary.failures.map(\.path) == ["a", "b"])
    #expect(summary.failures.map(\.failure.detail) == ["'a' is no good", "'b' is no good"])
    #expect(bench.probe.count("words") == 1)
  }

  @Test func laterStageFailsAlone() async throws {
    let bench = try Bench()
    let more = """
      "mark": { "use": "mark", "from": "read", "probe": PROBE },
      "marked": { "use": "pile", "from": "mark", "to": "OUT/out/marked.txt" },
      """
    let text = bench.text(["a=1", "b=unmarked"], more: more)
    let summary = try await bench.run(text)
    #expect(bench.lines("marked.txt") == ["a: *1"])
    #expect(bench.lines() == ["a: 1"], "a document is in all outputs or in none")
    #expect(summary.failures.map(\.failure.stage) == ["mark"])
  }

  @Test func unreadableAndVanishedDocuments() async throws {
    let bench = try Bench()
    let summary = try await bench.run(["a=1", "b=unreadable", "c=vanish"])
    #expect(bench.lines() == ["a: 1"])
    #expect(summary.vanished == ["c"])
    #expect(summary.failures.map(\.failure.reason) == ["unreadable"])
    #expect(summary.failures.map(\.failure.stage) == ["shelf"])
    let healed = try await bench.run(["a=1", "b=2"])
    #expect(bench.lines() == ["a: 1", "b: 2"])
    #expect(healed.status == .done)
  }

  @Test func failureThatIsGoneIsForgotten() async throws {
    let bench = try Bench()
    _ = try await bench.run(["a=1", "b=fail:x"])
    let summary = try await bench.run(["a=1"])
    #expect(summary.status == .done)
    #expect(bench.lines("failures.jsonl") == [])
  }

  @Test func interruptedRunKeepsWhatItFinished() async throws {
    let bench = try Bench()
    let shelf = (0..<200).map { "d\($0)=slow:1:\($0)" }
    let control = RunControl()
    bench.probe.whenever("words") { [probe = bench.probe] in
      if probe.count("words") == 20 { control.interrupt(2) }
    }
    let error = await #expect(throws: RunError.self) {
      try await bench.run(bench.text(shelf), control: control)
    }
    #expect(error?.status == .interrupted)
    #expect(bench.lines() == nil)
    let made = bench.probe.count("words")
    #expect(made < 200)
    let summary = try await bench.run(shelf)
    #expect(bench.probe.count("words") == 200, "nothing is made twice")
    #expect(summary.status == .done)
    #expect(bench.lines()?.count == 200)
  }

  @Test func terminatedRunSaysSo() async throws {
    let bench = try Bench()
    let control = RunControl()
    control.interrupt(15)
    let error = await #expect(throws: RunError.self) {
      try await bench.run(bench.text(["a=1"]), control: control)
    }
    #expect(error?.status == .terminated)
  }

  @Test func interruptWhileWritingKeepsTheOldOutputs() async throws {
    let bench = try Bench()
    _ = try await bench.run(["a=1"])
    let control = RunControl()
    bench.probe.whenever("pile") { control.interrupt(2) }
    let error = await #expect(throws: RunError.self) {
      try await bench.run(bench.text(["a=2"]), control: control)
    }
    #expect(error?.status == .interrupted)
    #expect(bench.lines() == ["a: 1"])
    #expect(bench.leftovers == [])
  }
}
