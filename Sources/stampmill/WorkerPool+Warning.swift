import ParseWorkers

extension WorkerPool {
  /// What a user should know of the machine: that harm is less well contained on it than it should be.
  ///
  /// Nil where nothing is missing, and where no worker was needed.
  var warning: String? {
    let missing = missingMeasures
    guard !missing.isEmpty else { return nil }
    return "parsing goes on without \(missing.joined(separator: "; without ")), "
      + "which this machine does not allow"
  }
}
