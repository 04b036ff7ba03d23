import Glibc

/// Jobs in the order they came, handed out to threads that wait for them.
final class WorkerQueue: @unchecked Sendable {
  // Every property below is touched only under the mutex.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let arrival: UnsafeMutablePointer<pthread_cond_t>
  private var jobs: [UnownedJob] = []
  /// How many jobs at the front have been handed out already.
  private var taken = 0
  private var isClosed = false

  init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    arrival = .allocate(capacity: 1)
    arrival.initialize(to: pthread_cond_t())
    pthread_cond_init(arrival, nil)
  }

  deinit {
    pthread_cond_destroy(arrival)
    arrival.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Adds a job; false when the queue takes no more.
  func add(_ job: UnownedJob) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard !isClosed else { return false }
    jobs.append(job)
    pthread_cond_signal(arrival)
    return true
  }

  /// Waits for a job; nil once the queue is closed and has no more.
  func take() -> UnownedJob? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while taken == jobs.count {
      if isClosed { return nil }
      pthread_cond_wait(arrival, mutex)
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
    pthread_mutex_lock(mutex)
    isClosed = true
    pthread_cond_broadcast(arrival)
    pthread_mutex_unlock(mutex)
  }
}
