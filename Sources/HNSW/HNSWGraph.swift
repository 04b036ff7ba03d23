/// A finished graph: for every point the links of each of its levels, the nearest first.
package struct HNSWGraph: Sendable, Hashable {
  package let parameters: HNSWParameters
  /// How many points there are.
  package let count: Int
  /// Where searches begin, the topmost first, then one for each group of points that has links of its own.
  package internal(set) var entryPoints: [EntryPoint]
  /// The points that reach the levels above the lowest, the highest first, and by number among equals.
  package internal(set) var upperPoints: [UInt32]
  /// The links of each level: on the lowest for each point, above it for the first of `upperPoints`.
  package internal(set) var levels: [LinkLists]
  // Where points are among the upper ones, in the order of points.
  var upperPlaces: [UpperPlace]

  package struct EntryPoint: Sendable, Hashable {
    package let point: UInt32
    package let level: Int
  }

  struct UpperPlace: Sendable, Hashable {
    let point: UInt32
    let place: UInt32
  }

  /// Lists one behind the other.
  package struct LinkLists: Sendable, Hashable {
    /// Where each list begins among the targets, and where the last ends.
    package internal(set) var starts: [Int] = [0]
    package internal(set) var targets: [UInt32] = []

    package var count: Int { starts.count - 1 }

    package func list(_ index: Int) -> ArraySlice<UInt32> {
      targets[starts[index]..<starts[index + 1]]
    }

    mutating func append(_ links: some Sequence<UInt32>) {
      targets.append(contentsOf: links)
      starts.append(targets.count)
    }
  }

  /// The highest level of a point.
  package func level(of point: UInt32) -> Int {
    guard let place = upperPlace(of: point) else { return 0 }
    var level = 0
    while level + 1 < levels.count, levels[level + 1].count > place { level += 1 }
    return level
  }

  /// The links of a point on a level that it reaches.
  package func links(of point: UInt32, on level: Int) -> ArraySlice<UInt32> {
    if level == 0 { return levels[0].list(Int(point)) }
    guard level < levels.count, let place = upperPlace(of: point), place < levels[level].count
    else { return [] }
    return levels[level].list(place)
  }

  /// How many links there are in all.
  package var linkCount: Int { levels.reduce(0) { $0 + $1.targets.count } }

  func upperPlace(of point: UInt32) -> Int? {
    var (low, high) = (0, upperPlaces.count)
    while low < high {
      let middle = (low + high) / 2
      if upperPlaces[middle].point < point { low = middle + 1 } else { high = middle }
    }
    guard low < upperPlaces.count, upperPlaces[low].point == point else { return nil }
    return Int(upperPlaces[low].place)
  }

  /// Puts the upper points in their order, for the levels that are known of each.
  static func placed(_ levels: [(point: UInt32, level: Int)]) -> ([UInt32], [UpperPlace]) {
    let upper = levels.sorted { ($1.level, $0.point) < ($0.level, $1.point) }.map(\.point)
    let places = upper.enumerated().map { UpperPlace(point: $1, place: UInt32($0)) }
    return (upper, places.sorted { $0.point < $1.point })
  }
}
