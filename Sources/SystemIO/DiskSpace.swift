import CLinux
import Glibc

/// The file system that a path is on, and its room.
package struct DiskSpace: Hashable, Sendable {
  /// What the user of this process may still fill.
  package let freeBytes: Int64
  package let totalBytes: Int64
  /// The kernel's number for the sort of file system, such as `0xEF53` for ext4.
  package let fileSystemType: UInt32

  package init(path: String) throws(SystemError) {
    var space = statvfs()
    guard retryingInterrupted({ statvfs(path, &space) }) == 0 else {
      throw SystemError(failed: "examine the disk of", path)
    }
    var kind = statfs()
    guard retryingInterrupted({ linux_statfs(path, &kind) }) == 0 else {
      throw SystemError(failed: "examine the disk of", path)
    }
    freeBytes = bytes(space.f_bavail, of: space.f_frsize)
    totalBytes = bytes(space.f_blocks, of: space.f_frsize)
    fileSystemType = UInt32(truncatingIfNeeded: kind.f_type)
  }
}

/// Blocks in bytes; some network file systems claim more room than there are numbers.
private func bytes(_ blocks: some BinaryInteger, of size: some BinaryInteger) -> Int64 {
  let (product, isTooMuch) = Int64(clamping: blocks).multipliedReportingOverflow(
    by: Int64(clamping: size)
  )
  return isTooMuch ? .max : product
}
