import Digests

/// The sparse vectors of a segment, with what is searched.
struct SparseSegment {
  let name: String
  private let store: BlobStore
  private let missing: BitMask
  private let index: SparseIndex
  private let count: Int

  var digest: Digest { store.digest }

  init(
    _ rows: [UInt32],
    of source: some PointSource,
    _ options: SparseOptions,
    beside scratch: String
  ) throws(SnapshotError) {
    var encoder = BM25Encoder(options)
    var store = try BlobStoreWriter(beside: scratch, .none)
    var missing = BitMask(count: rows.count)
    var index = SparseIndex()
    for (point, row) in rows.enumerated() {
      let vector = encoder.encode(try source.sparseText(Int(row)))
      missing[point] = vector.indices.isEmpty
      try store.append(vector.indices.isEmpty ? [] : vector.bytes, row: Int(row))
      index.add(vector, point: point)
    }
    name = options.name
    self.store = try store.finish()
    self.missing = missing
    self.index = index
    count = rows.count
  }

  func write(_ root: String, to archive: inout TarWriter) throws(SnapshotError) {
    let storage = "\(root)/vector_storage-\(name)"
    try store.write("\(storage)/store", to: &archive)
    try FlagSet.write(missing, count: count, "\(storage)/deleted", to: &archive)
    try index.write("\(root)/vector_index-\(name)", to: &archive)
  }
}
