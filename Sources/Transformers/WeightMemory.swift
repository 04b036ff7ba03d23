import ModelFiles
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

  /// A place in memory that goes from one thread to another.
  private struct Place: @unchecked Sendable { let start: UnsafeMutableRawPointer }

  /// Zeros for so many bytes, for as long as this object lives.
  func take(byteCount: Int) -> UnsafeMutableRawPointer {
    let size = (byteCount + 63) & ~63
    let place = state.withLock { state in
      if size <= state.left, let place = state.next {
        state.next = place + size
        state.left -= size
        return Place(start: place)
      }
      let memory = LargeMemory(byteCount: max(size, Self.block))
      state.blocks.append(memory)
      if Self.block - size > state.left {
        state.next = memory.start + size
        state.left = Self.block - size
      }
      return Place(start: memory.start)
    }
    return place.start
  }

  /// About how much a model takes, with what threads work in and what is packed at the same time.
  static func need(of configuration: EncoderConfiguration, _ precision: Precision) -> Int {
    let (width, inner) = (padded(configuration.hiddenSize), padded(configuration.intermediateSize))
    let numbers = configuration.layerCount * (4 * width * width + 2 * width * inner)
    let bytes =
      switch precision {
      case .f32: 4
      case .bf16: 2
      case .int8: 1
      }
    return numbers * bytes + 2 * block
  }
}
