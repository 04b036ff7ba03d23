import Glibc

/// The one owner of a file that lies in memory as far as somebody looks at it.
///
/// The system brings pages in when they are first read, and shares them with all who map the file. The
/// file must not be shortened meanwhile: whoever reads past its new end is ended by the system. Files of
/// models are replaced, never written over.
package final class MappedFile: Sendable {
  package let path: String
  /// How many bytes the file had when it was opened.
  package let count: Int
  // Never written to, and valid until the one owner goes.
  private nonisolated(unsafe) let start: UnsafeMutableRawPointer?

  /// Maps an open file, which may have no name any more.
  package convenience init(_ file: borrowing FileDescriptor) throws(ReadFileError) {
    // A file that is open for writing alone cannot be mapped.
    try self.init("/proc/self/fd/\(file.number)")
  }

  /// Maps a regular file.
  package init(_ path: String) throws(ReadFileError) {
    let (number, status) = try openRegularFile(path)
    // A mapping outlives the descriptor that it was made of.
    let file = FileDescriptor(owning: number, path: path)
    let size = Int(status.size)
    var start: UnsafeMutableRawPointer?
    if size > 0 {
      start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file.number, 0)
      guard start != MAP_FAILED else { throw .system(SystemError(failed: "map", path)) }
    }
    self.path = path
    self.count = size
    self.start = start
  }

  deinit {
    if let start { _ = munmap(start, count) }
  }

  /// Lends a part of the file, which must lie within it.
  package func withBytes<Result, Failure: Error>(
    _ range: Range<Int>,
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes beyond the file")
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    return try body(UnsafeRawBufferPointer(rebasing: bytes[range]).bytes)
  }

  /// Gives the memory back; what is looked at again comes anew from the file.
  package func release() {
    if let start { _ = madvise(start, count, MADV_DONTNEED) }
  }

  /// Asks the system to begin bringing the whole file in.
  package func prefetch() {
    if let start { _ = madvise(start, count, MADV_WILLNEED) }
  }
}
