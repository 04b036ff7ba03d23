import JSON
import Scratch
import Testing

/// Runs beside each other, and runs that are asked to stop.
@Suite
struct LockTests {
  private func mill(documents: Int) throws -> Mill {
    let mill = try Mill()
    try Corpus(documents: documents, seed: 12).write(to: mill.folder)
    return mill
  }

  private static let list = Array("a.md\nb.md\n".utf8)

  /// A mill whose runs take the names of documents from their input.
  private func listMill() throws -> Mill {
    let mill = try Mill(
      Mill.pipeline(files: #""files": { "use": "list", "path": "-", "root": "in" }"#)
    )
    try mill.write("a.md", "alpha\n")
    try mill.write("b.md", "bravo\n")
    #expect(try mill.stampmill("run", "p.json", input: Self.list).status == 0)
    return mill
  }

  /// Starts a run that holds the lock and waits for its list for ever.
  private func startWaiting(_ mill: Mill) throws -> RunningProgram {
    try #require(try mill.shell("mkfifo wait").status == 0)
    while true {
      let run = try RunningProgram(
        "/bin/sh",
        ["-c", "exec \"$MILL\" run p.json <>wait"],
        in: mill.folder.path,
        environment: ["MILL": Mill.program]
      )
      while run.isRunning {
        if try mill.stampmill("run", "p.json", input: Self.list).status == 75 { return run }
      }
      // The run that asks may hold the lock just when the other wants it; then the other is refused.
      try #require(run.wait().status == 75)
    }
  }

  @Test func secondRunIsRefused() throws {
    let mill = try listMill()
    let before = try mill.hashes()
    let first = try startWaiting(mill)
    try mill.folder.link("alias", to: "out")
    for name in ["out", "./out/", mill.folder("out"), "alias"] {
      let second = try mill.stampmill("run", "p.json", "--set", "out=\(name)", input: Self.list)
      #expect(second.status == 75, "\(name): \(second.errors)")
      #expect(second.errors.contains("another run is at work on '"), "\(second.errors)")
    }
    // To look is allowed.
    #expect(try mill.stampmill("plan", "p.json", input: Self.list).status == 0)
    #expect(try mill.stampmill("verify", "out").status == 0)
    #expect(try mill.find("alpha") == ["a.md"])
    try #require(try mill.shell("printf 'b.md\\n' > wait").status == 0)
    #expect(first.isRunning)
    // The lock ends with the process that holds it, however that ends.
    first.send(.kill)
    _ = first.wait()
    #expect(try mill.stampmill("run", "p.json", input: Self.list).status == 0)
    #expect(try mill.hashes() == before)
    #expect(mill.leftovers == [])
  }

  /// The lock is held from the beginning of a run to its end.
  @Test func secondRunIsRefusedAllTheTime() throws {
    let mill = try mill(documents: 1500)
    let first = try mill.startRun("--jobs", "1")
    // Until it has made its folder it has nothing to lock.
    while first.isRunning, !mill.folder.exists("out/.stampmill/ledger.sqlite") {}
    var refused = 0
    while first.isRunning {
      let second = try mill.stampmill("run", "p.json")
      // One that comes right after the end finds everything done.
      if second.status == 0, !second.errors.contains(" new") { break }
      #expect(second.status == 75, "\(second.errors)")
      refused += 1
    }
    #expect(first.wait().status == 0)
    #expect(refused > 0)
    try mill.expectSettled()
  }

  @Test func anotherPipelineIsRefused() throws {
    let mill = try mill(documents: 3)
    try mill.run()
    let before = try mill.hashes()
    try mill.setPipeline(Mill.pipeline(name: "another"))
    let outcome = try mill.stampmill("run", "p.json")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("belongs to the pipeline 'test'"), "\(outcome.errors)")
    #expect(try mill.hashes() == before)
  }

  @Test(arguments: [(ProgramSignal.interrupt, 130 as Int32), (.terminate, 143)])
  func interruptedRunsGoOnFromWhereTheyWere(signal: ProgramSignal, status: Int32) throws {
    let mill = try mill(documents: 1500)
    // Files must have been calm for two seconds for their looks to be trusted.
    OwnProcess.block(milliseconds: 2_100)
    var left: [Int] = []
    var last: Int32 = status
    for attempt in 1...40 where last == status {
      let run = try mill.startRun("--jobs", "1", "--progress", "json")
      #expect(run.waitForErrors(containing: #""t":"plan""#))
      OwnProcess.block(milliseconds: 50 * UInt32(attempt))
      run.send(signal)
      let outcome = run.wait()
      last = outcome.status
      left.append(try toDo(outcome))
      guard last == status else { break }
      #expect(outcome.errors.contains("stopping"))
      #expect(outcome.errors.contains("what was finished is kept"), "\(outcome.errors)")
      #expect(mill.leftovers == [])
      #expect(!mill.folder.exists("out/manifest.json"))
    }
    #expect(last == 0)
    #expect(left.count > 1, "the first run was interrupted")
    #expect(left == left.sorted(by: >))
    #expect(left.first == 1500)
    #expect(try #require(left.last) < 1500)
    try mill.expectSettled()
  }

  private func toDo(_ outcome: ProgramOutcome) throws -> Int {
    let line = try #require(
      outcome.errors.split(separator: "\n").first { $0.contains(#""t":"plan""#) }
    )
    let event = try JSONParser.value(Array(line.utf8), file: "event")
    return try #require(event["to_do"]?.integer)
  }

  /// A run that waits for its list for ever ends at the second signal and not at the first.
  @Test func secondInterruptEndsAtOnce() throws {
    let mill = try listMill()
    let before = try mill.hashes()
    // Once it has the lock it also listens to signals.
    let run = try startWaiting(mill)
    run.send(.interrupt)
    #expect(run.waitForErrors(containing: "stopping"))
    OwnProcess.block(milliseconds: 100)
    #expect(run.isRunning)
    run.send(.interrupt)
    #expect(run.wait().status == 130)
    #expect(try mill.hashes() == before)
    #expect(try mill.stampmill("run", "p.json", input: Self.list).status == 0)
    #expect(mill.leftovers == [])
    #expect(try mill.hashes() == before)
  }
}
