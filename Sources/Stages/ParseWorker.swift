package import ParseWorkers
import Pipeline
package import SystemIO

/// The role in which the program parses documents for another process of itself.
package enum ParseWorker {
  package static let verb = WorkerRole.verb

  /// The workers of whatever is being done; without any, as in tests, documents are parsed right here.
  @TaskLocal package static var workers: WorkerPool?

  /// Parses what is asked for until nobody asks any more.
  package static func serve(_ arguments: [String]) -> Never {
    // Only tests start workers that do harm when a document says so.
    let hasFaults = arguments.contains(DeliberateFault.argument)
    WorkerRole.serve(arguments: arguments) { task, content, progress, part in
      do throws(RecordError) {
        switch try WorkerTask(task) {
        case .parse(let task):
          if hasFaults, let fault = DeliberateFault(content) {
            return fault.answer(task, progress).bytes(part)
          }
          return ParseAnswer(reading: content, task, progress).bytes(part)
        case .draw(let task): return task.answer(content, progress).bytes
        }
      } catch {
        return ParseAnswer.failed(StageFailure("internal", error.description)).bytes(part)
      }
    }
  }

  /// The measures of confinement that this machine does not allow, as a worker finds out.
  package static func missingMeasures() async throws -> [String] {
    let workers = try pool(count: 1)
    defer { workers.shutdown() }
    let stage = ParseDocument()
    _ = try await $workers.withValue(workers) {
      try await stage.process(FileContent(bytes: [], hint: "md"), StepContext(path: ""))
    }
    return workers.missingMeasures
  }

  /// Names the variable that says after how many documents a worker is replaced, for measurements of
  /// what a worker keeps.
  private static let documentLimitVariable = "STAMPMILL_WORKER_DOCUMENTS"

  /// Makes the workers of a run or a verb, to be ended by whoever asked for them.
  package static func pool(count: Int, program: String = "/proc/self/exe") throws(SystemError)
    -> WorkerPool
  {
    let wantsFaults = environmentVariable(DeliberateFault.variable) == "harm"
    return try WorkerPool(
      count: count,
      program: program,
      arguments: WorkerRole.arguments + (wantsFaults ? [DeliberateFault.argument] : []),
      documentLimit: environmentVariable(documentLimitVariable).flatMap(Int.init) ?? 500
    )
  }
}
