import CLinux
import Glibc

/// The one owner of a file that lies in memory only and has no name.
package struct MemoryFile: ~Copyable {
  let number: Int32

  /// Makes a file of these pieces, one after the other, that nobody can change any more.
  package init(holding pieces: [[UInt8]]) throws(SystemError) {
    let number = try Self.create()
    var code: Int32 = 0
    for piece in pieces where code == 0 {
      code = piece.withUnsafeBytes { writeFully(number, $0) }
    }
    // Add seals (1033) against further seals, shrinking, growing and writing.
    if code == 0, fcntl(number, 1033, 1 | 2 | 4 | 8) != 0 { code = errno }
    guard code == 0 else {
      _ = close(number)
      throw SystemError(operation: "write", path: "a file in memory", code: code)
    }
    self.init(owning: number)
  }

  private static func create() throws(SystemError) -> Int32 {
    // 3: close when another program is started, and let seals be set.
    let number = linux_memory_file("document", 3)
    guard number >= 0 else { throw SystemError(failed: "create", "a file in memory") }
    return number
  }

  /// Takes over a file that another process has passed on.
  init(owning number: Int32) { self.number = number }

  deinit { _ = close(number) }

  /// Reads a part of the file.
  package func read(_ range: Range<Int>) throws(SystemError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      while count < range.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: raw[count..<range.count])
        let offset = off_t(range.lowerBound + count)
        let got = retryingInterrupted { pread(number, rest.baseAddress, rest.count, offset) }
        guard got > 0 else {
          code = got == 0 ? EIO : errno
          return
        }
        count += got
      }
    }
    guard code == 0 else {
      throw SystemError(operation: "read", path: "a file in memory", code: code)
    }
    return bytes
  }
}
