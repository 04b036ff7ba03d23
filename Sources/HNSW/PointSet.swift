/// Some of the points, one bit for each.
package struct PointSet: Sendable {
  /// How many are in.
  package private(set) var count = 0
  private(set) var words: [UInt64]

  /// No points of so many.
  package init(capacity: Int) { words = [UInt64](repeating: 0, count: (capacity + 63) / 64 + 1) }

  /// Those of so many points that a rule takes.
  package init(capacity: Int, where takes: (UInt32) -> Bool) {
    self.init(capacity: capacity)
    for point in 0..<UInt32(capacity) where takes(point) { insert(point) }
  }

  package mutating func insert(_ point: UInt32) {
    guard !contains(point) else { return }
    words[Int(point >> 6)] |= 1 << UInt64(point & 63)
    count += 1
  }

  package func contains(_ point: UInt32) -> Bool {
    words[Int(point >> 6)] >> UInt64(point & 63) & 1 == 1
  }
}
