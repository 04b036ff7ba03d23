import Synchronization
package import SystemIO

/// Worker processes that documents are handed to, one at a time each.
///
/// They are started when there is something to do, and replaced after a failure, after some hundred
/// documents, and when they have grown. What comes of a document does not depend on which of them worked on
/// it. The waiting is done on threads of the pool's own, so nobody else's are held up.
package final class WorkerPool: Sendable {
  private let program: String
  private let arguments: [String]
  private let documentLimit: Int
  private let threads: WorkerThreads
  private let state = Mutex(State())

  private struct State {
    var idle: [Worker] = []
    var isClosed = false
    var started = 0
    var missing: [String] = []
  }

  /// Makes a pool of at most `count` workers, which are this very program unless another is named.
  ///
  /// Each is replaced after `documentLimit` documents.
  package init(
    count: Int,
    program: String = "/proc/self/exe",
    arguments: [String] = WorkerRole.arguments,
    documentLimit: Int = 500
  ) throws(SystemError) {
    self.program = program
    self.arguments = arguments
    self.documentLimit = documentLimit
    // A worker ends with the thread that started it, so it must be one of these.
    threads = try WorkerThreads(count: count, name: "parse")
  }

  deinit { shutdown() }

  /// Has a document worked on, once a worker is free; all parts of the answer are one.
  package func work(_ request: WorkerRequest) async throws(WorkerFailure) -> [UInt8] {
    let (parts, answer) = try await work(request, into: [UInt8]()) { $0 += $1 }
    return parts + answer
  }

  /// Has a document worked on whose answer may come in parts, which are added to a value as they come.
  ///
  /// They are added on a thread of the pool, and lost with the value when the worker fails after them.
  package func work<Value: Sendable>(
    _ request: WorkerRequest,
    into value: Value,
    _ add: @escaping @Sendable (inout Value, ArraySlice<UInt8>) -> Void
  ) async throws(WorkerFailure) -> (value: Value, answer: ArraySlice<UInt8>) {
    try await withTaskExecutorPreference(threads) { () async throws(WorkerFailure) in
      try self.workHere(request, value, add)
    }
  }

  /// Ends all workers; documents in work are given up.
  package func shutdown() {
    let idle = state.withLock { state in
      state.isClosed = true
      defer { state.idle = [] }
      return state.idle
    }
    for worker in idle { worker.end() }
    threads.shutdown()
  }

  /// How many workers have been started so far.
  package var started: Int { state.withLock { $0.started } }

  /// The numbers of the processes that wait for work.
  package var idleWorkers: [Int32] { state.withLock { $0.idle.map(\.number) } }

  /// The measures of confinement that the last worker could not take on this machine.
  package var missingMeasures: [String] { state.withLock { $0.missing } }

  private func workHere<Value: Sendable>(
    _ request: WorkerRequest,
    _ value: Value,
    _ add: @Sendable (inout Value, ArraySlice<UInt8>) -> Void
  ) throws(WorkerFailure) -> (value: Value, answer: ArraySlice<UInt8>) {
    let worker = try takeWorker(for: request)
    let isFresh = worker.isFresh
    do throws(WorkerFailure) {
      return try tryOnce(worker, request, value, add)
    } catch {
      // One that waited for work may have been killed for reasons that have nothing to do with this
      // document, and one that has worked before may hold memory; a new one tells.
      guard error.cause == .killed || error.cause == .memory && !isFresh else { throw error }
      return try tryOnce(try startWorker(), request, value, add)
    }
  }

  private func tryOnce<Value: Sendable>(
    _ worker: Worker,
    _ request: WorkerRequest,
    _ value: Value,
    _ add: @Sendable (inout Value, ArraySlice<UInt8>) -> Void
  ) throws(WorkerFailure) -> (value: Value, answer: ArraySlice<UInt8>) {
    let watch = Worker.Watch(
      isGivenUp: { Task.isCancelled || self.state.withLock { $0.isClosed } },
      confined: { missing in self.state.withLock { $0.missing = missing } }
    )
    defer { putBack(worker) }
    var value = value
    let answer = try worker.work(request, watch) { add(&value, $0) }
    return (value, answer)
  }

  private func takeWorker(for request: WorkerRequest) throws(WorkerFailure) -> Worker {
    if let worker = state.withLock({ $0.idle.popLast() }) {
      if worker.suits(request) { return worker }
      worker.end()
    }
    return try startWorker()
  }

  private func startWorker() throws(WorkerFailure) -> Worker {
    guard !state.withLock({ $0.isClosed }) else { throw WorkerFailure(.cancelled) }
    let started = try Worker(
      program: program,
      arguments: arguments,
      documentLimit: documentLimit
    )
    state.withLock { $0.started += 1 }
    return started
  }

  private func putBack(_ worker: Worker) {
    let isKept =
      !worker.isSpent
      && state.withLock { state in
        guard !state.isClosed else { return false }
        state.idle.append(worker)
        return true
      }
    if !isKept { worker.end() }
  }
}
