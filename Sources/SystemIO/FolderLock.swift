import Glibc

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
/// is ever left behind.
package struct FolderLock: ~Copyable {
  private let folder: FileDescriptor

  /// Takes the lock without waiting for it.
  package init(_ path: String) throws(FolderLockError) {
    let number = retryingInterrupted { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard number >= 0 else { throw .system(SystemError(failed: "open", path)) }
    guard retryingInterrupted({ flock(number, LOCK_EX | LOCK_NB) }) == 0 else {
      let failure = SystemError(failed: "lock", path)
      _ = close(number)
      throw failure.code == EWOULDBLOCK ? .busy(path: path) : .system(failure)
    }
    folder = FileDescriptor(owning: number, path: path)
  }

  package var path: String { folder.path }

  /// Gives the lock back; the end of the value's life does so as well.
  package consuming func release() {}
}
