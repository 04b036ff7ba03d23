import ParseWorkers
import Scratch
import SystemIO
import Testing

/// Programs that do not speak as workers do.
@Suite struct StrangeProgramTests {
  private static let limits = WorkerLimits(
    time: .seconds(20),
    memory: 1 << 30,
    processorSeconds: 20,
    answer: 1000
  )

  private func cause(of script: String) async throws -> WorkerFailure.Cause? {
    let workers = try WorkerPool(count: 1, program: "/bin/sh", arguments: ["-c", script])
    defer { workers.shutdown() }
    do {
      _ = try await workers.work(WorkerRequest(task: [1], content: [2], limits: Self.limits))
      return nil
    } catch {
      return error.cause
    }
  }

  /// The words of a worker that is ready: eight bytes follow, all zero.
  private static let ready = #"printf '\010\0\0\0\0\0\0\001\0\0\0\0\0\0\0\0' >&3"#

  @Test(
    arguments: [
      ("printf 'nonsense' >&3; sleep 5", .crashed(signal: nil, exit: 0)),
      ("exit 3", .unavailable("a worker ended before it began to work")),
      (
        "echo no library >&2; exit 127",
        .unavailable("a worker ended before it began to work: no library")
      ),
      ("\(ready); exit 4", .crashed(signal: nil, exit: 4)),
      ("\(ready); kill -9 $$", .killed),
      ("\(ready); echo 'terminate: std::bad_alloc' >&2; kill -6 $$", .memory),
      // An answer of a million bytes and more is announced, of which none comes.
      (#"\#(ready); printf '\0\0\0\001\0\0\0\003' >&3; sleep 5"#, .answerTooLarge),
      // It begins twice, which would set back the clock.
      ("\(ready); \(ready); sleep 5", .crashed(signal: nil, exit: 0)),
      // It says that all memory there can be is mapped, and ends.
      (
        #"printf '\010\0\0\0\0\0\0\001\377\377\377\377\377\377\377\177' >&3; exit 4"#,
        .crashed(signal: nil, exit: 4)
      ),
      // A message that is too short for its kind.
      (#"\#(ready); printf '\001\0\0\0\0\0\0\003x' >&3; sleep 5"#, .crashed(signal: nil, exit: 0)),
    ] as [(String, WorkerFailure.Cause)]
  )
  func areFoundOut(script: String, cause: WorkerFailure.Cause) async throws {
    #expect(try await self.cause(of: script) == cause)
  }

  @Test func oneThatIsNotThere() async throws {
    let workers = try WorkerPool(count: 1, program: "/nowhere/worker")
    defer { workers.shutdown() }
    await #expect {
      try await workers.work(WorkerRequest(task: [], content: [], limits: Self.limits))
    } throws: { error in
      guard case .unavailable(let reason)? = (error as? WorkerFailure)?.cause else { return false }
      return reason.contains("/nowhere/worker")
    }
  }

  @Test func verbIsForTheProgramItself() throws {
    let program = try RunningProgram(
      OwnProcess.sibling("stampmill"),
      ["parse-worker", "1"],
      in: "/"
    )
    let outcome = program.wait()
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("'parse-worker' is how the program starts itself"))
  }
}
