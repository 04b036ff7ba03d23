/// Which rows of the source go to which shard and segment.
struct PointLayout {
  /// For each shard, the rows of its segments.
  let shards: [[[UInt32]]]
  let ids: [PointID]

  init(_ source: some PointSource, _ options: SnapshotOptions) throws(SnapshotError) {
    guard source.count <= Int(UInt32.max) else {
      throw .options("has more points than Qdrant counts")
    }
    var ids: [PointID] = []
    ids.reserveCapacity(source.count)
    for row in 0..<source.count { ids.append(try source.id(row)) }
    try Self.refuseTwins(ids)
    let ring = ShardRing(shardCount: options.shards)
    var rows = [[UInt32]](repeating: [], count: options.shards)
    for (row, id) in ids.enumerated() {
      rows[options.shards > 1 ? ring.shard(of: id) : 0].append(UInt32(row))
    }
    self.ids = ids
    shards = rows.map { Self.segments(of: $0, options) }
  }

  /// A server would keep one of two points with the same id.
  private static func refuseTwins(_ ids: [PointID]) throws(SnapshotError) {
    let order = ids.indices.sorted { (ids[$0], $0) < (ids[$1], $1) }
    var firstTwin: (row: Int, earlier: Int)?
    for (earlier, later) in zip(order, order.dropFirst()) where ids[earlier] == ids[later] {
      if firstTwin.map({ later < $0.row }) ?? true { firstTwin = (later, earlier) }
    }
    guard let firstTwin else { return }
    throw .point(
      row: firstTwin.row,
      "has the id \(ids[firstTwin.row]) of point \(firstTwin.earlier + 1)"
    )
  }

  /// Cuts a shard into segments of even size: all more than half full, so that none are merged.
  private static func segments(of rows: [UInt32], _ options: SnapshotOptions) -> [[UInt32]] {
    guard !rows.isEmpty else { return [] }
    guard let limit = options.maxSegmentSize, options.bytesOfVector > 0 else { return [rows] }
    let (bytes, isTooMuch) = limit.multipliedReportingOverflow(by: 1024)
    let most = max(1, (isTooMuch ? .max : bytes) / options.bytesOfVector)
    let count = (rows.count + most - 1) / most
    return (0..<count).map { index in
      Array(rows[rows.count * index / count..<rows.count * (index + 1) / count])
    }
  }
}
