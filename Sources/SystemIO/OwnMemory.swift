import Glibc

/// How much memory this process has, read quickly and even while it is crashing.
package struct OwnMemory: Sendable {
  private let file: Int32

  /// Opens the kernel's figures; they stay open for the life of the process.
  package init() { file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC) }

  /// What is mapped, and what of that is in memory, in bytes; zero where the kernel does not tell.
  package var current: (mapped: Int64, resident: Int64) { Self.read(file) }

  /// Calls nothing that a signal handler may not.
  static func read(_ file: Int32) -> (mapped: Int64, resident: Int64) {
    withUnsafeTemporaryAllocation(byteCount: 128, alignment: 8) { buffer in
      let count = pread(file, buffer.baseAddress, buffer.count, 0)
      var numbers: (Int64, Int64) = (0, 0)
      var field = 0
      for index in 0..<max(0, count) where field < 2 {
        let byte = buffer[index]
        guard byte >= 0x30, byte <= 0x39 else {
          field += 1
          continue
        }
        let digit = Int64(byte - 0x30)
        if field == 0 {
          numbers.0 = numbers.0 * 10 + digit
        } else {
          numbers.1 = numbers.1 * 10 + digit
        }
      }
      return (numbers.0 * pageSize, numbers.1 * pageSize)
    }
  }

  var descriptor: Int32 { file }
}

private let pageSize = Int64(sysconf(Int32(_SC_PAGESIZE)))
