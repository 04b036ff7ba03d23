/// Numbers that lie where vectors of any width are loaded at once.
final class Aligned<Number: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let start: UnsafeMutablePointer<Number>
  let count: Int
  /// What the numbers lie in, where they have no memory of their own.
  private let memory: WeightMemory?

  /// Room for numbers, all of them zero.
  init(_ count: Int) {
    self.count = count
    memory = nil
    let size = max(1, count) * MemoryLayout<Number>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    start = memory.bindMemory(to: Number.self, capacity: max(1, count))
  }

  /// Room in memory with others, all of it zero.
  init(_ count: Int, in memory: WeightMemory) {
    self.count = count
    self.memory = memory
    let place = memory.take(byteCount: max(1, count) * MemoryLayout<Number>.stride)
    start = place.bindMemory(to: Number.self, capacity: max(1, count))
  }

  convenience init(_ values: [Number]) {
    self.init(values.count)
    for index in values.indices { start[index] = values[index] }
  }

  deinit { if memory == nil { start.deallocate() } }
}

typealias AlignedFloats = Aligned<Float>
