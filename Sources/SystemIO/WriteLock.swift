import Glibc
import Synchronization

/// The sole right to write a file, among all who ask for it in this way.
///
/// The kernel keeps the lock on an empty file beside it, `.<name>.stampmill-lock`, and drops it however the process
/// ends. Only a process that was killed leaves that file over, and whoever comes next takes it.
package final class WriteLock: Sendable {
  private let path: String
  private let file: Mutex<FileDescriptor?>

  /// Takes the lock without waiting for it.
  package init(for target: String) throws(FolderLockError) {
    let path = Self.path(for: target)
    self.path = path
    while true {
      let number = retryingInterrupted { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
      guard number >= 0 else { throw .system(SystemError(failed: "create", path)) }
      let file = FileDescriptor(owning: number, path: path)
      guard retryingInterrupted({ flock(number, LOCK_EX | LOCK_NB) }) == 0 else {
        let failure = SystemError(failed: "lock", path)
        throw failure.code == EWOULDBLOCK ? .busy(path: target) : .system(failure)
      }
      // Whoever had the lock a moment ago may have removed the file that was opened.
      let own = try? FileStatus(descriptor: number, path: path)
      let there = try? FileStatus(path: path, followLinks: false)
      guard let own, own.identity == there?.identity else { continue }
      self.file = Mutex(file)
      return
    }
  }

  /// Gives the lock back, and removes the file while nobody else can have it.
  package func release() {
    file.withLock { file in
      guard let held = file.take() else { return }
      _ = unlink(path)
      held.unlock()
      try? held.close()
    }
  }

  private static func path(for target: String) -> String {
    let split = target.lastIndex(of: "/").map(target.index(after:)) ?? target.startIndex
    return "\(target[..<split]).\(target[split...]).stampmill-lock"
  }
}
