import JSON
import Scratch
import SystemIO
import Testing

/// Graphs of snapshots are gone on with by the next run, and are the same as if nothing had happened.
@Suite(.serialized)
struct KilledSnapshots {
  /// How many times to kill; a soak asks for more.
  private let kills = environmentVariable("STAMPMILL_KILLS").flatMap { Int($0) } ?? 4
  /// What is half done is kept all the time.
  private static let often = ["STAMPMILL_CHECKPOINT_SECONDS": "0.02"]
  private static let rows = 6000

  private func microseconds(_ body: () throws -> Void) rethrows -> Int {
    let start = MonotonicClock.now
    try body()
    return Int((MonotonicClock.now - start) / 1000)
  }

  private func startRun(_ mill: Mill, _ words: String...) throws -> RunningProgram {
    try mill.start(["run", "p.json"] + words, environment: Self.often)
  }

  private func expectRecovery(
    _ mill: Mill,
    _ reference: [String: String],
    _ note: String
  ) throws -> ProgramOutcome {
    let outcome = try mill.stampmill("run", "p.json")
    #expect(outcome.status == 0, "\(note): \(outcome.errors)")
    #expect(try mill.hashes() == reference, "\(note)")
    #expect(mill.halfWritten == [], "\(note)")
    #expect(try mill.stampmill("verify", "out").status == 0, "\(note)")
    return outcome
  }

  // MARK: Runs

  @Test func runsAtAnyMoment() throws {
    let mill = try Mill.withGraph()
    var reference: [String: String] = [:]
    let duration = try microseconds { reference = try mill.freshHashes() }
    var numbers = SeededNumbers(seed: 44)
    for number in 0..<kills {
      try mill.folder.clear("out")
      for _ in 0...(number % 2) {
        let run = try startRun(mill, "--quiet")
        OwnProcess.block(microseconds: numbers.below(duration + duration / 10))
        run.send(.kill)
        _ = run.wait()
      }
      _ = try expectRecovery(mill, reference, "kill \(number)")
    }
  }

  @Test func runsGoOn() throws {
    let mill = try Mill.withGraph()
    let reference = try mill.freshHashes()
    let run = try startRun(mill)
    #expect(mill.wait(for: Mill.halfDone, of: run))
    run.send(.kill)
    _ = run.wait()
    let outcome = try expectRecovery(mill, reference, "killed")
    #expect(outcome.errors.contains("store: goes on with the graph at "), "\(outcome.errors)")

    // Damaged, it is said so, and all is made anew.
    try mill.folder.clear("out")
    let again = try startRun(mill)
    #expect(mill.wait(for: Mill.halfDone, of: again))
    again.send(.kill)
    _ = again.wait()
    var bytes = try #require(mill.folder.bytes(Mill.halfDone))
    bytes[bytes.count / 2] ^= 1
    try mill.folder.write(Mill.halfDone, bytes)
    let anew = try expectRecovery(mill, reference, "damaged")
    #expect(anew.errors.contains("is damaged: its digest is another; the build starts anew"))
  }

  /// What was kept of other documents is not taken, and goes.
  @Test func runsOfOtherDocumentsBeginAnew() throws {
    let mill = try Mill.withGraph()
    let run = try startRun(mill)
    #expect(mill.wait(for: Mill.halfDone, of: run))
    run.send(.kill)
    _ = run.wait()
    try mill.write("doc-0.md", "# Another\n\nab a ab clay.\n")
    let reference = try mill.freshHashes()
    let outcome = try expectRecovery(mill, reference, "changed")
    #expect(!outcome.errors.contains("goes on"), "\(outcome.errors)")
  }

  @Test(arguments: [ProgramSignal.interrupt: 130, .terminate: 143])
  func runsThatAreAskedToEnd(signal: ProgramSignal, status: Int32) throws {
    let mill = try Mill.withGraph()
    let run = try startRun(mill, "--progress", "json")
    #expect(mill.wait(for: Mill.halfDone, of: run))
    run.send(signal)
    var outcome: ProgramOutcome?
    let duration = microseconds { outcome = run.wait() }
    let ended = try #require(outcome)
    #expect(ended.status == status, "\(ended.errors)")
    #expect(ended.errors.contains(#""exit":\#(status)"#))
    #expect(duration < 5_000_000)
    #expect(!mill.folder.exists("out/kb.snapshot"))
    #expect(mill.halfWritten.allSatisfy { $0.contains("half-done") }, "\(mill.halfWritten)")
    let next = try expectRecovery(mill, try mill.freshHashes(), "interrupted")
    #expect(next.errors.contains("store: goes on with the graph at "), "\(next.errors)")
  }

  @Test func runsTellHowFarTheyAre() throws {
    // Events come once a second.
    let mill = try Mill.withGraph(documents: 300, efConstruct: 4000)
    let run = try mill.startRun("--progress", "json")
    #expect(run.waitForErrors(containing: #""activity":"graph""#))
    run.send(.interrupt)
    let events = run.wait().errors.split(separator: "\n").filter { $0.contains("activity") }
    let event = try JSONParser.value(Array((events.first ?? "").utf8), file: "event")
    #expect(event["phase"] == "writing" && event["stage"] == "store")
    let (done, total) = (event["done"]?.integer ?? 0, event["total"]?.integer ?? 0)
    #expect(done < total && total > 5000, "\(event.compact)")
  }

  /// The number of jobs decides nothing.
  @Test func jobs() throws {
    let mill = try Mill.withGraph(documents: 40)
    let one = try mill.freshHashes("--jobs", "1")
    #expect(try mill.freshHashes("--jobs", "8") == one)
    #expect(one["kb.snapshot"] != nil)
  }

  // MARK: Packing

  @Test func packsAtAnyMoment() throws {
    let mill = try Mill()
    let words = try mill.packWords(rows: Self.rows, to: "k.snapshot")
    let duration = try microseconds {
      let outcome = try mill.start(try mill.packWords(rows: Self.rows, to: "r.snapshot")).wait()
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let reference = mill.folder.bytes("r.snapshot")
    var numbers = SeededNumbers(seed: 55)
    for number in 0..<kills {
      for file in mill.folder.files() where file.contains("k.snapshot") {
        try mill.folder.remove(file)
      }
      for _ in 0...(number % 2) {
        let pack = try mill.start(words, environment: Self.often)
        OwnProcess.block(microseconds: numbers.below(duration + duration / 10))
        pack.send(.kill)
        _ = pack.wait()
      }
      let outcome = try mill.start(words).wait()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(mill.folder.bytes("k.snapshot") == reference, "kill \(number)")
      #expect(mill.halfWritten == [], "kill \(number)")
    }
  }

  @Test(arguments: [ProgramSignal.kill: 137, .interrupt: 130, .terminate: 143])
  func packsGoOn(signal: ProgramSignal, status: Int32) throws {
    let mill = try Mill()
    let words = try mill.packWords(rows: Self.rows, to: "k.snapshot")
    let pack = try mill.start(words, environment: Self.often)
    #expect(mill.wait(for: Mill.packedHalf, of: pack))
    pack.send(signal)
    let ended = pack.wait()
    if signal != .kill {
      #expect(ended.status == status, "\(ended.errors)")
      #expect(ended.errors.contains("the same command goes on with the graph"), "\(ended.errors)")
      #expect(mill.halfWritten.allSatisfy { $0.contains("stampmill-graph") })
    }
    #expect(!mill.folder.exists("k.snapshot") && !mill.folder.exists("k.snapshot.checksum"))
    let next = try mill.start(words).wait()
    #expect(next.status == 0)
    #expect(next.errors.hasPrefix("goes on with the graph at "), "\(next.errors)")
    #expect(mill.halfWritten == [])
    _ = try mill.start(try mill.packWords(rows: Self.rows, to: "r.snapshot")).wait()
    #expect(mill.folder.bytes("k.snapshot") == mill.folder.bytes("r.snapshot"))
  }

  @Test func threads() throws {
    let mill = try Mill()
    for threads in ["1", "8"] {
      let words = try mill.packWords(rows: 3000, to: "\(threads).snapshot")
      #expect(
        try mill.start(words + ["--threads", threads, "--datatype", "float16"]).wait().status == 0
      )
    }
    #expect(mill.folder.bytes("1.snapshot") != nil)
    #expect(mill.folder.bytes("1.snapshot") == mill.folder.bytes("8.snapshot"))
  }
}
