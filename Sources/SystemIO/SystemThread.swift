import CLinux
import Glibc

/// A thread of the system's own, outside of Swift's pool.
package struct SystemThread: Sendable {
  private final class Work: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(name: String, run: @escaping @Sendable () -> Void) {
      self.name = name
      self.run = run
    }
  }

  private let handle: pthread_t

  /// Starts a thread; the system shows no more than 15 bytes of its name.
  package init(
    name: String,
    stackSize: Int,
    run: @escaping @Sendable () -> Void
  ) throws(SystemError) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    let sizing = pthread_attr_setstacksize(&attributes, stackSize)
    guard sizing == 0 else {
      throw SystemError(operation: "start", path: "thread \(name)", code: sizing)
    }
    var handle = pthread_t()
    let work = Unmanaged.passRetained(Work(name: name, run: run))
    let code = pthread_create(
      &handle,
      &attributes,
      { context in
        guard let context else { return nil }
        let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        _ = linux_name_thread(
          pthread_self(),
          String(decoding: work.name.utf8.prefix(15), as: UTF8.self)
        )
        work.run()
        return nil
      },
      work.toOpaque()
    )
    guard code == 0 else {
      work.release()
      throw SystemError(operation: "start", path: "thread \(name)", code: code)
    }
    self.handle = handle
  }

  var isCurrent: Bool {
    pthread_equal(handle, pthread_self()) != 0
  }

  /// Waits for the thread to end.
  package func join() {
    pthread_join(handle, nil)
  }

  /// Leaves the thread to itself.
  func detach() {
    pthread_detach(handle)
  }
}
