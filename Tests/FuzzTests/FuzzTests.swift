import ParseWorkers
import Pipeline
import Scratch
import Stages
import SystemIO
import TestSupport
import Testing

/// Broken documents by the thousand, through real workers: `make fuzz`.
///
/// How many is said by `STAMPMILL_FUZZ`, and where they begin by `STAMPMILL_FUZZ_SEED`; the same numbers break
/// the same files in the same way.
@Suite(.serialized) struct FuzzTests {
  private static let count = Int(environmentVariable("STAMPMILL_FUZZ") ?? "") ?? 150
  private static let seed = UInt64(environmentVariable("STAMPMILL_FUZZ_SEED") ?? "") ?? 1

  /// The only words by which a document may fail.
  private static let reasons: Set<String> = [
    "encoding", "binary", "unsupported", "crashed", "timeout", "memory", "output-too-large",
    "too-large", "locked", "no-text-layer", "damaged", "empty",
  ]

  @Test func brokenDocumentsFailInKnownWays() async throws {
    let samples = try FuzzSamples.all()
    #expect(samples.count >= 6)
    let workers = try WorkerPool(count: 2, program: OwnProcess.sibling("stampmill"))
    defer { workers.shutdown() }
    var stage = ParseDocument()
    stage.memory = ByteSize(bytes: 512 << 20)
    stage.maxOutput = ByteSize(bytes: 64_000_000)
    let limit = TimeSpan(milliseconds: 10_000)
    var numbers = SeededNumbers(seed: Self.seed)
    var outcomes: [String: Int] = [:]
    var residentAtStart: Int64 = 0
    for index in 0..<Self.count {
      let sample = numbers.pick(samples)
      let bytes = Mutation.broken(sample.bytes, by: numbers.pick(samples).bytes, &numbers)
      let start = MonotonicClock.now
      let outcome: String
      do {
        let content = FileContent(bytes: bytes, hint: sample.hint)
        _ = try await ParseWorker.$workers.withValue(workers) {
          try await stage.process(content, StepContext(path: sample.name, timeout: limit))
        }
        outcome = "parsed"
      } catch let error as StageFailure {
        outcome = error.reason
        #expect(Self.reasons.contains(error.reason), "\(sample.name), \(index): \(error)")
        // A crash is held, and still something to mend.
        if error.reason == "crashed" { print("\(sample.name), number \(index): \(error.detail)") }
      }
      outcomes[outcome, default: 0] += 1
      // Few tries, each with its time. In the slice all other suites share the machine and its threads.
      let elapsed = Double(MonotonicClock.now - start) / 1e9
      #expect(
        elapsed < (Self.count > 1000 ? 60 : 300),
        "\(sample.name), \(index) took \(elapsed) s"
      )
      if index == Self.count / 4 { residentAtStart = ProcessUsage.current().residentBytes }
    }
    let growth = ProcessUsage.current().residentBytes - residentAtStart
    // In the slice the memory is that of all suites.
    #expect(growth < 128 << 20 || Self.count <= 1000, "grew by \(growth) bytes")
    print(
      "\(Self.count) broken documents of \(samples.count) samples: \(outcomes.sorted { $0.key < $1.key })"
    )
  }

  /// Ten thousand small documents: memory stays where it was, here and in the workers.
  @Test(.enabled(if: environmentVariable("STAMPMILL_FUZZ") != nil))
  func memoryStaysFlat() async throws {
    let workers = try WorkerPool(count: 1, program: OwnProcess.sibling("stampmill"))
    defer { workers.shutdown() }
    let stage = ParseDocument()
    func parse(_ range: Range<Int>) async throws -> Int64 {
      let start = MonotonicClock.now
      try await ParseWorker.$workers.withValue(workers) {
        for index in range {
          let content = FileContent(bytes: Array("# Title \(index)\n\nText.\n".utf8), hint: "md")
          _ = try await stage.process(content, StepContext(path: ""))
        }
      }
      return MonotonicClock.now - start
    }
    func parseHere(_ range: Range<Int>) async throws -> Int64 {
      let start = MonotonicClock.now
      for index in range {
        let content = FileContent(bytes: Array("# Title \(index)\n\nText.\n".utf8), hint: "md")
        _ = try await stage.process(content, StepContext(path: ""))
      }
      return MonotonicClock.now - start
    }
    _ = try await parse(0..<1000)
    let before = ProcessUsage.current().residentBytes
    let time = try await parse(1000..<11_000)
    let growth = ProcessUsage.current().residentBytes - before
    #expect(growth < 8 << 20, "grew by \(growth) bytes")
    #expect(workers.started == 22)
    let here = try await parseHere(1000..<11_000)
    print("10000 documents: \(time / 10_000_000) µs each in a worker, \(here / 10_000_000) µs here")
  }
}
