/// The nearest points of each of many, the nearest first.
package struct NeighbourTable: Sendable, Hashable {
  /// How many each has.
  package let top: Int
  package let points: [UInt32]
  package let distances: [Float]

  package init(top: Int, points: [UInt32], distances: [Float]) {
    self.top = top
    self.points = points
    self.distances = distances
  }

  package var count: Int { top == 0 ? 0 : points.count / top }

  package func neighbours(of index: Int) -> ArraySlice<UInt32> {
    points[index * top..<(index + 1) * top]
  }

  /// Which share of the neighbours of another table are in this one.
  package func recall(of truth: NeighbourTable) -> Double {
    guard truth.top > 0, truth.count > 0 else { return 1 }
    var found = 0
    for index in 0..<truth.count {
      let own = Set(neighbours(of: index))
      found += truth.neighbours(of: index).reduce(0) { $0 + (own.contains($1) ? 1 : 0) }
    }
    return Double(found) / Double(truth.points.count)
  }
}

/// A table that threads fill, each its own rows.
final class TableMemory: @unchecked Sendable {
  private let points: UnsafeMutablePointer<UInt32>
  private let distances: UnsafeMutablePointer<Float>
  private let size: Int
  private let top: Int

  init(count: Int, top: Int) {
    size = count * top
    self.top = top
    points = .allocate(capacity: max(1, size))
    distances = .allocate(capacity: max(1, size))
    points.initialize(repeating: 0, count: size)
    distances.initialize(repeating: 0, count: size)
  }

  deinit {
    points.deallocate()
    distances.deallocate()
  }

  func set(_ row: Int, _ place: Int, _ point: UInt32, _ distance: Float) {
    points[row * top + place] = point
    distances[row * top + place] = distance
  }

  func table() -> NeighbourTable {
    NeighbourTable(
      top: top,
      points: Array(UnsafeBufferPointer(start: points, count: size)),
      distances: Array(UnsafeBufferPointer(start: distances, count: size))
    )
  }
}
