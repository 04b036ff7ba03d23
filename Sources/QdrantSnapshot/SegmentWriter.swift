import Digests
import JSON

/// Writes one segment: what must be known beforehand is written aside, all else goes into the archive.
struct SegmentWriter<Source: PointSource> {
  let source: Source
  let options: SnapshotOptions
  let scratch: String
  let buildGraph: GraphBuilder?
  let isCancelled: @Sendable () -> Bool

  /// After how many rows somebody may have asked for an end.
  private static var rowsTogether: Int { 1 << 10 }

  private var suffix: String { options.vectorName.isEmpty ? "" : "-\(options.vectorName)" }

  /// Writes the points of some rows; `place` tells segments of the same content apart.
  func write(
    _ rows: [UInt32],
    ids: [PointID],
    below folder: String,
    place: SegmentPlace,
    to archive: inout TarWriter
  ) throws(SnapshotError) {
    let mappings = IDTracker.mappings(rows.map { ids[Int($0)] })
    let (vectors, vectorsDigest) = try store(rows)
    let (payloads, fieldFiles, groups) = try payloads(rows)
    let task = GraphTask(
      vectors: vectors,
      groups: groups,
      digest: vectorsDigest,
      place: place,
      scratch: scratch
    )
    let graph = try buildGraph?(task, options)
    if let graph, graph.pointCount != rows.count {
      throw .options("the graph has \(graph.pointCount) points of \(rows.count)")
    }
    let links = graph.map { Self.links($0, options) }
    var sparse: SparseSegment?
    if let options = options.sparse {
      sparse = try SparseSegment(rows, of: source, options, beside: scratch)
    }
    let state = SegmentConfiguration.sealed(options, hasGraph: graph != nil).compact

    var key = KeyHasher("qdrant segment")
    key.add("\(place.shard)/\(place.segment)")
    key.add(state)
    key.add(SegmentConfiguration.schemas(options).compact)
    key.add(SHA256.digest(mappings))
    key.add(vectorsDigest)
    key.add(payloads.digest)
    if let sparse { key.add(sparse.digest) }
    if let links {
      key.add(SHA256.digest(links.graph))
      key.add(SHA256.digest(links.links))
    }
    let root = "\(folder)segments/\(StableID(key.finish()))/files"

    try archive.add("\(root)/version.info", SegmentConfiguration.formatVersion)
    try archive.add("\(root)/segment.json", state)
    try writeTracker(mappings, count: rows.count, root, to: &archive)
    try writeVectors(vectors, root, to: &archive)
    if let links { try writeGraph(links, count: rows.count, root, to: &archive) }
    try sparse?.write(root, to: &archive)
    try payloads.write("\(root)/payload_storage", to: &archive)
    try archive.add(
      "\(root)/payload_index/config.json",
      SegmentConfiguration.fields(options, types: fieldFiles.types).compact
    )
    for file in fieldFiles.files {
      try archive.add("\(root)/payload_index/\(file.name)", file.bytes)
    }
    vectors.release()
  }

  private func check(_ index: Int) throws(SnapshotError) {
    if index % Self.rowsTogether == 0, isCancelled() { throw .cancelled }
  }

  private func store(_ rows: [UInt32]) throws(SnapshotError) -> (StoredVectors, Digest) {
    let encoding = VectorEncoding(options)
    var file = try ScratchWriter(beside: scratch)
    try file.append(StoredVectors.head)
    var numbers: [Float] = []
    for (index, row) in rows.enumerated() {
      try check(index)
      try source.vector(Int(row), into: &numbers)
      try file.append(try encoding.encode(&numbers, row: Int(row)))
    }
    let (content, digest) = try file.finish()
    let vectors = StoredVectors(
      content,
      count: rows.count,
      dimensions: options.dimensions,
      datatype: options.datatype
    )
    return (vectors, digest)
  }

  private func payloads(
    _ rows: [UInt32]
  ) throws(SnapshotError) -> (BlobStore, FieldFiles, FieldGroups) {
    var store = try BlobStoreWriter(beside: scratch, .lz4)
    var indexes = options.fields.compactMap { FieldIndexWriter($0) }
    var collector = FieldGroupCollector(options)
    var json: [UInt8] = []
    for (index, row) in rows.enumerated() {
      try check(index)
      try source.payload(Int(row), into: &json)
      let payload = try PayloadText.value(json, row: Int(row))
      try store.append(json, row: Int(row))
      for index in indexes.indices { indexes[index].add(payload) }
      collector.add(payload)
    }
    var files = FieldFiles()
    for index in indexes { index.finish(into: &files) }
    let groups = buildGraph == nil ? .none : collector.groups(above: options.fullScanVectors)
    return (try store.finish(), files, groups)
  }

  private static func links(
    _ graph: some SegmentGraph,
    _ options: SnapshotOptions
  ) -> (graph: [UInt8], links: [UInt8]) {
    let m = options.hnsw.m
    return (GraphFile.bytes(graph, options), LinksFile(graph, m: m, m0: 2 * m).bytes)
  }

  private func writeTracker(
    _ mappings: [UInt8],
    count: Int,
    _ root: String,
    to archive: inout TarWriter
  ) throws(SnapshotError) {
    try archive.add("\(root)/id_tracker.mappings", mappings)
    try archive.begin("\(root)/id_tracker.versions", size: IDTracker.versionsSize(count: count))
    try archive.append(zeros: IDTracker.versionsSize(count: count))
    try archive.begin("\(root)/id_tracker.deleted", size: IDTracker.deletedSize(count: count))
    try archive.append(zeros: IDTracker.deletedSize(count: count))
  }

  private func writeVectors(
    _ vectors: StoredVectors,
    _ root: String,
    to archive: inout TarWriter
  ) throws(SnapshotError) {
    let folder = "\(root)/vector_storage\(suffix)"
    try archive.begin("\(folder)/matrix.dat", size: vectors.file.count)
    try archive.append(vectors.file, 0..<vectors.file.count)
    let mask = paddedToEight((vectors.count + 7) / 8)
    try archive.add(
      "\(folder)/deleted.dat",
      Array("drop".utf8) + [UInt8](repeating: 0, count: 4 + mask)
    )
    guard let quantization = options.quantization else { return }
    let quantized = QuantizedVectors(
      vectors,
      distance: options.distance,
      quantile: quantization.quantile
    )
    try archive.add(
      "\(folder)/quantized.config.json",
      quantized.configuration(quantization, count: vectors.count).compact
    )
    try archive.add("\(folder)/quantized.meta.json", quantized.metadata(count: vectors.count))
    try archive.begin("\(folder)/quantized.data", size: vectors.count * quantized.recordSize)
    var numbers: [Float] = []
    var bytes: [UInt8] = []
    for row in 0..<vectors.count {
      vectors.row(row, into: &numbers)
      quantized.record(numbers, into: &bytes)
      if bytes.count < 1 << 16, row < vectors.count - 1 { continue }
      try archive.append(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
  }

  private func writeGraph(
    _ files: (graph: [UInt8], links: [UInt8]),
    count: Int,
    _ root: String,
    to archive: inout TarWriter
  ) throws(SnapshotError) {
    let folder = "\(root)/vector_index\(suffix)"
    try archive.add(
      "\(folder)/hnsw_config.json",
      GraphFile.configuration(count: count, options).compact
    )
    try archive.add("\(folder)/graph.bin", files.graph)
    try archive.add("\(folder)/links_compressed.bin", files.links)
  }
}
