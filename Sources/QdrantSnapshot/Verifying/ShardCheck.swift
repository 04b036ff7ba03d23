import JSON

/// Looks at what a shard has besides its segments, and at the ids of all of them.
enum ShardCheck {
  static func log(_ shard: SnapshotShard, _ name: String) -> SnapshotVerification.Check {
    SnapshotVerification.looked(at: "\(name): log and state") { () throws(SnapshotError) in
      var problems: [String] = []
      if !shard.hasLog {
        problems.append("there is no 'wal', and a server leaves such a shard out and says nothing")
      }
      for file in shard.logFiles {
        guard file.size >= 32, try file.bytes(0..<4) == Array(ShardFiles.log.bytes[..<4]) else {
          problems.append("'\(file.name)' does not begin like a piece of a log")
          continue
        }
      }
      if let state = shard.replicaState {
        if try state.json()["is_local"] != true {
          problems.append("'\(state.name)' does not say that the shard's data are here")
        }
      } else {
        problems.append("there is no 'replica_state.json', and a server refuses such a shard")
      }
      let note =
        shard.firstOperation.map { "operations from \($0)" } ?? "no closed piece of the log"
      return (note, problems)
    }
  }

  /// Every id once, in the shard that it belongs to, with a version below what the log begins with.
  static func ids(
    _ shard: SnapshotShard,
    _ name: String,
    of snapshot: SnapshotReader
  ) -> SnapshotVerification.Check {
    SnapshotVerification.looked(at: "\(name): ids") { () throws(SnapshotError) in
      var problems: [String] = []
      var all: [PointID] = []
      let isSpread = snapshot.collection != nil && snapshot.shards.count > 1
      let isAutomatic = snapshot.collection?["params"]?["sharding_method"]?.string != "custom"
      let ring = isSpread && isAutomatic ? ShardRing(shardCount: snapshot.shards.count) : nil
      for segment in shard.segments where !segment.isAppendable {
        var strays = 0
        for (row, id) in try segment.ids().enumerated() {
          guard let id else {
            if !segment.isDeleted(row) {
              problems.append("segment \(segment.id) has no id for row \(row)")
            }
            continue
          }
          all.append(id)
          if let ring, let number = shard.number, ring.shard(of: id) != number { strays += 1 }
        }
        if strays > 0 {
          problems.append("segment \(segment.id) has \(strays) points that belong to other shards")
        }
        problems += try versionProblems(of: segment, shard)
      }
      all.sort()
      for (one, next) in zip(all, all.dropFirst()) where one == next {
        problems.append("two points have the id \(one)")
        if problems.count > 20 { break }
      }
      return ("\(all.count) points, each once and where it belongs", problems)
    }
  }

  private static func versionProblems(
    of segment: SnapshotSegment,
    _ shard: SnapshotShard
  ) throws(SnapshotError) -> [String] {
    guard let file = segment.folder["id_tracker.versions"], let first = shard.firstOperation else {
      return []
    }
    for start in stride(from: 0, to: segment.pointCount, by: 1 << 13) {
      let end = min(start + 1 << 13, segment.pointCount)
      let bytes = try file.bytes(8 * start..<8 * end)
      for row in start..<end {
        let place = 8 * (row - start)
        let version = littleEndian(bytes[place..<place + 8])
        guard version < UInt64(first) else {
          return [
            "'\(file.name)' gives row \(row) the version \(version), and operations begin with \(first): the next change would be lost"
          ]
        }
      }
    }
    return []
  }
}
