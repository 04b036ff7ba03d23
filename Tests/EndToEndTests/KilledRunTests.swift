import Scratch
import SystemIO
import Testing

/// Runs that are killed at any moment leave nothing that a plain run does not put right.
@Suite(.serialized)
struct KilledRuns {
  /// How many times to kill; a soak asks for more.
  private let kills = environmentVariable("STAMPMILL_KILLS").flatMap { Int($0) } ?? 8

  private func measure(_ body: () throws -> Void) rethrows -> Int {
    let start = MonotonicClock.now
    try body()
    return Int((MonotonicClock.now - start) / 1000)
  }

  /// Expects a plain run to bring the outputs to what an undisturbed run made.
  private func expectRecovery(_ mill: Mill, _ reference: [String: String], _ note: String) throws {
    let outcome = try mill.stampmill("run", "p.json")
    #expect(outcome.status == 0, "\(note): \(outcome.errors)")
    #expect(try mill.hashes() == reference, "\(note)")
    #expect(mill.leftovers == [], "\(note)")
    let verification = try mill.stampmill("verify", "out")
    #expect(verification.status == 0, "\(note): \(verification.errors)")
    let plan = try mill.plan()
    #expect(!plan.hasWork, "\(note): \(plan)")
  }

  @Test func firstRun() throws {
    let mill = try Mill()
    try Corpus(documents: 250, seed: 1).write(to: mill.folder)
    var reference: [String: String] = [:]
    let duration = try measure { reference = try mill.freshHashes() }
    var numbers = SeededNumbers(seed: 11)
    for number in 0..<kills {
      try mill.folder.clear("out")
      // Every other time the first attempts to recover are killed as well.
      for _ in 0...(number % 2) {
        let moment = numbers.below(duration + duration / 10)
        let run = try mill.startRun("--quiet")
        OwnProcess.block(microseconds: moment)
        run.send(.kill)
        _ = run.wait()
      }
      try expectRecovery(mill, reference, "kill \(number)")
    }
  }

  @Test func incrementalRun() throws {
    let mill = try Mill()
    var corpora = [Corpus(documents: 250, seed: 2)]
    corpora.append(corpora[0])
    corpora[1].change(80)
    var references: [[String: String]] = []
    for corpus in corpora {
      try corpus.write(to: mill.folder)
      references.append(try mill.freshHashes())
    }
    // The outputs stand at the second corpus; every round goes to the other one.
    try mill.run()
    try corpora[0].write(to: mill.folder)
    let duration = try measure { try mill.run() }
    var numbers = SeededNumbers(seed: 22)
    for number in 0..<kills {
      let next = (number + 1) % 2
      try corpora[next].write(to: mill.folder)
      let moment = numbers.below(duration + duration / 10)
      let run = try mill.startRun("--quiet")
      OwnProcess.block(microseconds: moment)
      run.send(.kill)
      _ = run.wait()
      try expectRecovery(mill, references[next], "kill \(number)")
    }
  }

  /// The moment when files take their names is short, so the test watches for it.
  @Test func publication() throws {
    let mill = try Mill()
    var corpora = [Corpus(documents: 60, seed: 3)]
    corpora.append(corpora[0])
    corpora[1].change(20)
    var references: [[String: String]] = []
    for corpus in corpora {
      try corpus.write(to: mill.folder)
      references.append(try mill.freshHashes())
    }
    try mill.run()
    var numbers = SeededNumbers(seed: 33)
    var halfNamed = 0
    for number in 0..<kills {
      let next = number % 2
      try corpora[next].write(to: mill.folder)
      let run = try mill.startRun("--quiet")
      while run.isRunning, !mill.folder.exists("out/.manifest.json.stampmill-new") {}
      OwnProcess.block(microseconds: numbers.below(6000))
      run.send(.kill)
      _ = run.wait()
      // The manifest is named last.
      let waiting = ["manifest.json", "chunks.jsonl", "words.sqlite"]
        .map { mill.folder.exists("out/.\($0).stampmill-new") }
      if waiting[0], !waiting[1] || !waiting[2] { halfNamed += 1 }
      try expectRecovery(mill, references[next], "kill \(number)")
    }
    // A few kills may all come too early or too late; of many, some must have hit the moment.
    if kills >= 100 { #expect(halfNamed > 0) }
  }
}
