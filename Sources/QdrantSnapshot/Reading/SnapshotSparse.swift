import JSON

/// The sparse vectors of one name of a segment: what is stored of each point, and the lists that are searched.
package struct SnapshotSparse: Sendable {
  package let name: String
  /// Whether words count the more the fewer points have them.
  package let weighsRareWords: Bool
  /// The lists; nil where they are missing, and the server makes them while it loads.
  package let index: SparseIndexReader?
  /// What is stored; nil where it is missing, which a server takes for no vectors at all.
  let stored: SnapshotPayloads?
  let deleted: SnapshotFile?
  package let size: Int

  init(
    _ member: JSON.Member,
    _ folder: SnapshotFolder,
    pointCount: Int,
    of owner: String
  ) throws(SnapshotError) {
    name = member.name
    weighsRareWords = member.value["modifier"]?.string == "idf"
    let storage = folder.below("vector_storage-\(name)/")
    let lists = folder.below("vector_index-\(name)/")
    size = storage.size + lists.size
    deleted = storage["deleted/flags_a.dat"]
    let values = storage.below("store/")
    stored =
      values.names.isEmpty
      ? nil : try SnapshotPayloads(values, of: "\(owner)/vector_storage-\(name)/store")
    if let stored, stored.count > pointCount {
      throw .damaged(
        entry: "\(owner)/vector_storage-\(name)/store/tracker.dat",
        "it has \(stored.count) vectors of \(pointCount) points"
      )
    }
    // Without its version, which is written last, a server makes the lists anew.
    index =
      lists["version.info"] == nil
      ? nil
      : try SparseIndexReader(lists, pointCount: pointCount, of: "\(owner)/vector_index-\(name)")
  }

  /// The stored vector of a row; nil where it has none.
  package func vector(_ row: Int) throws(SnapshotError) -> SparseVector? {
    if let deleted, row / 8 < deleted.size {
      let byte = try deleted.bytes(row / 8..<row / 8 + 1)[0]
      if byte >> UInt8(row & 7) & 1 == 1 { return nil }
    }
    guard let stored, let bytes = try stored[row] else { return nil }
    guard let vector = SparseVector(bytes: bytes) else {
      throw stored.damaged("the vector of row \(row) makes no sense")
    }
    return vector
  }
}

extension SparseVector {
  /// Reads a vector as its storage has it; nil where the bytes are none.
  init?(bytes: [UInt8]) {
    guard bytes.count >= 16 else { return nil }
    let packed = littleEndian(bytes[0..<8])
    guard packed <= UInt64(bytes.count - 16) else { return nil }
    let end = 8 + Int(packed)
    let count = littleEndian(bytes[end..<end + 8])
    guard count == UInt64(bytes.count - end - 8) / 4, (bytes.count - end - 8) % 4 == 0 else {
      return nil
    }
    var indices: [UInt32] = []
    if count > 0 {
      var reader = BitReader(Array(bytes[8..<end]))
      let width = Int(reader.read(6)) + 8
      guard width <= 32, reader.remaining >= width * Int(count) else { return nil }
      var index: UInt64 = 0
      for place in 0..<Int(count) {
        let difference = reader.read(width)
        guard place == 0 || difference > 0, index + difference <= UInt64(UInt32.max) else {
          return nil
        }
        index += difference
        indices.append(UInt32(index))
      }
    }
    let values = (0..<Int(count)).map { place in
      let start = end + 8 + 4 * place
      return Float(bitPattern: UInt32(littleEndian(bytes[start..<start + 4])))
    }
    self.init(indices: indices, values: values)
  }
}
