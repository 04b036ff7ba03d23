import Glibc

/// The socket to the program that started this one to work for it, as `SpawnedProgram` lays it.
package struct EmployerSocket: ~Copyable {
  package static let descriptor: Int32 = 3

  /// Takes the socket over; nil when this program was started in another way.
  package init?() {
    var status = stat()
    guard fstat(Self.descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else {
      return nil
    }
    _ = signal(SIGPIPE, SIG_IGN)
  }

  deinit { _ = close(Self.descriptor) }

  /// Waits for bytes and appends them, and takes the file that came along; false at the end.
  package func receive(into bytes: inout [UInt8], _ file: inout MemoryFile?) -> Bool {
    let (count, descriptor) = receiveNext(Self.descriptor, to: &bytes)
    if let descriptor { file = MemoryFile(owning: descriptor) }
    return count > 0
  }

  /// Hands over bytes; false when nobody takes them any more.
  package func send(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { writeFully(Self.descriptor, $0) } == 0
  }
}
