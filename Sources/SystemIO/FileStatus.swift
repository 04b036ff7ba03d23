import Glibc

/// What the system knows of a file without reading it.
package struct FileStatus: Hashable, Sendable {
  package let kind: FileKind
  package let size: Int64
  /// When the content last changed, in nanoseconds since 1970.
  package let modified: Int64
  /// When the content or the status last changed, in nanoseconds since 1970.
  package let changed: Int64
  package let device: UInt64
  package let inode: UInt64
  /// The kind and permission bits.
  package let mode: UInt32
  package let links: UInt64

  /// Asks for the status of the file at a path.
  package init(path: String, followLinks: Bool = true) throws(SystemError) {
    var status = stat()
    let result = fstatat(AT_FDCWD, path, &status, followLinks ? 0 : AT_SYMLINK_NOFOLLOW)
    guard result == 0 else { throw SystemError(failed: "examine", path) }
    self.init(status)
  }

  init(descriptor: Int32, path: String) throws(SystemError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError(failed: "examine", path) }
    self.init(status)
  }

  init(_ status: stat) {
    kind = FileKind(mode: status.st_mode)
    size = Int64(status.st_size)
    modified = nanoseconds(status.st_mtim)
    changed = nanoseconds(status.st_ctim)
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    mode = UInt32(status.st_mode)
    links = UInt64(status.st_nlink)
  }

  /// The pair that tells one file from every other on this machine.
  package var identity: FileIdentity {
    FileIdentity(device: device, inode: inode)
  }

  /// Whether the content is surely the same as when the other status was taken.
  package func sameContent(as other: FileStatus) -> Bool {
    size == other.size && modified == other.modified && changed == other.changed
  }
}

/// The pair of numbers by which the system tells files apart, whatever their names.
package struct FileIdentity: Hashable {
  let device: UInt64
  let inode: UInt64
}

/// A time in nanoseconds since 1970; times past the year 2262 do not fit and stop at the end.
private func nanoseconds(_ time: timespec) -> Int64 {
  let (whole, tooFar) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
  let (sum, tooLong) = whole.addingReportingOverflow(Int64(time.tv_nsec))
  return tooFar || tooLong ? (time.tv_sec < 0 ? .min : .max) : sum
}
