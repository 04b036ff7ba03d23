import JSON
import QdrantSnapshot

/// What is in a snapshot, as text and as JSON.
struct SnapshotReport {
  private let snapshot: SnapshotReader

  init(_ snapshot: SnapshotReader) { self.snapshot = snapshot }

  // MARK: Text

  var text: String {
    let kind = snapshot.collection == nil ? "shard" : "collection"
    var text = "\(kind), \(snapshot.pointCount) points, \(snapshot.size) bytes\n"
    if let fields = snapshot.fields?.members, !fields.isEmpty {
      text += "indexes: \(Self.list(fields))\n"
    }
    for (index, shard) in snapshot.shards.enumerated() {
      text +=
        "shard \(shard.number ?? index): \(shard.segments.count) segments, \(shard.size) bytes"
      if !shard.hasLog { text += ", no log" }
      if let first = shard.firstOperation { text += ", operations from \(first)" }
      text += shard.hasReplicaState ? "\n" : ", no replica state\n"
      for segment in shard.segments { text += Self.text(of: segment) }
    }
    return text
  }

  private static func text(of segment: SnapshotSegment) -> String {
    guard !segment.isAppendable else { return "  \(segment.id): takes new points\n" }
    var text = "  \(segment.id): \(segment.pointCount) points, \(segment.size) bytes\n"
    for vectors in segment.vectors {
      let facts = vectors.facts
      text +=
        "    vector\(facts.name.isEmpty ? "" : " '\(facts.name)'"): \(facts.dimensions) dimensions, "
      text += "\(facts.distance.rawValue), \(facts.datatype.rawValue), \(facts.storage)"
      if facts.quantization != nil {
        text += vectors.isQuantized ? ", quantized" : ", not quantized"
      }
      text += ", \(vectors.size) bytes\n"
      guard let graph = vectors.graph else { continue }
      let levels = graph.levelCounts.map(String.init).joined(separator: "/")
      text += "    graph: m \(graph.m), ef_construct \(graph.efConstruct), levels \(levels), "
      text += "\(graph.size) bytes\n"
    }
    for sparse in segment.sparseVectors { text += "    sparse vector '\(sparse.name)'\n" }
    if !segment.fields.isEmpty { text += "    indexes: \(list(segment.fields))\n" }
    return text
  }

  private static func list(_ fields: [JSON.Member]) -> String {
    fields.map { "\($0.name) \(kind(of: $0.value))" }.joined(separator: ", ")
  }

  private static func kind(of schema: JSON) -> String {
    schema.string ?? schema["type"]?.string ?? "?"
  }

  // MARK: JSON

  var json: JSON {
    [
      "kind": snapshot.collection == nil ? "shard" : "collection", "bytes": JSON(snapshot.size),
      "points": JSON(snapshot.pointCount), "collection": snapshot.collection ?? nil,
      "fields": snapshot.fields ?? nil, "shards": JSON(snapshot.shards.map(Self.json(of:))),
    ]
  }

  private static func json(of shard: SnapshotShard) -> JSON {
    [
      "number": number(shard.number), "bytes": JSON(shard.size),
      "log": JSON(shard.hasLog), "first_operation": number(shard.firstOperation),
      "replica_state": JSON(shard.hasReplicaState),
      "segments": JSON(shard.segments.map(json(of:))),
    ]
  }

  private static func json(of segment: SnapshotSegment) -> JSON {
    [
      "id": JSON(segment.id), "appendable": JSON(segment.isAppendable),
      "points": JSON(segment.pointCount), "bytes": JSON(segment.size),
      "vectors": JSON(segment.vectors.map(json(of:))),
      "sparse_vectors": JSON(.object(segment.sparseVectors)),
      "fields": JSON(.object(segment.fields)),
    ]
  }

  private static func json(of vectors: SnapshotVectors) -> JSON {
    let facts = vectors.facts
    var graph: JSON = nil
    if let found = vectors.graph {
      graph = [
        "m": JSON(found.m), "m0": JSON(found.m0), "ef_construct": JSON(found.efConstruct),
        "levels": JSON(found.levelCounts.map { JSON($0) }), "bytes": JSON(found.size),
        "entry_points": JSON(found.entryPoints.count),
      ]
    }
    return [
      "name": JSON(facts.name), "dimensions": JSON(facts.dimensions),
      "distance": JSON(facts.distance.rawValue), "datatype": JSON(facts.datatype.rawValue),
      "storage": JSON(facts.storage), "quantization": facts.quantization ?? nil,
      "quantized": JSON(vectors.isQuantized), "graph_options": facts.graphOptions ?? nil,
      "graph": graph, "bytes": JSON(vectors.size),
    ]
  }

  private static func number(_ number: Int?) -> JSON { number.map { JSON($0) } ?? nil }
}
