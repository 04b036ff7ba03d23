import Glibc

/// The thread that hears of signals through a pipe.
final class SignalListener: Sendable {
  private let readEnd: Int32
  private let onSignal: @Sendable (Int32, Int) -> Void

  init(readEnd: Int32, onSignal: @escaping @Sendable (Int32, Int) -> Void) {
    self.readEnd = readEnd
    self.onSignal = onSignal
  }

  deinit {
    _ = close(readEnd)
  }

  /// Starts the thread, which keeps this object alive until the pipe ends.
  func start() throws(SystemError) {
    try SystemThread(name: "signals", stackSize: 512 << 10) { self.listen() }.detach()
  }

  private func listen() {
    var count = 0
    var byte: UInt8 = 0
    while retryingInterrupted({ read(readEnd, &byte, 1) }) == 1 {
      count += 1
      onSignal(Int32(byte), count)
    }
  }
}
