import Glibc

/// Memory for what is read at random: zeros, on pages as large as the system has them.
package final class LargeMemory: @unchecked Sendable {
  package let start: UnsafeMutableRawPointer
  private let mapping: UnsafeMutableRawPointer?
  private let size: Int

  private static let page = 2 << 20

  package init(byteCount: Int) {
    guard byteCount >= Self.page else {
      start = .allocate(byteCount: max(64, byteCount), alignment: 64)
      start.initializeMemory(as: UInt8.self, repeating: 0, count: max(64, byteCount))
      mapping = nil
      size = 0
      return
    }
    size = (byteCount + Self.page - 1) / Self.page * Self.page + Self.page
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard
      let mapping = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0), mapping != MAP_FAILED
    else {
      // As the language itself ends where there is no memory.
      preconditionFailure("no memory for \(byteCount) bytes")
    }
    self.mapping = mapping
    let address = (UInt(bitPattern: mapping) + UInt(Self.page) - 1) & ~UInt(Self.page - 1)
    start = mapping + Int(address - UInt(bitPattern: mapping))
    // What does not fill such a page takes small ones, or it would take the whole.
    let whole = byteCount / Self.page * Self.page
    _ = madvise(start, whole, 14)  // MADV_HUGEPAGE, which has no name here
  }

  /// Whether there is so much memory, for those who refuse work before it begins.
  package static func isThere(byteCount: Int) -> Bool {
    guard byteCount >= page else { return true }
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let mapping = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0),
      mapping != MAP_FAILED
    else { return false }
    munmap(mapping, byteCount)
    return true
  }

  deinit {
    if let mapping { munmap(mapping, size) } else { start.deallocate() }
  }

  /// The memory as numbers of a type.
  package func numbers<Number: BitwiseCopyable>(_ type: Number.Type) -> UnsafeMutablePointer<Number>
  {
    start.assumingMemoryBound(to: type)
  }
}
