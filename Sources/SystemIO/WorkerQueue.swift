/// Jobs in the order they came, handed out to threads that wait for them.
final class WorkerQueue: @unchecked Sendable {
  // Every property below is touched only under the lock.
  private let lock = ThreadLock()
  private let arrival = ThreadSignal()
  private var jobs: [UnownedJob] = []
  /// How many jobs at the front have been handed out already.
  private var taken = 0
  private var isClosed = false

  /// Adds a job; false when the queue takes no more.
  func add(_ job: UnownedJob) -> Bool {
    lock.lock()
    defer { lock.unlock() }
    guard !isClosed else { return false }
    jobs.append(job)
    arrival.wakeOne()
    return true
  }

  /// Waits for a job; nil once the queue is closed and has no more.
  func take() -> UnownedJob? {
    lock.lock()
    defer { lock.unlock() }
    while taken == jobs.count {
      if isClosed { return nil }
      arrival.wait(lock)
    }
    let job = jobs[taken]
    taken += 1
    // The handed-out part is dropped when it is half of all, which keeps the cost per job constant.
    if taken * 2 >= jobs.count {
      jobs.removeFirst(taken)
      taken = 0
    }
    return job
  }

  /// Takes no more jobs; those that are waiting are still handed out.
  func close() {
    lock.lock()
    isClosed = true
    arrival.wakeAll()
    lock.unlock()
  }
}
