import Glibc

/// A system call that failed, with the place it was asked about.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done, as it reads after “cannot”: `open`, `read`, `rename`.
  package let operation: String
  package let path: String
  /// The error number the system gave.
  package let code: Int32

  package init(operation: String, path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The system's own words for the error number.
  package var reason: String {
    String(cString: strerror(code))
  }

  package var description: String {
    "cannot \(operation) '\(path)': \(reason)"
  }

  /// Whether nothing is at the path.
  package var isMissing: Bool {
    code == ENOENT || code == ENOTDIR
  }

  /// Whether the system refused for want of rights.
  package var isPermission: Bool {
    code == EACCES || code == EPERM
  }

  /// Whether nobody took what was to be handed over, for as long as that is waited for.
  package var isStalled: Bool { code == EAGAIN || code == EWOULDBLOCK }

  /// Whether nobody is at the other end any more.
  package var isPeerGone: Bool {
    code == EPIPE || code == ECONNRESET
  }

  /// Whether the disk or the user's share of it is full.
  package var isDiskFull: Bool {
    code == ENOSPC || code == EDQUOT
  }

  /// Whether the file system takes no writes.
  package var isReadOnly: Bool {
    code == EROFS
  }
}

extension SystemError {
  /// The same failure, told of another name of the file.
  package func naming(_ path: String) -> SystemError {
    SystemError(operation: operation, path: path, code: code)
  }

  /// The failure of the call just made on this thread.
  init(failed operation: String, _ path: String) {
    self.init(operation: operation, path: path, code: errno)
  }
}
