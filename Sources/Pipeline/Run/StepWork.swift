import Ledger
import SystemIO

extension StepStage {
  /// Does the work with the types erased, as the runner sees it.
  ///
  /// The planner has matched the ports, so a payload of another type is an error of ours.
  func process(any input: any Payload, _ context: StepContext) async throws(StageFailure)
    -> any Payload
  {
    guard let typed = input as? Input else {
      preconditionFailure("'\(Self.kind)' was handed \(type(of: input)) instead of \(Input.self)")
    }
    return try await process(typed, context)
  }

  /// Reads a result of this stage back from the bytes of the cache.
  func decode(_ bytes: [UInt8]) throws(RecordError) -> any Payload {
    var reader = RecordReader(bytes)
    return try Output(from: &reader)
  }
}

/// Runs one step on one document by the rules of its stage: time limit, tries.
struct StepWork: Sendable {
  let stage: any StepStage
  let options: StageOptions

  func run(_ input: any Payload, _ context: StepContext) async throws(StageFailure) -> any Payload {
    var pause = options.retry.wait.duration
    var triesLeft = options.retry.times
    while true {
      do throws(StageFailure) {
        return try await once(input, context)
      } catch {
        guard error.isTemporary, triesLeft > 0, !Task.isCancelled else { throw error }
      }
      triesLeft -= 1
      try? await Task.sleep(for: pause)
      pause = pause * options.retry.factor
    }
  }

  private func once(_ input: any Payload, _ context: StepContext) async throws(StageFailure)
    -> any Payload
  {
    guard let limit = options.timeout else {
      return try await stage.process(any: input, context)
    }
    // A stage gives way by looking at `Task.isCancelled`; one in a process of its own is ended.
    let outcome = await withTaskGroup(of: Result<any Payload, StageFailure>?.self) { group in
      group.addTask {
        do throws(StageFailure) {
          return .success(try await stage.process(any: input, context))
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await Task.sleep(for: limit.duration)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    guard let outcome else {
      throw StageFailure(
        "timeout",
        "took longer than \(limit.description)",
        isTemporary: true
      )
    }
    return try outcome.get()
  }
}

extension StepStage {
  /// Whether the items of its results have ids of their own in outputs.
  var identifiesItems: Bool { Output.givesIdentities }
}
