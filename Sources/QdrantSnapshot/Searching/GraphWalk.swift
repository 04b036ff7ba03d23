/// Searches a segment through the graph that is stored in it, reading only what it meets.
struct GraphWalk {
  private let graph: GraphReader
  private let vectors: StoredVectors
  private let query: VectorQuery
  private var numbers: [Float] = []
  private var seen: BitMask

  init(_ graph: GraphReader, _ vectors: StoredVectors, _ query: VectorQuery) {
    self.graph = graph
    self.vectors = vectors
    self.query = query
    seen = BitMask(count: vectors.count)
  }

  /// The nearest rows that are taken, of `width` that are held while searching.
  mutating func search(
    width: Int,
    accepts: (Int) -> Bool
  ) throws(SnapshotError) -> NearestRows {
    // As a server does: from the first entry that may be found, else from the first.
    let usable = graph.entryPoints.first { accepts(Int($0.point)) } ?? graph.entryPoints.first
    guard let entry = usable else { return NearestRows(most: width) }
    var best = (row: Int(entry.point), nearness: nearness(of: Int(entry.point)))
    for level in stride(from: entry.level, to: 0, by: -1) {
      var isNearer = true
      while isNearer {
        isNearer = false
        for link in try graph.links(of: best.row, on: level) {
          let near = nearness(of: Int(link))
          if near > best.nearness { (best, isNearer) = ((Int(link), near), true) }
        }
      }
    }
    return try searchLowest(from: best, width: width, accepts)
  }

  private mutating func searchLowest(
    from start: (row: Int, nearness: Float),
    width: Int,
    _ accepts: (Int) -> Bool
  ) throws(SnapshotError) -> NearestRows {
    var held = NearestRows(most: width)
    var followed: Set<Int> = []
    held.add(start.row, start.nearness)
    seen[start.row] = true
    var next = 0
    while next < held.rows.count {
      let row = held.rows[next].row
      guard followed.insert(row).inserted else {
        next += 1
        continue
      }
      for link in try graph.links(of: row, on: 0) where !seen[Int(link)] {
        seen[Int(link)] = true
        if let place = held.add(Int(link), nearness(of: Int(link))) { next = min(next, place) }
      }
    }
    var found = NearestRows(most: width)
    for (row, nearness) in held.rows where accepts(row) { found.add(row, nearness) }
    return found
  }

  private mutating func nearness(of row: Int) -> Float {
    vectors.row(row, into: &numbers)
    return query.nearness(of: numbers)
  }
}
