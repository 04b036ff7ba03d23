/// A graph that has grown to its end, and what is to be made of it.
struct GrownGraph {
  let growth: GraphGrowth
  /// The points that are equal, in sets, each with the one that stands for them in the graph first.
  let equals: [[UInt32]]

  /// How many links a point has to others that are equal to it, besides the one that it is reached by.
  private static let branches = 4
  /// How many links of the one that stands for them equal points take over.
  private static let shared = 8

  private var points: [UInt32] { growth.order.points }

  /// The finished graph of `count` points, of which those that did not take part have no links.
  func graph(_ parameters: HNSWParameters, count: Int) -> HNSWGraph {
    let order = growth.order
    var places = [UInt32](repeating: .max, count: count)
    for (place, point) in order.points.enumerated() { places[Int(point)] = UInt32(place) }
    let extra = extraLinks().sortedByOrigin()
    let table = growth.links.level(0)
    var lists = HNSWGraph.LinkLists()
    lists.starts.reserveCapacity(count + 1)
    let total = order.points.indices.reduce(0) { $0 + table.links(of: UInt32($1)).count }
    lists.targets.reserveCapacity(total + extra.count)
    var next = 0
    for point in 0..<count {
      if places[point] != .max { lists.targets.append(contentsOf: links(of: places[point], 0)) }
      lists.appendNew(extra, &next, of: UInt32(point))
    }
    let (upper, upperPlaces) = HNSWGraph.placed(upperLevels)
    var levels = [lists]
    for level in stride(from: 1, through: order.top, by: 1) {
      var lists = HNSWGraph.LinkLists()
      for point in upper.prefix(order.counts[level]) {
        lists.append(links(of: places[Int(point)], level))
      }
      levels.append(lists)
    }
    return HNSWGraph(
      parameters: parameters,
      count: count,
      entryPoints: entry.map { [$0] } ?? [],
      upperPoints: upper,
      levels: levels,
      upperPlaces: upperPlaces
    )
  }

  /// All links as they are added to a graph of more points.
  func groupLinks() -> GroupLinks {
    var levels: [[Link]] = []
    for (level, count) in growth.order.counts.enumerated() {
      var found: [Link] = []
      for place in 0..<count {
        let from = points[place]
        for to in links(of: UInt32(place), level) { found.append(Link(from: from, to: to)) }
      }
      if level == 0 { found += extraLinks() }
      levels.append(found)
    }
    return GroupLinks(levels: levels, upperLevels: upperLevels, entry: entry)
  }

  private var entry: HNSWGraph.EntryPoint? {
    points.first.map { HNSWGraph.EntryPoint(point: $0, level: growth.order.top) }
  }

  private var upperLevels: [(point: UInt32, level: Int)] {
    let count = growth.order.counts.count > 1 ? growth.order.counts[1] : 0
    return (0..<count).map { (points[$0], growth.order.level(at: $0)) }
  }

  private func links(of place: UInt32, _ level: Int) -> [UInt32] {
    let links = growth.links.level(level).links(of: place)
    let points = points
    return (0..<links.count).map { points[Int(links.start[$0])] }
  }

  /// The links that points have beyond their limits.
  private func extraLinks() -> [Link] {
    let points = points
    var extra = LoosePoints.ties(growth).map {
      Link(from: points[Int($0.from)], to: points[Int($0.to)])
    }
    let places = placesOfSets()
    for set in equals {
      // From there a walk goes on to points that are not equal.
      let shared = places[set[0]].map { links(of: $0, 0).prefix(Self.shared) } ?? []
      for (index, point) in set.enumerated() {
        // A tree, so that the last is not far from the first.
        let first = index * Self.branches + 1
        for child in set[min(first, set.count)..<min(first + Self.branches, set.count)] {
          extra.append(Link(from: point, to: child))
        }
        guard index > 0 else { continue }
        extra.append(Link(from: point, to: set[(index - 1) / Self.branches]))
        for other in shared { extra.append(Link(from: point, to: other)) }
      }
    }
    return extra
  }

  private func placesOfSets() -> [UInt32: UInt32] {
    guard !equals.isEmpty else { return [:] }
    let wanted = Set(equals.map { $0[0] })
    var places: [UInt32: UInt32] = [:]
    for (place, point) in points.enumerated() where wanted.contains(point) {
      places[point] = UInt32(place)
    }
    return places
  }
}

/// A link on its own.
struct Link {
  let from: UInt32
  let to: UInt32
}

/// The links within a group of points.
struct GroupLinks {
  let levels: [[Link]]
  let upperLevels: [(point: UInt32, level: Int)]
  let entry: HNSWGraph.EntryPoint?
}

extension [Link] {
  /// The links of one point behind the other, each point's in the order that they had.
  func sortedByOrigin() -> [Link] {
    // Sorting by itself keeps no order among equals.
    indices.sorted { (self[$0].from, $0) < (self[$1].from, $1) }.map { self[$0] }
  }
}

extension HNSWGraph.LinkLists {
  /// Ends the list of a point with those of its links, from the next on, that are not in it yet.
  mutating func appendNew(_ links: [Link], _ next: inout Int, of point: UInt32) {
    let start = starts[starts.count - 1]
    while next < links.count, links[next].from == point {
      // Lists are short.
      if !targets[start...].contains(links[next].to) { targets.append(links[next].to) }
      next += 1
    }
    starts.append(targets.count)
  }
}
