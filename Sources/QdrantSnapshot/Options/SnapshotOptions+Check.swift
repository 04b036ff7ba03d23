extension SnapshotOptions {
  private static let linkCounts = 2...1 << 14

  /// Refuses what a server would refuse or rebuild.
  package func check() throws(SnapshotError) {
    guard (1...65_536).contains(dimensions) else {
      throw .options("vectors have 1 to 65536 dimensions, not \(dimensions)")
    }
    guard server >= .oldest else {
      throw .options("files of servers before \(ServerVersion.oldest) cannot be written")
    }
    guard server <= .newest else {
      throw .options("nothing is known of servers after \(ServerVersion.newest)")
    }
    guard vectorsOnDisk != false || server.knowsMappedInMemory else {
      throw .options("a server \(server) cannot be told to keep vectors off the disk")
    }
    guard (1...1000).contains(shards) else {
      throw .options("a collection has 1 to 1000 shards, not \(shards)")
    }
    if case .shard(let number) = form, !(0..<shards).contains(number) {
      throw .options("there is no shard \(number) of \(shards)")
    }
    guard hnsw.m == 0 || Self.linkCounts.contains(hnsw.m) else {
      throw .options("a graph needs 'm' from 2 to \(Self.linkCounts.upperBound), or 0 for none")
    }
    guard (4...65_536).contains(hnsw.efConstruct) else {
      throw .options("a graph needs 'ef_construct' from 4 to 65536")
    }
    if let payloadM = hnsw.payloadM, payloadM != 0, !Self.linkCounts.contains(payloadM) {
      throw .options(
        "links within groups need 'payload_m' from 2 to \(Self.linkCounts.upperBound), or 0 for none"
      )
    }
    if let quantile = quantization?.quantile, !(0.5...1).contains(quantile) {
      throw .options("a quantile is a number from 0.5 to 1")
    }
    try checkName(vectorName, mayBeEmpty: true)
    if let sparse {
      try checkName(sparse.name, mayBeEmpty: false)
      guard sparse.name != vectorName else {
        throw .options("two vectors have the name '\(vectorName)'")
      }
    }
    var paths: Set<String> = []
    for field in fields {
      guard FieldPath.isSound(field.path) else {
        throw .options(
          "'\(field.path)' is no path of a field: it takes names with points between them, in double quotes where they have other than letters, digits, '_' and '-'"
        )
      }
      guard paths.insert(field.path).inserted else {
        throw .options("the field '\(field.path)' has two indexes")
      }
      try field.checkParameters()
    }
  }

  /// Names become parts of names of files.
  private func checkName(_ name: String, mayBeEmpty: Bool) throws(SnapshotError) {
    let bytes = name.utf8
    guard bytes.count <= 60, mayBeEmpty || !bytes.isEmpty,
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "/") })
    else {
      throw .options("'\(name)' cannot be the name of a vector")
    }
  }
}
