import ParseWorkers
import Testing

/// How long another try may take, without a page that was to blame for a failure.
@Suite struct RetryTests {
  private static let limits = WorkerLimits(
    time: .seconds(10),
    memory: 1,
    processorSeconds: 9,
    answer: 1
  )

  @Test(
    arguments: [
      ([2], 10),
      ([5], 10),
      ([6], 9),
      ([10], 5),
      ([4, 4], 7),
      ([10, 4], 1),
      ([10, 5], nil),
    ] as [([Int], Int?)]
  )
  func allTriesShareTheTime(spent: [Int], left: Int?) {
    let failures = spent.map {
      WorkerFailure(.memory, page: 1, isPageToBlame: true, time: .seconds($0))
    }
    let limits = Self.limits.forRetry(after: failures)
    #expect(limits?.time == left.map { .seconds($0) })
    #expect(limits.map(\.processorSeconds) ?? 9 == 9)
  }

  @Test func processorTimeIsHalved() {
    let failure = WorkerFailure(.processorTime, page: 3, isPageToBlame: true, time: .seconds(9))
    #expect(Self.limits.forRetry(after: [failure])?.processorSeconds == 5)
    #expect(Self.limits.forRetry(after: [failure])?.time == .seconds(6))
  }
}
