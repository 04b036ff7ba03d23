import Glibc
import Synchronization

/// Threads that do one piece of work after the other, together with the thread that asks for it.
///
/// They wait for each other after each piece, so a piece sees all that the last one did.
package final class ThreadTeam: Sendable {
  /// How many work on a piece, with the one that asks.
  package let count: Int
  private let round = TeamRound()
  private let threads: [SystemThread]

  /// Starts all but one of the threads.
  package init(count: Int, name: String) throws(SystemError) {
    self.count = max(1, count)
    let round = round
    var threads: [SystemThread] = []
    do throws(SystemError) {
      for member in 1..<max(1, count) {
        threads.append(
          try SystemThread(name: "\(name)-\(member)", stackSize: 1 << 20) { round.serve(member) }
        )
      }
    } catch {
      round.end()
      for thread in threads { thread.join() }
      throw error
    }
    self.threads = threads
  }

  deinit {
    round.end()
    for thread in threads { thread.join() }
  }

  /// Has every member do the work, each called with its number, and waits for all.
  package func run(_ work: @escaping @Sendable (Int) -> Void) {
    if count > 1 { round.begin(count - 1, work) }
    work(0)
    if count > 1 { round.wait() }
  }

  /// Shares numbers below `total` out in ranges; which member gets which is up to chance.
  package func share(
    _ total: Int,
    by size: Int,
    _ work: @escaping @Sendable (Int, Range<Int>) -> Void
  ) {
    guard count > 1, total > size else {
      if total > 0 { work(0, 0..<total) }
      return
    }
    let next = SharedCounter()
    run { member in
      while true {
        let start = next.advance(by: size)
        guard start < total else { return }
        work(member, start..<min(total, start + size))
      }
    }
  }
}

/// A number that threads move on.
private final class SharedCounter: Sendable {
  private let value = Atomic(0)

  func advance(by step: Int) -> Int { value.add(step, ordering: .relaxed).oldValue }
}

/// What the members of a team wait for.
private final class TeamRound: @unchecked Sendable {
  // Every property below is touched only under the mutex.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let beginning: UnsafeMutablePointer<pthread_cond_t>
  private let ending: UnsafeMutablePointer<pthread_cond_t>
  private var number = 0
  private var busy = 0
  private var isOver = false
  private var work: (@Sendable (Int) -> Void)?

  init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    beginning = .allocate(capacity: 1)
    beginning.initialize(to: pthread_cond_t())
    pthread_cond_init(beginning, nil)
    ending = .allocate(capacity: 1)
    ending.initialize(to: pthread_cond_t())
    pthread_cond_init(ending, nil)
  }

  deinit {
    pthread_cond_destroy(ending)
    ending.deallocate()
    pthread_cond_destroy(beginning)
    beginning.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func begin(_ members: Int, _ work: @escaping @Sendable (Int) -> Void) {
    pthread_mutex_lock(mutex)
    self.work = work
    busy = members
    number += 1
    pthread_cond_broadcast(beginning)
    pthread_mutex_unlock(mutex)
  }

  func wait() {
    pthread_mutex_lock(mutex)
    while busy > 0 { pthread_cond_wait(ending, mutex) }
    work = nil
    pthread_mutex_unlock(mutex)
  }

  func end() {
    pthread_mutex_lock(mutex)
    isOver = true
    pthread_cond_broadcast(beginning)
    pthread_mutex_unlock(mutex)
  }

  /// The life of a member: it takes part in every round until there are no more.
  func serve(_ member: Int) {
    var seen = 0
    while true {
      pthread_mutex_lock(mutex)
      while number == seen, !isOver { pthread_cond_wait(beginning, mutex) }
      guard !isOver else {
        pthread_mutex_unlock(mutex)
        return
      }
      seen = number
      let work = work
      pthread_mutex_unlock(mutex)
      work?(member)
      pthread_mutex_lock(mutex)
      busy -= 1
      if busy == 0 { pthread_cond_signal(ending) }
      pthread_mutex_unlock(mutex)
    }
  }
}
