/// The nearest of all segments, each point once.
struct SnapshotHits {
  private struct Hit {
    var row: Int
    var score: Float
    var nearness: Float
    var shard: SnapshotShard
    var segment: SnapshotSegment
  }

  private var found: [Hit] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func add(
    _ rows: NearestRows,
    of segment: SnapshotSegment,
    in shard: SnapshotShard,
    score: (Float) -> Float
  ) throws(SnapshotError) {
    for (row, nearness) in rows.rows {
      found.append(
        Hit(row: row, score: score(nearness), nearness: nearness, shard: shard, segment: segment)
      )
    }
  }

  func hits() throws(SnapshotError) -> [SnapshotHit] {
    // Segments are looked at in one order always, and sorting keeps to it among equals.
    let sorted = found.enumerated().sorted {
      $0.element.nearness != $1.element.nearness
        ? $0.element.nearness > $1.element.nearness : $0.offset < $1.offset
    }
    var hits: [SnapshotHit] = []
    var ids: Set<PointID> = []
    for (_, hit) in sorted where hits.count < limit {
      let id = try hit.segment.id(of: hit.row)
      guard ids.insert(id).inserted else { continue }
      hits.append(
        SnapshotHit(
          id: id,
          score: hit.score,
          payload: try hit.segment.payloads?[hit.row],
          shard: hit.shard.number,
          segment: hit.segment.id
        )
      )
    }
    return hits
  }
}
