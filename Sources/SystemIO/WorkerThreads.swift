import Synchronization

/// A fixed set of threads for work that waits on the system, apart from Swift's shared pool.
///
/// Tasks run here under `withTaskExecutorPreference(workers)`, first come, first served. The threads
/// may block for as long as they like without holding up anything else in the program.
package final class WorkerThreads: TaskExecutor {
  private let queue = WorkerQueue()
  private let threads = Mutex<[SystemThread]>([])

  /// Starts the threads; the system lists them as `<name>-1` and so on.
  package init(
    count: Int,
    name: String = "worker",
    stackSize: Int = 8 << 20
  ) throws(SystemError) {
    let queue = queue
    let executor = asUnownedTaskExecutor()
    for index in 1...max(1, count) {
      let thread = try SystemThread(name: "\(name)-\(index)", stackSize: stackSize) {
        while let job = queue.take() { job.runSynchronously(on: executor) }
      }
      threads.withLock { $0.append(thread) }
    }
  }

  deinit {
    shutdown()
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // A task that outlives the threads must still get to its end.
    if !queue.add(job) { globalConcurrentExecutor.enqueue(job) }
  }

  /// Lets the threads finish what is waiting, then ends them and waits for that.
  package func shutdown() {
    queue.close()
    let ending = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in ending {
      // The last reference may be dropped on one of the threads, which cannot wait for itself.
      if thread.isCurrent { thread.detach() } else { thread.join() }
    }
  }
}
