import Synchronization
import SystemIO

/// Where a run stands, for whoever wants to show it; counted by the tasks, read at any time.
package final class RunProgress: Sendable {
  package enum Phase: Int, Sendable {
    case listing, processing, writing, publishing, ended
  }

  package struct Snapshot: Sendable {
    package var phase: Phase
    package var done: Int
    package var total: Int
    package var failed: Int
    package var bytes: Int
    package var totalBytes: Int
    /// The sink that is being written.
    package var sink: String
    /// What the sink is doing, where it counts something else than documents.
    package var activity: String
    /// When that began, and with how many done.
    package var since: (nanoseconds: Int64, done: Int)
  }

  private let done = Atomic<Int>(0)
  private let failed = Atomic<Int>(0)
  private let bytes = Atomic<Int>(0)
  private let rest = Mutex(Rest())

  private struct Rest {
    var phase = Phase.listing
    var total = 0
    var totalBytes = 0
    var sink = ""
    var activity = ""
    var since: (nanoseconds: Int64, done: Int) = (0, 0)
  }

  package init() {}

  package var snapshot: Snapshot {
    let rest = rest.withLock { $0 }
    return Snapshot(
      phase: rest.phase,
      done: done.load(ordering: .relaxed),
      total: rest.total,
      failed: failed.load(ordering: .relaxed),
      bytes: bytes.load(ordering: .relaxed),
      totalBytes: rest.totalBytes,
      sink: rest.sink,
      activity: rest.activity,
      since: rest.since
    )
  }

  func enter(_ phase: Phase, total: Int = 0, bytes totalBytes: Int = 0, sink: String = "") {
    rest.withLock {
      $0 = Rest(phase: phase, total: total, totalBytes: totalBytes, sink: sink)
    }
    done.store(0, ordering: .relaxed)
    bytes.store(0, ordering: .relaxed)
  }

  /// Takes up how far a sink is with work that is not counted in documents.
  func work(_ activity: String, done count: Int, total: Int) {
    rest.withLock {
      if $0.activity != activity || count < $0.since.done {
        $0.since = (MonotonicClock.now, count)
      }
      $0.activity = activity
      $0.total = total
    }
    done.store(count, ordering: .relaxed)
  }

  func advance(bytes count: Int = 0) {
    done.add(1, ordering: .relaxed)
    if count > 0 { bytes.add(count, ordering: .relaxed) }
  }

  func fail() {
    failed.add(1, ordering: .relaxed)
  }
}

/// Tells a run from outside that it is to end.
package final class RunControl: Sendable {
  private let signal = Atomic<Int32>(0)

  package init() {}

  /// Asks the run to finish what is in hand, keep it, and end.
  package func interrupt(_ number: Int32) {
    signal.store(number, ordering: .relaxed)
  }

  package var isInterrupted: Bool { signal.load(ordering: .relaxed) != 0 }

  /// The exit status that the signal stands for.
  package var status: ExitStatus {
    signal.load(ordering: .relaxed) == 15 ? .terminated : .interrupted
  }
}
