/// Why a worker gave no answer.
package struct WorkerFailure: Error, Sendable, Hashable {
  package enum Cause: Sendable, Hashable {
    /// The signal, or the exit status, that it ended with.
    case crashed(signal: Int32?, exit: Int32)
    /// It took longer than it might, by the clock.
    case timeout
    /// It took more time of a processor than it might.
    case processorTime
    /// It wanted more memory than it might have.
    case memory
    /// It wrote more than it might.
    case answerTooLarge
    /// It was killed by somebody else, such as the kernel when memory is short.
    case killed
    /// The work was given up.
    case cancelled
    /// No worker could be started.
    case unavailable(String)
  }

  package var cause: Cause
  /// The page it was at, if it had said so.
  package var page: Int?
  /// Whether that page took most of the time: the others may go well without it.
  package var isPageToBlame: Bool
  /// How long it was at work.
  package var time: Duration

  package init(
    _ cause: Cause,
    page: Int? = nil,
    isPageToBlame: Bool = false,
    time: Duration = .zero
  ) {
    self.cause = cause
    self.page = page
    self.isPageToBlame = isPageToBlame && page != nil
    self.time = time
  }
}
