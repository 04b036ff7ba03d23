import Digests
import JSON
package import Pipeline
import QdrantSnapshot
import SystemIO

/// Writes what has changed since the outputs were written last, as bodies for Qdrant's REST interface.
package struct QdrantPointsSink: SinkStage {
  package static let kind = "qdrant_points"
  package static let summary =
    "Writes the points that are new, changed or gone as request bodies for a running Qdrant."
  package static let accepts = [PortType.vectors]
  package static let continuesOutputs = true

  package static let settings: [Setting<QdrantPointsSink>] = [
    Setting(
      "to",
      \.to,
      "The file for points to put; those to delete go beside it ('.delete'), as does what the next run compares with ('.state').",
      role: .output,
      isRequired: true,
      where: { !$0.isEmpty },
      "must not be empty"
    ),
    Setting("full", \.full, "Write all points, and all that were ever there and are gone."),
    Setting("batch", \.batch, "The most points in a line.", range: 1...100_000),
    Setting(
      "max_body",
      \.maxBody,
      "The most bytes in a line; servers take 32 MiB unless they are told otherwise.",
      where: { $0.bytes >= 1024 && $0.bytes <= 1 << 40 },
      "must be 1KiB or more"
    ),
    Setting("vector", \.vector, "The name of the vector; none if empty."),
    Setting(
      "sparse",
      \.sparse,
      "The name of a sparse vector of words beside the other, such as 'bm25'."
    ),
    Setting("payload", \.payload, "Fields with the same value for every point, such as a tenant."),
    Setting("fields", \.fields, "Which fields of a chunk its payload has; all if unset."),
  ]

  package var to = ""
  package var full = false
  package var batch = 256
  package var maxBody = ByteSize(bytes: 16 << 20)
  package var vector = ""
  package var sparse: String?
  package var payload = ConstantFields()
  package var fields: [PayloadField]?

  package init() {}

  private var deletions: String { to + ".delete" }
  private var state: String { to + ".state" }

  package var outputs: [OutputPath] {
    [to, deletions, state].map { OutputPath(setting: "to", path: $0) }
  }

  package func conflicts() -> [SettingConflict] {
    var conflicts: [SettingConflict] = []
    if let sparse, sparse == vector {
      conflicts.append(SettingConflict("sparse", "two vectors have the name '\(vector)'"))
    }
    if let sparse, sparse.isEmpty {
      conflicts.append(SettingConflict("sparse", "a sparse vector needs a name"))
    }
    if maxBody.bytes > 32 << 20 {
      conflicts.append(
        SettingConflict(
          "max_body",
          "a server refuses more than 32 MiB unless its 'max_request_size_mb' says otherwise",
          severity: .warning
        )
      )
    }
    return conflicts
  }

  package func write(_ documents: DocumentSequence, _ context: SinkContext) async throws
    -> SinkCounts
  {
    let before = try context.previous[state].flatMap { try PointStates(file: $0) } ?? PointStates()
    // On the first run there is nothing that could be missed.
    if context.previous[state] == nil, context.previous[to] != nil {
      context.notice(
        "'\(state)' is missing or was changed: all points are written, and nobody knows which to delete"
      )
    }
    var bodies = PointBodies(self)
    var points: [PointStates.Point] = []
    var known: VectorSpace?
    var upserts = try BodyLines(to: context.file(for: to), points: batch, bytes: mostBytes)
    for index in 0..<documents.count {
      try context.advance()
      let document = try DocumentPoints(
        documents.payload(index),
        of: documents.documents[index],
        for: Self.kind
      )
      known = try document.space(after: known)
      for (place, id) in document.ids.enumerated() {
        let body = try bodies.body(id, place, of: document)
        guard case .uuid(let high, let low) = id else { continue }
        let digest = SHA256.digest(body)
        let point = PointStates.Point(
          high: high,
          low: low,
          digestHigh: digest.high,
          digestLow: digest.upper
        )
        points.append(point)
        guard full || before.state(of: point) != point else { continue }
        try checkSize(of: body, in: document.document.path)
        try upserts.add(body)
      }
    }
    let now: PointStates
    do throws(PointStates.Twin) {
      now = try PointStates(points)
    } catch {
      throw RunError(
        .invalid,
        "two chunks have the id \(error.id): '\(Self.kind)' takes those of one chunker for each source"
      )
    }
    try upserts.finish()
    let gone = before.missing(in: now)
    var deletes = try BodyLines(to: context.file(for: deletions), points: batch, bytes: mostBytes)
    for point in gone where full || !point.isGone {
      try deletes.add(Array("\"\(point.id)\"".utf8))
    }
    try deletes.finish()
    let marked = gone.map {
      PointStates.Point(high: $0.high, low: $0.low, digestHigh: 0, digestLow: 0)
    }
    try PointStates(now.points + marked).write(to: context.file(for: state))
    return SinkCounts(documents: documents.count, items: points.count)
  }

  private var mostBytes: Int { Int(clamping: maxBody.bytes) }

  private func checkSize(of body: [UInt8], in path: String) throws(RunError) {
    let size = BodyLines.size(of: body)
    guard size > mostBytes else { return }
    throw RunError(
      .invalid,
      "a point of '\(path)' makes a body of \(size) bytes, more than 'max_body' allows; cut smaller chunks or leave out fields"
    )
  }
}

/// Makes the texts of points as a server takes them.
private struct PointBodies: ~Copyable {
  private let writer: PayloadWriter
  private let vector: String
  private let sparse: String?
  private var encoder: BM25Encoder
  private var numbers: [Float] = []

  init(_ sink: QdrantPointsSink) {
    writer = PayloadWriter(
      fields: Set(sink.fields ?? PayloadField.allCases),
      constants: sink.payload.members
    )
    vector = sink.vector
    sparse = sink.sparse
    encoder = BM25Encoder(SparseOptions(named: sink.sparse ?? ""))
  }

  mutating func body(
    _ id: PointID,
    _ place: Int,
    of document: DocumentPoints
  ) throws(RunError) -> [UInt8] {
    document.vector(place, into: &numbers)
    guard numbers.allSatisfy(\.isFinite) else {
      throw RunError(
        .invalid,
        "a vector of '\(document.document.path)' has a number that is not finite"
      )
    }
    // A point without words has no vector of them.
    let words = sparse == nil ? nil : encoder.encode(document.sparseText(place))
    let (name, numbers) = (vector, numbers)
    var text = JSONText()
    text.object { point in
      point.member("id", id.description)
      point.name("vector")
      if name.isEmpty, sparse == nil {
        point.array { list in for number in numbers { list.value(number) } }
      } else {
        point.object { vectors in
          vectors.name(name)
          vectors.array { list in for number in numbers { list.value(number) } }
          guard let sparse, let words, !words.indices.isEmpty else { return }
          vectors.name(sparse)
          vectors.object { sparse in
            sparse.name("indices")
            sparse.array { list in for index in words.indices { list.value(Int(index)) } }
            sparse.name("values")
            sparse.array { list in for value in words.values { list.value(value) } }
          }
        }
      }
      point.name("payload")
      document.writePayload(place, by: writer, to: &point)
    }
    return text.bytes
  }
}
