package import JSON

/// What a segment says of its vectors of one name.
package struct VectorFacts: Sendable {
  package let name: String
  package let dimensions: Int
  package let distance: Distance
  package let datatype: VectorDatatype
  package let storage: String
  package let hasGraph: Bool
  /// The parameters of the graph, as they stand.
  package let graphOptions: JSON?
  package let quantization: JSON?

  var isChunked: Bool { storage == "ChunkedMmap" || storage == "InRamChunkedMmap" }

  init(_ name: String, _ json: JSON, _ file: SnapshotFile) throws(SnapshotError) {
    guard let dimensions = json["size"]?.integer, (1...1 << 20).contains(dimensions),
      let distance = json["distance"]?.string.flatMap({ Distance(rawValue: $0) }),
      let storage = json["storage_type"]?.string
    else { throw file.damaged("it does not say size, distance and storage of vector '\(name)'") }
    let type = json["datatype"]?.string ?? VectorDatatype.float32.rawValue
    guard let datatype = VectorDatatype(rawValue: type) else {
      throw file.damaged("it has vectors of '\(type)', which are not known")
    }
    self.name = name
    self.dimensions = dimensions
    self.distance = distance
    self.datatype = datatype
    self.storage = storage
    hasGraph = json["index"]?["type"]?.string == "hnsw"
    graphOptions = json["index"]?["options"]
    let quantization = json["quantization_config"]
    self.quantization = quantization?.isNull == true ? nil : quantization
  }

  /// What the names of folders end with.
  var suffix: String { name.isEmpty ? "" : "-\(name)" }
}

/// The vectors of one name of a segment, with their graph.
package struct SnapshotVectors: Sendable {
  package let facts: VectorFacts
  /// The entry of the archive that has the vectors.
  let place: String
  /// Nil where they are in files that change.
  package let stored: StoredVectors?
  package let graph: GraphReader?
  /// Whether the bytes that stand for the vectors are there.
  package let isQuantized: Bool
  package let size: Int
  /// The marks of points that have no such vector; nil where none is without.
  let missing: SnapshotFile?

  init(facts: VectorFacts) {
    self.facts = facts
    stored = nil
    graph = nil
    isQuantized = false
    size = 0
    missing = nil
    place = ""
  }

  init(
    facts: VectorFacts,
    _ folder: SnapshotFolder,
    pointCount: Int,
    of owner: String
  ) throws(SnapshotError) {
    self.facts = facts
    let storage = folder.below("vector_storage\(facts.suffix)/")
    let index = folder.below("vector_index\(facts.suffix)/")
    size = storage.size + index.size
    let matrix = try storage.needed("matrix.dat", of: "\(owner)/vector_storage\(facts.suffix)")
    guard matrix.size >= 4, try matrix.bytes(0..<4) == StoredVectors.head else {
      throw matrix.damaged("it does not begin with 'data'")
    }
    let width = facts.dimensions * facts.datatype.width
    guard (matrix.size - 4) % width == 0, (matrix.size - 4) / width == pointCount else {
      throw matrix.damaged(
        "\(matrix.size) bytes cannot be \(pointCount) vectors of \(facts.dimensions) dimensions"
      )
    }
    stored = matrix.place.map { place in
      StoredVectors(
        folder.content,
        start: place.lowerBound + 4,
        count: pointCount,
        dimensions: facts.dimensions,
        datatype: facts.datatype
      )
    }
    place = matrix.name
    missing = storage["deleted.dat"]
    if let missing {
      guard missing.size >= 8 + (pointCount + 7) / 8, try missing.bytes(0..<4) == Self.missingHead
      else { throw missing.damaged("it does not mark \(pointCount) points") }
    }
    isQuantized = try Self.checkQuantized(storage, facts, pointCount: pointCount)
    let graphOwner = "\(owner)/vector_index\(facts.suffix)"
    graph = facts.hasGraph ? try GraphReader(index, pointCount: pointCount, of: graphOwner) : nil
  }

  private static let missingHead = Array("drop".utf8)

  /// Which points have no such vector; nil where all have one.
  func missingMarks() throws(SnapshotError) -> BitMask? {
    guard let missing, let stored else { return nil }
    let count = stored.count
    return BitMask(try missing.bytes(8..<8 + (count + 7) / 8), count: count)
  }

  private static func checkQuantized(
    _ folder: SnapshotFolder,
    _ facts: VectorFacts,
    pointCount: Int
  ) throws(SnapshotError) -> Bool {
    guard facts.quantization != nil, folder["quantized.config.json"] != nil,
      let data = folder["quantized.data"], let meta = folder["quantized.meta.json"]
    else { return false }
    // Of other kinds than bytes nothing is known.
    guard let padded = try meta.json()["actual_dim"]?.integer else { return true }
    guard padded >= 0, padded < 1 << 24, data.size == pointCount * (padded + 4) else {
      throw data.damaged("\(data.size) bytes cannot be \(pointCount) vectors of bytes")
    }
    return true
  }
}
