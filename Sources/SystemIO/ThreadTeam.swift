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
  // Every property below is touched only under the lock.
  private let lock = ThreadLock()
  private let beginning = ThreadSignal()
  private let ending = ThreadSignal()
  private var number = 0
  private var busy = 0
  private var isOver = false
  private var work: (@Sendable (Int) -> Void)?

  func begin(_ members: Int, _ work: @escaping @Sendable (Int) -> Void) {
    lock.lock()
    self.work = work
    busy = members
    number += 1
    beginning.wakeAll()
    lock.unlock()
  }

  func wait() {
    lock.lock()
    while busy > 0 { ending.wait(lock) }
    work = nil
    lock.unlock()
  }

  func end() {
    lock.lock()
    isOver = true
    beginning.wakeAll()
    lock.unlock()
  }

  /// The life of a member: it takes part in every round until there are no more.
  func serve(_ member: Int) {
    var seen = 0
    while true {
      lock.lock()
      while number == seen, !isOver { beginning.wait(lock) }
      guard !isOver else {
        lock.unlock()
        return
      }
      seen = number
      let work = work
      lock.unlock()
      work?(member)
      lock.lock()
      busy -= 1
      if busy == 0 { ending.wakeOne() }
      lock.unlock()
    }
  }
}
