extension WorkerLimits {
  /// What a document may take in another try, without the pages that were to blame for some failures; nil when
  /// there is no time left for one.
  ///
  /// All tries together may take half as long again as one alone: a page to blame for time took most of it,
  /// so the others need no more than that.
  package func forRetry(after failures: [WorkerFailure]) -> WorkerLimits? {
    var limits = self
    limits.time = min(time, time * 3 / 2 - failures.reduce(.zero) { $0 + $1.time })
    for failure in failures where failure.cause == .processorTime {
      limits.processorSeconds = (limits.processorSeconds + 1) / 2
    }
    return limits.time > .zero ? limits : nil
  }
}
