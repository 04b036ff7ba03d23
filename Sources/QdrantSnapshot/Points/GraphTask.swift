package import Digests

/// The segment whose graph is to be made.
package struct GraphTask {
  package let vectors: StoredVectors
  /// Points that get more links to each other.
  package let groups: FieldGroups
  /// Of the vectors as they are stored.
  package let digest: Digest
  package let place: SegmentPlace
  /// Beside which file something may be written aside.
  let scratch: String

  /// The vectors as numbers of 32 bits, in a file without a name; `change` may bring some rows into another form.
  package func widened(
    _ change: (inout [Float]) -> Void
  ) throws(SnapshotError) -> StoredVectors {
    let together = 1 << 10
    var file = try ScratchWriter(beside: scratch)
    try file.append(StoredVectors.head)
    var (row, rows): ([Float], [Float]) = ([], [])
    for index in 0..<vectors.count {
      vectors.row(index, into: &row)
      rows += row
      guard (index + 1) % together == 0 || index == vectors.count - 1 else { continue }
      change(&rows)
      var bytes: [UInt8] = []
      bytes.append(bits: rows)
      try file.append(bytes)
      rows.removeAll(keepingCapacity: true)
      if (index + 1) % (32 * together) == 0 { vectors.release() }
    }
    vectors.release()
    return StoredVectors(
      try file.finish().0,
      count: vectors.count,
      dimensions: vectors.dimensions,
      datatype: .float32
    )
  }
}

/// Where a segment is among those of its snapshot.
package struct SegmentPlace: Hashable, Sendable {
  package let shard: Int
  /// Its number in the shard, from 0.
  package let segment: Int
  /// Its number among all, from 0, and how many there are.
  package let number: Int
  package let count: Int
}
