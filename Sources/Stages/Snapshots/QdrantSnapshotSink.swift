import Digests
import JSON
import ModelFiles
package import Pipeline
package import QdrantSnapshot
import SnapshotGraphs
import SystemIO
import Transformers

/// Writes a snapshot that a Qdrant server restores with its index finished.
package struct QdrantSnapshotSink: SinkStage {
  package static let kind = "qdrant_snapshot"
  package static let version = 2
  package static let summary =
    "Writes a Qdrant snapshot with the finished index, which a server restores and serves at once."
  package static let accepts = [PortType.vectors]

  package static let settings: [Setting<QdrantSnapshotSink>] = [
    Setting(
      "to",
      \.to,
      "The file to write; its SHA-256 goes beside it, into a file with '.checksum' behind the name.",
      role: .output,
      isRequired: true,
      where: { !$0.isEmpty },
      "must not be empty"
    ),
    Setting("server", \.server, "The version of the server that is to restore it."),
    Setting("vector", \.vector, "The name of the vector; none if empty."),
    Setting("distance", \.distance, "How vectors are compared; as the model wants it if unset."),
    Setting("datatype", \.datatype, "The numbers in which the server keeps vectors."),
    Setting(
      "on_disk",
      \.onDisk,
      "Whether the server reads vectors from the disk when it needs them."
    ),
    Setting("on_disk_payload", \.onDiskPayload, "Whether the server reads payloads from the disk."),
    Setting("hnsw", \.hnsw, "How the graph is made, in Qdrant's words."),
    Setting(
      "quantization",
      \.quantization,
      "Keep vectors a second time as bytes, for quick searches."
    ),
    Setting(
      "sparse",
      \.sparse,
      "The name of a sparse vector of words beside the other, such as 'bm25'."
    ),
    Setting("shards", \.shards, "How many shards the collection has.", range: 1...1000),
    Setting(
      "max_segment_size",
      \.maxSegmentSize,
      "The most vectors of a segment, as a size such as '4GiB'; all in one if unset."
    ),
    Setting("payload", \.payload, "Fields with the same value for every point, such as a tenant."),
    Setting("indexes", \.indexes, "Payload fields that the server filters by, each with its type."),
    Setting("fields", \.fields, "Which fields of a chunk its payload has; all if unset."),
  ]

  package var to = ""
  package var server = SnapshotServer()
  package var vector = ""
  package var distance: Distance?
  package var datatype = VectorDatatype.float32
  package var onDisk: Bool?
  package var onDiskPayload = true
  package var hnsw = HNSWOptions()
  package var quantization: QuantizationSettings?
  package var sparse: String?
  package var shards = 1
  package var maxSegmentSize: ByteSize?
  package var payload = ConstantFields()
  package var indexes = FieldIndexes()
  package var fields: [PayloadField]?

  package init() {}
}

extension QdrantSnapshotSink {
  package var outputs: [OutputPath] {
    [OutputPath(setting: "to", path: to), OutputPath(setting: "to", path: to + ".checksum")]
  }

  package func conflicts() -> [SettingConflict] {
    do throws(SnapshotError) {
      try options(of: VectorSpace(form: .f32, dimensions: 1, similarity: .cosine)).check()
      return []
    } catch {
      return [SettingConflict("to", error.description)]
    }
  }

  private func options(of space: VectorSpace) -> SnapshotOptions {
    var options = SnapshotOptions(dimensions: space.dimensions)
    options.server = server.version
    options.vectorName = vector
    options.distance = distance ?? Distance(space.similarity)
    options.datatype = datatype
    options.vectorsOnDisk = onDisk
    options.onDiskPayload = onDiskPayload
    options.hnsw = hnsw
    options.quantization = quantization?.options
    options.sparse = sparse.map { SparseOptions(named: $0) }
    options.fields = indexes.fields
    options.shards = shards
    options.maxSegmentSize = maxSegmentSize.map { Int($0.bytes / 1024) }
    return options
  }

  package func write(_ documents: DocumentSequence, _ context: SinkContext) async throws
    -> SinkCounts
  {
    let writer = PayloadWriter(
      fields: Set(fields ?? PayloadField.allCases),
      constants: payload.members
    )
    let points = try ChunkPoints(documents, writer, context)
    let given = context.inputs.compactMap { ($0 as? EmbedChunks)?.space }.first
    guard let space = points.space ?? given else {
      throw RunError(
        .invalid,
        "there are no vectors, and nothing says how many numbers they would have"
      )
    }
    let summary: SnapshotSummary
    do throws(SnapshotError) {
      summary = try SnapshotWriter.write(
        points,
        at: context.file(for: to),
        options(of: space),
        graph: try graphs(context).build,
        isCancelled: context.isCancelled
      )
    } catch {
      // What was asked to end says so in the run's own words.
      if case .cancelled = error { try context.advance() }
      throw points.trouble ?? RunError(error)
    }
    var checksum = try AtomicFile(at: context.file(for: to + ".checksum"))
    try checksum.append(summary.digest.description)
    _ = try checksum.finish()
    return SinkCounts(documents: documents.count, items: summary.points)
  }

  /// What makes the graphs, tells how far they are, and keeps what is half done of them.
  private func graphs(_ context: SinkContext) throws(SnapshotError) -> SegmentGraphs {
    var graphs = SegmentGraphs(threads: context.jobs)
    graphs.isCancelled = context.isCancelled
    graphs.onProgress = { context.work($0.activity, $0.done, $0.total) }
    graphs.onNotice = context.notice
    guard let keeping = context.keeping else { return graphs }
    do throws(SystemError) {
      _ = try createFolders(keeping.folder)
    } catch {
      throw .unwritable(error)
    }
    graphs.checkpoints = GraphCheckpoints(in: keeping.folder, name: keeping.name)
    return graphs
  }
}

extension Distance {
  init(_ similarity: Similarity) {
    switch similarity {
    case .cosine: self = .cosine
    case .dot: self = .dot
    case .euclidean: self = .euclid
    case .manhattan: self = .manhattan
    }
  }
}

extension RunError {
  /// Takes trouble with a snapshot.
  init(_ error: SnapshotError) {
    switch error {
    case .unwritable(let cause): self.init(writing: cause)
    case .unreadable: self.init(.inputOutput, error.description)
    case .cancelled: self.init(.interrupted, error.description)
    case .noMemory: self.init(.configuration, error.description)
    default: self.init(.invalid, error.description)
    }
  }
}
