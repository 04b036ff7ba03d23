import Glibc
import Synchronization

/// Sees to it that one PDF is open at a time in a process, since poppler crashes with two.
///
/// Whoever comes second waits until the first is closed. It waits on its thread: a PDF is opened, read and
/// closed by code that never suspends, so the first one's thread goes on, and no pool of threads can run
/// dry. Only a thread that has one open itself would wait for ever; it is turned away.
enum OpenPDF {
  private static let turnstile = Turnstile()

  /// The thread that has one open; 0 for none.
  private static let holder = Atomic<UInt>(0)

  /// Waits for its turn; false where this thread has a PDF open already.
  static func enter() -> Bool {
    let thread = UInt(pthread_self())
    if holder.load(ordering: .relaxed) == thread { return false }
    turnstile.wait()
    holder.store(thread, ordering: .relaxed)
    return true
  }

  static func leave() {
    holder.store(0, ordering: .relaxed)
    turnstile.signal()
  }
}

/// A semaphore that lets one in; any thread may let the next in.
private final class Turnstile: @unchecked Sendable {
  private let semaphore: UnsafeMutablePointer<sem_t>

  init() {
    semaphore = .allocate(capacity: 1)
    sem_init(semaphore, 0, 1)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  /// A signal that comes meanwhile does not end the waiting.
  func wait() { while sem_wait(semaphore) != 0 {} }

  func signal() { sem_post(semaphore) }
}
