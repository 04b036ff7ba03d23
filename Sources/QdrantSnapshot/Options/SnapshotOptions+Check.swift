extension SnapshotOptions {
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
    guard shards >= 1 else { throw .options("a collection has at least one shard") }
    if case .shard(let number) = form, !(0..<shards).contains(number) {
      throw .options("there is no shard \(number) of \(shards)")
    }
    guard hnsw.m == 0 || (2...1 << 14).contains(hnsw.m), hnsw.efConstruct >= 4 else {
      throw .options(
        "a graph needs 'm' of at least 2, or of 0 for none, and 'ef_construct' of at least 4"
      )
    }
    if let payloadM = hnsw.payloadM, payloadM != 0, !(2...1 << 14).contains(payloadM) {
      throw .options("links within groups need 'payload_m' of at least 2, or of 0 for none")
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
    for field in fields where !paths.insert(field.path).inserted {
      throw .options("the field '\(field.path)' has two indexes")
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
