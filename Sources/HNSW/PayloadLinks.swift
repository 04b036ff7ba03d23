/// Points that share a value of some field, such as a tenant: searches that keep to it need links within it.
package struct PointGroup: Sendable {
  /// The number of the field, from 0.
  package let field: Int
  /// The points, in any order.
  package let points: [UInt32]

  package init(field: Int, points: [UInt32]) {
    self.field = field
    self.points = points
  }
}

/// Adds to a graph the links of small graphs within groups of points.
///
/// As Qdrant does it: a group of no more points than are scanned anyway gets none, and neither does one so large that
/// the graph of all points connects it. Groups of later fields get none if they are connected already.
struct PayloadLinks {
  private(set) var graph: HNSWGraph
  private let parameters: HNSWParameters
  // Which group looked at a point last.
  private var marks: [UInt32] = []
  private var lastMark: UInt32 = 0
  private var isFirst = true
  // What the groups of the field whose turn it is get.
  private var additions: [GroupLinks] = []
  private var isFieldEmpty = true

  init(_ parameters: HNSWParameters, _ graph: HNSWGraph) {
    self.parameters = parameters
    self.graph = graph
  }

  /// Whether a group may get links, as far as its size tells.
  static func mayHaveLinks(_ group: PointGroup, _ parameters: HNSWParameters) -> Bool {
    parameters.ofGroups.m > 0 && group.points.count > max(1, parameters.fullScanThreshold)
  }

  /// Takes up the links of a group of the field whose turn it is.
  mutating func add(
    _ group: PointGroup,
    _ grow: ([UInt32]) throws(HNSWError) -> GroupLinks
  ) throws(HNSWError) {
    let members = Array(Set(group.points)).sorted()
    if let last = members.last, Int(last) >= graph.count {
      throw .unusable("a group names point \(last), and there are \(graph.count)")
    }
    isFieldEmpty = false
    guard parameters.ofGroups.m > 0, members.count > max(1, parameters.fullScanThreshold),
      members.count <= largest
    else { return }
    if !isFirst, connectedShare(members) > 0.99 { return }
    additions.append(try grow(members))
  }

  /// Adds the links of all groups of a field.
  mutating func endField() {
    if !isFieldEmpty { isFirst = false }
    isFieldEmpty = true
    if !additions.isEmpty { merge(additions) }
    additions = []
  }

  /// Up to how many points a group has that the graph of all points does not connect by itself.
  private var largest: Int {
    guard parameters.m > 0, graph.count > 0 else { return .max }
    let links = max(1, graph.levels[0].targets.count)
    return Int(4 * Double(graph.count) * Double(graph.count) / Double(links))
  }

  /// Which share of a group can be reached from its highest point without leaving it.
  private mutating func connectedShare(_ members: [UInt32]) -> Double {
    if marks.isEmpty { marks = [UInt32](repeating: 0, count: graph.count) }
    let (inside, reached) = (lastMark + 1, lastMark + 2)
    lastMark += 2
    for point in members { marks[Int(point)] = inside }
    let levels = members.map { graph.level(of: $0) }
    guard let highest = members.indices.max(by: { levels[$0] < levels[$1] }) else { return 1 }
    var waiting = [members[highest]]
    marks[Int(members[highest])] = reached
    var count = 0
    while let point = waiting.popLast() {
      count += 1
      for other in graph.links(of: point, on: 0) where marks[Int(other)] == inside {
        marks[Int(other)] = reached
        waiting.append(other)
      }
    }
    return Double(count) / Double(members.count)
  }

  private mutating func merge(_ additions: [GroupLinks]) {
    var tops: [UInt32: Int] = [:]
    for point in graph.upperPoints { tops[point] = graph.level(of: point) }
    for group in additions {
      for (point, level) in group.upperLevels { tops[point] = max(tops[point] ?? 0, level) }
      if let entry = group.entry, !graph.entryPoints.contains(where: { $0.point == entry.point }) {
        graph.entryPoints.append(entry)
      }
    }
    let (upper, places) = HNSWGraph.placed(tops.map { ($0.key, $0.value) })
    let top = tops.values.max() ?? 0
    var levels: [HNSWGraph.LinkLists] = []
    for level in 0...top {
      let links = additions.flatMap { level < $0.levels.count ? $0.levels[level] : [] }
        .sortedByOrigin()
      var lists = HNSWGraph.LinkLists()
      if level == 0 {
        var next = 0
        for point in 0..<UInt32(graph.count) {
          lists.targets.append(contentsOf: graph.links(of: point, on: 0))
          lists.appendNew(links, &next, of: point)
        }
      } else {
        var firsts: [UInt32: Int] = [:]
        for (index, link) in links.enumerated() where firsts[link.from] == nil {
          firsts[link.from] = index
        }
        for point in upper where tops[point] ?? 0 >= level {
          lists.targets.append(contentsOf: graph.links(of: point, on: level))
          var next = firsts[point] ?? links.count
          lists.appendNew(links, &next, of: point)
        }
      }
      levels.append(lists)
    }
    graph.upperPoints = upper
    graph.upperPlaces = places
    graph.levels = levels
  }
}
