package import Kernels

/// A point that was found, and how far it is.
package struct Neighbour: Sendable, Hashable {
  package let point: UInt32
  package let distance: Float

  package init(point: UInt32, distance: Float) {
    self.point = point
    self.distance = distance
  }
}

/// Searches a finished graph; one for each thread.
package final class GraphSearcher {
  private let graph: HNSWGraph
  private let rows: VectorRows
  private let metric: Metric
  private let kernels: Kernels
  private var walk: Walk
  private let longest: Int

  package init(
    _ graph: HNSWGraph,
    _ rows: VectorRows,
    metric: Metric,
    kernels: Kernels = Kernels()
  ) {
    self.graph = graph
    self.rows = rows
    self.metric = metric
    self.kernels = kernels
    longest = graph.longestList
    walk = Walk(points: rows.count, room: max(longest, 128))
  }

  /// How a search that takes only some points walks.
  package enum Through: Sendable {
    /// Through all points, so wide that enough of those that are taken come along.
    case all
    /// Only through those that are taken, as Qdrant does: links within groups are made for this.
    case accepted
  }

  /// The nearest points to a query, the nearest first.
  ///
  /// `width` is how many are held while searching (`ef`); the metric `cosine` needs a query of length 1. With a filter
  /// a scan does where few points may be found.
  package func search(
    _ query: [Float],
    top: Int,
    width: Int,
    filter: PointSet? = nil,
    through: Through = .all
  ) throws(HNSWError) -> [Neighbour] {
    guard query.count == rows.width else {
      throw .unusable("the query has \(query.count) numbers, and the vectors have \(rows.width)")
    }
    guard query.allSatisfy(\.isFinite) else {
      throw .unusable("the query has a number that is not finite")
    }
    guard case .floats = rows.numbers else {
      throw .unusable("codes are searched with a query of codes")
    }
    return search(VectorRows(query, width: query.count), 0, top, width, filter, through)
  }

  /// The nearest points to one of some rows, which have the form of those that are searched.
  package func search(
    _ queries: VectorRows,
    _ index: Int,
    _ top: Int,
    _ width: Int,
    _ filter: PointSet?,
    _ through: Through
  ) -> [Neighbour] {
    let query = Query(queries, at: index, rows, metric, kernels)
    let width = min(max(width, top), max(1, rows.count))
    let available = filter?.count ?? rows.count
    guard top > 0, available > 0 else { return [] }
    guard available > graph.parameters.fullScanThreshold, !graph.entryPoints.isEmpty else {
      return scan(query, top, filter)
    }
    guard let filter else {
      descend(query, nil, width)
      return nearest(top, nil)
    }
    if through == .accepted {
      descend(query, filter, width)
      return nearest(top, filter)
    }
    // As many times wider as there are more points than may be found, and somewhat for bad luck.
    let wide = Int((1.3 * Double(width) * Double(rows.count) / Double(available)).rounded(.up))
    guard wide * 8 < available else { return scan(query, top, filter) }
    descend(query, nil, min(wide, rows.count))
    let found = nearest(.max, filter)
    // Too few for the width: they lie elsewhere, where this walk did not look.
    guard found.count * 2 >= min(width, available) else { return scan(query, top, filter) }
    return Array(found.prefix(top))
  }

  private func descend(_ query: Query, _ filter: PointSet?, _ width: Int) {
    if walk.room < max(width, longest) {
      walk = Walk(points: rows.count, room: max(width, longest))
    }
    let entries = graph.entryPoints
    // The highest that may be found, else the highest.
    let taken = filter.flatMap { filter in entries.first { filter.contains($0.point) } }
    let entry = taken ?? entries[0]
    walk.begin(at: CollectionOfOne(entry.point), query)
    for level in stride(from: entry.level, through: 0, by: -1) {
      if level < entry.level { walk.descend() }
      let width = level == 0 ? width : 1
      graph.withLinks(on: level) { links in
        guard let filter else { return walk.run(links, query, width: width) }
        filter.words.withUnsafeBufferPointer { words in
          walk.run(links, query, width: width, accepting: words.baseAddress)
        }
      }
    }
  }

  private func nearest(_ top: Int, _ filter: PointSet?) -> [Neighbour] {
    var result: [Neighbour] = []
    for index in 0..<walk.count where result.count < top {
      let entry = walk.found[index]
      let point = Walk.point(entry)
      guard filter?.contains(point) ?? true else { continue }
      result.append(
        Neighbour(point: point, distance: rows.distance(Walk.rank(entry), metric))
      )
    }
    return result
  }

  private func scan(_ query: Query, _ top: Int, _ filter: PointSet?) -> [Neighbour] {
    var nearest = NearestList(top: min(top, rows.count))
    var waiting = 0
    for point in 0..<UInt32(rows.count) where filter?.contains(point) ?? true {
      walk.picks[waiting] = point
      waiting += 1
      if waiting == walk.room { measure(query, &waiting, &nearest) }
    }
    measure(query, &waiting, &nearest)
    return nearest.entries.map {
      Neighbour(point: Walk.point($0), distance: rows.distance(Walk.rank($0), metric))
    }
  }

  private func measure(_ query: Query, _ waiting: inout Int, _ nearest: inout NearestList) {
    query.rank(walk.picks, waiting, walk.ranks)
    for index in 0..<waiting { nearest.add(Walk.entry(walk.ranks[index], walk.picks[index])) }
    waiting = 0
  }
}

extension HNSWGraph {
  /// The most links that a point has.
  var longestList: Int {
    levels.reduce(0) { longest, lists in
      (0..<lists.count).reduce(longest) { max($0, lists.starts[$1 + 1] - lists.starts[$1]) }
    }
  }

  func withLinks(on level: Int, _ body: (ListedLinks) -> Void) {
    let lists = levels[level]
    lists.starts.withUnsafeBufferPointer { starts in
      lists.targets.withUnsafeBufferPointer { targets in
        guard let starts = starts.baseAddress else { return }
        let empty = UnsafePointer<UInt32>(bitPattern: MemoryLayout<UInt32>.alignment)
        guard let targets = targets.baseAddress ?? empty else { return }
        body(ListedLinks(graph: level == 0 ? nil : self, starts: starts, targets: targets))
      }
    }
  }
}

/// The links of one level of a finished graph.
struct ListedLinks: LinkSource {
  // Only where lists do not go by the numbers of points.
  let graph: HNSWGraph?
  let starts: UnsafePointer<Int>
  let targets: UnsafePointer<UInt32>

  @inline(__always) func links(of point: UInt32) -> (start: UnsafePointer<UInt32>, count: Int) {
    var index = Int(point)
    if let graph {
      guard let place = graph.upperPlace(of: point) else { return (targets, 0) }
      index = place
    }
    return (targets + starts[index], starts[index &+ 1] &- starts[index])
  }
}
