/// Numbers that lie where vectors of any width are loaded at once.
final class AlignedFloats: @unchecked Sendable {
  let start: UnsafeMutablePointer<Float>
  let count: Int

  /// Room for numbers, all of them zero.
  init(_ count: Int) {
    self.count = count
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Float>.stride,
      alignment: 64
    )
    start = memory.bindMemory(to: Float.self, capacity: max(1, count))
    start.update(repeating: 0, count: count)
  }

  convenience init(_ values: [Float]) {
    self.init(values.count)
    for index in values.indices { start[index] = values[index] }
  }

  deinit { start.deallocate() }
}
