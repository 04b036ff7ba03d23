import Glibc
import Synchronization

/// Why a folder could not be locked.
package enum FolderLockError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another process, or another part of this one, holds the lock.
  case busy(path: String)
  case system(SystemError)

  package var description: String {
    switch self {
    case .busy(let path): "cannot lock '\(path)': it is in use by another process"
    case .system(let error): error.description
    }
  }
}

/// The sole right to change a folder, among all who ask for it in this way.
///
/// The kernel keeps the lock on the open folder and drops it however the process ends, so that nothing
/// is ever left behind. It is held until `release` is called: a value that only its lifetime keeps may
/// end right after its last use.
package final class FolderLock: Sendable {
  package let path: String
  private let folder: Mutex<FileDescriptor?>

  /// Takes the lock without waiting for it.
  package init(_ path: String) throws(FolderLockError) {
    let number = retryingInterrupted { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard number >= 0 else { throw .system(SystemError(failed: "open", path)) }
    guard retryingInterrupted({ flock(number, LOCK_EX | LOCK_NB) }) == 0 else {
      let failure = SystemError(failed: "lock", path)
      _ = close(number)
      throw failure.code == EWOULDBLOCK ? .busy(path: path) : .system(failure)
    }
    self.path = path
    folder = Mutex(FileDescriptor(owning: number, path: path))
  }

  /// Gives the lock back.
  package func release() {
    folder.withLock { folder in
      guard let held = folder.take() else { return }
      // Closing alone would not do: a process that is just being started has the folder open as well.
      held.unlock()
      // Closing a folder that was only locked has nothing to fail at.
      try? held.close()
    }
  }
}
