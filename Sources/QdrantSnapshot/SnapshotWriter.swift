package import Digests
import JSON
import SystemIO

/// What was written.
package struct SnapshotSummary: Hashable, Sendable {
  package var path: String
  package var size: Int64
  package var digest: Digest
  package var points: Int
  package var segments: Int
}

/// Writes snapshots that a server restores with nothing left to compute.
///
/// The same points, options and graphs give the same bytes.
package enum SnapshotWriter {
  /// Writes a snapshot beside its place, gives it its name when it is whole, and writes its digest beside it.
  package static func write(
    _ source: some PointSource,
    to path: String,
    _ options: SnapshotOptions,
    graph buildGraph: GraphBuilder? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SnapshotError) -> SnapshotSummary {
    let temporary = AtomicFile.temporaryPath(for: path)
    var summary = try write(
      source,
      at: temporary,
      options,
      graph: buildGraph,
      isCancelled: isCancelled
    )
    summary.path = path
    do throws(SystemError) {
      // A digest of what was there before must never stand beside the new file.
      let checksum = path + ".checksum"
      _ = try removeIfExists(checksum)
      try renameFile(temporary, to: path)
      try replaceFile(checksum, with: summary.digest.description)
    } catch {
      _ = try? removeIfExists(temporary)
      throw .unwritable(error)
    }
    return summary
  }

  /// Writes a snapshot under a name that somebody else has chosen for the time being.
  package static func write(
    _ source: some PointSource,
    at path: String,
    _ options: SnapshotOptions,
    graph buildGraph: GraphBuilder? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SnapshotError) -> SnapshotSummary {
    try options.check()
    let layout = try PointLayout(source, options)
    var archive = try TarWriter(at: path, isCancelled: isCancelled)
    let segments = SegmentWriter(
      source: source,
      options: options,
      scratch: path,
      buildGraph: buildGraph,
      isCancelled: isCancelled
    )
    var (pointCount, segmentCount) = (0, 0)

    let shards: [(number: Int, folder: String)]
    switch options.form {
    case .collection:
      try archive.add("version.info", CollectionConfiguration.formatVersion)
      try archive.add("config.json", CollectionConfiguration.json(options).compact)
      try archive.add("shard_key_mapping.json", "[]")
      try archive.add(
        "payload_index.json",
        "{\"schema\":\(SegmentConfiguration.schemas(options).compact)}"
      )
      shards = (0..<options.shards).map { ($0, "\($0)/") }
    case .shard(let number): shards = [(number, "")]
    }
    let total = shards.reduce(0) { $0 + layout.shards[$1.number].count }
    for shard in shards {
      if options.form == .collection {
        let file = ShardFiles.configuration
        try archive.add(shard.folder + file.name, file.text)
      }
      try archive.add(shard.folder + ShardFiles.replicaState.name, ShardFiles.replicaState.text)
      try archive.add(shard.folder + ShardFiles.log.name, ShardFiles.log.bytes)
      for (index, rows) in layout.shards[shard.number].enumerated() {
        try segments.write(
          rows,
          ids: layout.ids,
          below: shard.folder,
          place: SegmentPlace(
            shard: shard.number,
            segment: index,
            number: segmentCount,
            count: total
          ),
          to: &archive
        )
        pointCount += rows.count
        segmentCount += 1
      }
      try writeAppendable(shard, options, to: &archive)
    }
    let (size, digest) = try archive.finish()
    return SnapshotSummary(
      path: path,
      size: size,
      digest: digest,
      points: pointCount,
      segments: segmentCount
    )
  }

  private static func writeAppendable(
    _ shard: (number: Int, folder: String),
    _ options: SnapshotOptions,
    to archive: inout TarWriter
  ) throws(SnapshotError) {
    let state = SegmentConfiguration.appendable(options).compact
    let fields = SegmentConfiguration.fields(options).compact
    var key = KeyHasher("qdrant appendable segment")
    key.add(shard.number)
    key.add(state)
    key.add(fields)
    let root = "\(shard.folder)segments/\(StableID(key.finish()))/files"
    try archive.add("\(root)/version.info", SegmentConfiguration.formatVersion)
    try archive.add("\(root)/segment.json", state)
    try archive.add("\(root)/payload_index/config.json", fields)
  }
}
