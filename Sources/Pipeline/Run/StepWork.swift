import Ledger
import SystemIO

extension StepStage {
  /// Does the work with the types erased, as the runner sees it.
  ///
  /// The ports are matched before a run, so a payload of another type is an error of ours; it fails the
  /// document and not the run.
  func process(any input: any Payload, _ context: StepContext) async throws(StageFailure)
    -> any Payload
  {
    guard let typed = input as? Input else {
      throw StageFailure(
        "internal",
        "was handed to '\(Self.kind)' as \(type(of: input)), which takes \(Input.self)"
      )
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

  func run(
    _ input: any Payload,
    _ context: StepContext,
    while goesOn: () -> Bool
  ) async throws(StageFailure) -> any Payload {
    try await options.retry.apply(while: goesOn) { () async throws(StageFailure) in
      try await once(input, context)
    }
  }

  private func once(_ input: any Payload, _ context: StepContext) async throws(StageFailure)
    -> any Payload
  {
    guard let limit = options.timeout, !type(of: stage).keepsTimeLimit else {
      return try await stage.process(any: input, context)
    }
    // A stage gives way by looking at `Task.isCancelled`.
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

extension RetryRule {
  /// Does something, and again after temporary trouble, as often as the rule says and the run goes on.
  func apply<Result>(
    while goesOn: () -> Bool,
    _ work: () async throws(StageFailure) -> Result
  ) async throws(StageFailure) -> Result {
    var pause = wait.duration
    var triesLeft = times
    while true {
      do throws(StageFailure) {
        return try await work()
      } catch {
        guard error.isTemporary, error.reason != StageFailure.vanished, triesLeft > 0, goesOn()
        else { throw error }
        triesLeft -= 1
        await Self.sleep(pause, while: goesOn)
        guard goesOn() else { throw error }
        pause = pause * factor
      }
    }
  }

  /// In short pieces, so that a run that is asked to end does not wait for what nobody wants any more.
  private static func sleep(_ pause: Duration, while goesOn: () -> Bool) async {
    let piece = Duration.milliseconds(100)
    var left = pause
    while left > .zero, goesOn() {
      try? await Task.sleep(for: min(left, piece))
      left -= piece
    }
  }
}
