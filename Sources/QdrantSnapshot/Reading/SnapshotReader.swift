package import JSON
import SystemIO

/// A snapshot as it lies in its file: what is in it is found when it is opened, and read when it is asked for.
package struct SnapshotReader: Sendable {
  package let path: String
  package let size: Int
  /// The configuration of the collection; nil for the snapshot of one shard.
  package let collection: JSON?
  /// The fields that the collection has indexes of, by their paths; nil for the snapshot of one shard.
  package let fields: JSON?
  package let shards: [SnapshotShard]
  let folder: SnapshotFolder

  package init(_ path: String) throws(SnapshotError) {
    let content: ScratchContent
    do throws(ReadFileError) {
      content = ScratchContent(try MappedFile(path))
    } catch {
      throw .unreadable(error)
    }
    guard content.count > 0 else { throw .notSnapshot("it is empty") }
    self.path = path
    size = content.count
    let folder = try SnapshotFolder(content)
    self.folder = folder
    guard !folder.names.isEmpty else { throw .notSnapshot("it is an archive of nothing") }
    let numbers = folder.subfolders.compactMap { Int($0) }.sorted()
    if folder.subfolders.contains("segments") {
      collection = nil
      fields = nil
      shards = [try SnapshotShard(number: nil, folder)]
    } else if let file = folder["config.json"], folder["version.info"] != nil {
      collection = try file.json()
      fields = try folder["payload_index.json"]?.json()["schema"]
      var shards: [SnapshotShard] = []
      for number in numbers {
        shards.append(try SnapshotShard(number: number, folder.below("\(number)/")))
      }
      self.shards = shards
    } else {
      throw .notSnapshot("it has neither 'segments' nor 'config.json' and 'version.info'")
    }
  }

  /// How many points there are, as far as segments are finished.
  package var pointCount: Int {
    shards.reduce(0) { $0 + $1.segments.reduce(0) { $0 + $1.pointCount } }
  }

  /// Reads everything that can be wrong: ids, payloads, links.
  package func check() throws(SnapshotError) {
    for shard in shards { for segment in shard.segments { try segment.check() } }
  }
}

/// A shard of a snapshot.
package struct SnapshotShard: Sendable {
  /// The number in the collection; nil for the snapshot of one shard.
  package let number: Int?
  package let segments: [SnapshotSegment]
  /// Whether there is a log: without one servers leave the shard out.
  package let hasLog: Bool
  /// The number of the first operation that is to come, where the name of a closed piece of the log tells it.
  package let firstOperation: Int?
  /// Whether the file is there without which a server refuses the shard.
  package let hasReplicaState: Bool
  let replicaState: SnapshotFile?
  let logFiles: [SnapshotFile]
  /// How many bytes all files of the shard have.
  package let size: Int

  init(number: Int?, _ folder: SnapshotFolder) throws(SnapshotError) {
    self.number = number
    replicaState = folder["replica_state.json"]
    hasReplicaState = replicaState != nil
    size = folder.size
    let logs = folder.names.filter { $0.hasPrefix("wal/") }
    let starts = logs.compactMap { name in
      name.hasPrefix("wal/closed-") ? Int(name.dropFirst("wal/closed-".count)) : nil
    }
    hasLog = !logs.isEmpty
    logFiles = logs.filter { !$0.hasSuffix("first-index") }.compactMap { folder[$0] }
    firstOperation = starts.max()
    var segments: [SnapshotSegment] = []
    for name in folder.below("segments/").subfolders {
      segments.append(
        try SnapshotSegment(id: name, folder.below("segments/\(name)/files/"))
      )
    }
    self.segments = segments
  }
}
