import Synchronization
import SystemIO

/// Where packed weights lie one behind the other, on pages as large as the system has them.
///
/// Each text goes through all of them: with small pages the processor would look for their places as long as it
/// multiplies, and the system would hand them out one by one when a model is loaded.
final class WeightMemory: Sendable {
  private struct State: @unchecked Sendable {
    var blocks: [LargeMemory] = []
    var next: UnsafeMutableRawPointer?
    var left = 0
  }

  private let state = Mutex(State())
  private static let block = 32 << 20

  /// Zeros for so many bytes, for as long as this object lives.
  func take(byteCount: Int) -> UnsafeMutableRawPointer {
    let size = (byteCount + 63) & ~63
    let address = state.withLock { state in
      if size <= state.left, let place = state.next {
        state.next = place + size
        state.left -= size
        return UInt(bitPattern: place)
      }
      let memory = LargeMemory(byteCount: max(size, Self.block))
      state.blocks.append(memory)
      if Self.block - size > state.left {
        state.next = memory.start + size
        state.left = Self.block - size
      }
      return UInt(bitPattern: memory.start)
    }
    guard let place = UnsafeMutableRawPointer(bitPattern: address) else {
      preconditionFailure("memory begins at zero")
    }
    return place
  }
}
