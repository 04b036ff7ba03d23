import Documents
import ParseWorkers
import Pipeline
import Scratch
import Stages
import Synchronization
import SystemIO
import Testing

/// What becomes of a document that has its worker do harm.
@Suite struct FaultTests {
  /// The program that was built together with the tests.
  private static let program = OwnProcess.sibling("stampmill")

  private static func pool(_ count: Int = 1) throws -> WorkerPool {
    try WorkerPool(count: count, program: program, arguments: WorkerRole.arguments + ["--faults"])
  }

  /// Limits that are soon met.
  private static let stage: ParseDocument = {
    var stage = ParseDocument()
    stage.memory = ByteSize(bytes: 128 << 20)
    stage.maxOutput = ByteSize(bytes: 2_000_000)
    return stage
  }()

  private func parse(
    _ text: String,
    in workers: WorkerPool,
    timeout: Int64 = 20_000,
    _ stage: ParseDocument = Self.stage
  ) async throws -> ParsedDocument {
    try await ParseWorker.$workers.withValue(workers) {
      try await stage.process(
        FileContent(bytes: Array(text.utf8), hint: "md"),
        StepContext(path: "a.md", timeout: TimeSpan(milliseconds: timeout))
      ).document
    }
  }

  private func failure(_ text: String, timeout: Int64 = 20_000, _ stage: ParseDocument = Self.stage)
    async throws -> StageFailure
  {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    do {
      let document = try await parse(text, in: workers, timeout: timeout, stage)
      throw ScratchFailure("'\(text)' gave \(document.elements.count) elements")
    } catch let failure as StageFailure {
      // Whatever happened, the next document finds a worker that is well.
      let next = try await parse("# Fine", in: workers)
      #expect(next.elements.map(\.text) == ["Fine"])
      return failure
    }
  }

  @Test(arguments: [
    ("crash", "crashed", "crashed its parser (signal 11)", false),
    ("abort", "crashed", "crashed its parser (signal 6)", false),
    ("stack", "crashed", "crashed its parser (signal 11)", false),
    ("exit", "crashed", "crashed its parser (exit status 3)", false),
    ("allocate", "memory", "needs more than 128MiB of memory to parse", true),
    ("hoard", "memory", "needs more than 128MiB of memory to parse", true),
    ("answer", "output-too-large", "gives more than 2MB when it is parsed", true),
    (
      "chatter", "output-too-large", "gives more than 2MB when it is parsed (it was at page 1)",
      true
    ),
  ])
  func harmIsContained(fault: String, reason: String, detail: String, isTemporary: Bool)
    async throws
  {
    let failure = try await failure("%fault \(fault)")
    #expect(failure == StageFailure(reason, detail, isTemporary: isTemporary))
  }

  @Test func hangingIsCutShort() async throws {
    let failure = try await failure("%fault hang", timeout: 300)
    #expect(
      failure == StageFailure("timeout", "took longer than 300ms to parse", isTemporary: true)
    )
  }

  @Test func processorTimeIsLimited() async throws {
    var stage = Self.stage
    stage.processorTime = TimeSpan(milliseconds: 1000)
    let failure = try await failure("%fault spin", timeout: 60_000, stage)
    #expect(failure.reason == "timeout")
    #expect(failure.detail == "took more than 1s of processor time to parse")
  }

  @Test(arguments: [
    "fork", "execute", "connect", "bind", "create", "remove", "rename", "trace", "kill",
    "signal", "lock",
  ])
  func harmIsRefused(fault: String) async throws {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    let document = try await parse("%fault \(fault)", in: workers)
    #expect(document.elements.map(\.text) == ["Operation not permitted"])
  }

  /// Passwords of documents lie in its memory.
  @Test func memoryOfTheProgramCannotBeSeen() async throws {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    let answer = try await parse("%fault spy", in: workers).elements.map(\.text)
    guard !workers.missingMeasures.contains(where: { $0.hasPrefix("a user of its own") }) else {
      print("memory of the program: skipped, this machine lets nobody have users of his own")
      return
    }
    #expect(answer == ["Permission denied"])
  }

  /// A worker that has used much may be to blame, not the document.
  @Test func memoryIsThatOfOneDocument() async throws {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    var small = Self.stage
    small.memory = ByteSize(bytes: 64 << 20)
    _ = try await parse("# One", in: workers)
    _ = try await parse("# Two", in: workers)
    #expect(workers.started == 1)
    _ = try await parse("# Three", in: workers, small)
    #expect(workers.started == 2, "a limit that is lowered cannot be raised again")
  }

  /// Libraries read tables of their own.
  @Test func readingIsAllowed() async throws {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    #expect(try await parse("%fault read", in: workers).elements.map(\.text) == ["done"])
  }

  // MARK: Pages

  @Test(arguments: [
    ("crash", "which crashed its parser (signal 11)", 20_000),
    ("hoard", "which needs more than 128MiB of memory to parse", 20_000),
    ("hang", "which took longer than 400ms to parse", 400),
  ])
  func restOfTheDocumentIsKept(fault: String, words: String, timeout: Int64) async throws {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    let document = try await parse("%fault \(fault) 7", in: workers, timeout: timeout)
    #expect(document.elements.map(\.pageNumber) == [1, 2, 3, 4, 5, 6, 8, 9, 10])
    #expect(document.lostPages == [7])
    #expect(document.remarks == ["is kept without page 7, \(words)"])
  }

  /// Where one page after the other goes wrong, the document does.
  @Test func triesComeToAnEnd() async throws {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    await #expect {
      try await parse("%fault everywhere 1", in: workers)
    } throws: { error in
      (error as? StageFailure)?.detail == "crashed its parser at page 4 (signal 6)"
    }
    #expect(workers.started == 4)
  }

  // MARK: Many documents

  @Test func workersAreUsedAgainAndReplaced() async throws {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    for index in 0..<20 { _ = try await parse("# Document \(index)", in: workers) }
    #expect(workers.started == 1)
    for index in 0..<1000 { _ = try await parse("# Document \(index)", in: workers) }
    #expect(workers.started == 3, "each is good for 500")
  }

  @Test func resultsDoNotDependOnTheWorker() async throws {
    let texts = (0..<200).map { "# Title \($0)\n\n" + String(repeating: "word ", count: 37 * $0) }
    func parsed(by count: Int) async throws -> [ParsedDocument] {
      let workers = try Self.pool(count)
      defer { workers.shutdown() }
      return try await withThrowingTaskGroup(of: (Int, ParsedDocument).self) { group in
        for (index, text) in texts.enumerated() {
          group.addTask { (index, try await parse(text, in: workers)) }
        }
        var results = [ParsedDocument](repeating: ParsedDocument(), count: texts.count)
        for try await (index, document) in group { results[index] = document }
        return results
      }
    }
    let one = try await parsed(by: 1)
    #expect(try await parsed(by: 5) == one)
    var here: [ParsedDocument] = []
    for text in texts {
      let content = FileContent(bytes: Array(text.utf8), hint: "md")
      here.append(try await Self.stage.process(content, StepContext(path: "")).document)
    }
    #expect(here == one)
  }

  /// Beyond some kilobytes a document goes through a file in memory.
  @Test(arguments: [0, 1, 32_000, 33_000, 3_000_000])
  func sizes(size: Int) async throws {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    let text = String(repeating: "rain ", count: size / 5)
    var stage = Self.stage
    stage.maxOutput = ByteSize(bytes: 100_000_000)
    let document = try await parse(text, in: workers, stage)
    #expect(document.elements.reduce(0) { $0 + $1.text.utf8.count } >= size / 5 * 5 - 5)
  }

  @Test func givenUpWorkEnds() async throws {
    let workers = try Self.pool()
    let task = Task { try await parse("%fault hang", in: workers, timeout: 600_000) }
    while workers.started == 0 { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    await #expect { try await task.value } throws: { ($0 as? StageFailure)?.reason == "cancelled" }
    let second = Task { try await parse("%fault hang", in: workers, timeout: 600_000) }
    while workers.started == 1 { try await Task.sleep(for: .milliseconds(5)) }
    workers.shutdown()
    await #expect { try await second.value } throws: {
      ($0 as? StageFailure)?.reason == "cancelled"
    }
    await #expect { try await parse("# Late", in: workers) } throws: { error in
      (error as? StageFailure)?.reason == "cancelled"
    }
  }

  /// An idle worker may be killed, by the kernel or by a person; nobody's document is to blame.
  @Test func killedWhileIdle() async throws {
    let workers = try Self.pool()
    defer { workers.shutdown() }
    _ = try await parse("# One", in: workers)
    for worker in workers.idleWorkers { OwnProcess.end(worker) }
    #expect(try await parse("# Two", in: workers).elements.map(\.text) == ["Two"])
    #expect(workers.started == 2)
  }

  private final class Ended: Sendable {
    let count = Mutex(0)
  }

  @Test func waitingHoldsNobodyElseUp() async throws {
    let count = Machine.availableProcessors + 2
    let workers = try Self.pool(count)
    defer { workers.shutdown() }
    let ended = Ended()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask {
          _ = try? await parse("%fault hang", in: workers, timeout: 120_000)
          ended.count.withLock { $0 += 1 }
        }
      }
      while workers.started < count { try? await Task.sleep(for: .milliseconds(5)) }
      // Had they taken the threads that all tasks share, this would have to wait for one of them.
      let answer = await Task.detached { 42 }.value
      #expect(answer == 42)
      #expect(ended.count.withLock { $0 } == 0)
      group.cancelAll()
    }
  }
}
