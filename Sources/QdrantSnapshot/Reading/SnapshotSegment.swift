package import JSON

/// A segment of a snapshot.
package struct SnapshotSegment: Sendable {
  package let id: String
  /// Whether it takes new points; what it has of them is in files that change, and is not read.
  package let isAppendable: Bool
  /// How many points it has, deleted ones with them.
  package let pointCount: Int
  package let vectors: [SnapshotVectors]
  /// The sparse vectors by their names.
  package let sparseVectors: [JSON.Member]
  /// The sparse vectors of a segment that takes no new points.
  package let sparse: [SnapshotSparse]
  /// Whether there are points in it that are not read.
  package let hasUnreadPoints: Bool
  /// The fields that have indexes, by their paths.
  package let fields: [JSON.Member]
  package let payloads: SnapshotPayloads?
  package let size: Int

  let folder: SnapshotFolder
  let mappings: SnapshotFile?
  let deleted: SnapshotFile?
  private let marks: BitMask

  init(id: String, _ folder: SnapshotFolder) throws(SnapshotError) {
    self.id = id
    self.folder = folder
    size = folder.size
    let owner = "segments/\(id)"
    let version = try folder.needed("version.info", of: owner)
    let text = String(decoding: try version.whole(atMost: 64), as: UTF8.self)
    guard text == SegmentConfiguration.formatVersion else {
      throw version.damaged(
        "it says '\(text)', and only \(SegmentConfiguration.formatVersion) is known"
      )
    }
    let file = try folder.needed("segment.json", of: owner)
    let state = try file.json()
    guard let configuration = state["config"], let data = configuration["vector_data"]?.members
    else {
      throw file.damaged("it does not say which vectors there are")
    }
    sparseVectors = configuration["sparse_vector_data"]?.members ?? []
    fields = try folder["payload_index/config.json"]?.json()["indexed_fields"]?.members ?? []

    var facts: [VectorFacts] = []
    for member in data { facts.append(try VectorFacts(member.name, member.value, file)) }
    isAppendable = facts.allSatisfy { !$0.hasGraph && $0.isChunked }
    let log = folder["mutable_id_tracker.mappings"]
    hasUnreadPoints = isAppendable && (log?.size ?? 0) > 0
    guard !isAppendable else {
      pointCount = 0
      sparse = []
      marks = BitMask(count: 0)
      vectors = facts.map { SnapshotVectors(facts: $0) }
      payloads = nil
      mappings = nil
      deleted = nil
      return
    }
    let mappings = try folder.needed("id_tracker.mappings", of: owner)
    let count = try mappings.count(at: 0)
    guard mappings.size - 8 >= 13 * count, mappings.size - 8 <= 21 * count else {
      throw mappings.damaged("\(mappings.size) bytes cannot be \(count) ids")
    }
    let versions = try folder.needed("id_tracker.versions", of: owner)
    guard versions.size == 8 * count else {
      throw versions.damaged("\(versions.size) bytes cannot be \(count) versions")
    }
    let deleted = try folder.needed("id_tracker.deleted", of: owner)
    guard deleted.size >= (count + 7) / 8 else {
      throw deleted.damaged("\(deleted.size) bytes cannot mark \(count) points")
    }
    pointCount = count
    marks = BitMask(try deleted.bytes(0..<(count + 7) / 8), count: count)
    self.mappings = mappings
    self.deleted = deleted
    payloads = try SnapshotPayloads(folder.below("payload_storage/"), of: owner)
    var vectors: [SnapshotVectors] = []
    for fact in facts {
      vectors.append(try SnapshotVectors(facts: fact, folder, pointCount: count, of: owner))
    }
    self.vectors = vectors
    var sparse: [SnapshotSparse] = []
    for member in sparseVectors {
      sparse.append(try SnapshotSparse(member, folder, pointCount: count, of: owner))
    }
    self.sparse = sparse
  }

  /// Whether a point was deleted, and only its row is left.
  package func isDeleted(_ row: Int) -> Bool { marks[row] }

  /// The id of a row that is not deleted.
  package func id(of row: Int) throws(SnapshotError) -> PointID {
    guard let mappings, row >= 0, row < pointCount else {
      throw .damaged(entry: "segments/\(id)", "it has no row \(row)")
    }
    // Where all ids are of one kind, as nearly always, and in the order of rows, as always.
    for (kind, width) in [(UInt8(0), 13), (1, 21)] where mappings.size == 8 + width * pointCount {
      let entry = try mappings.bytes(8 + width * row..<8 + width * (row + 1))
      guard entry[0] == kind, Int(littleEndian(entry.suffix(4))) == row else { break }
      return Self.pointID(kind, entry[1...].dropLast(4))
    }
    var found: PointID?
    try forEachID { (other, id) throws(SnapshotError) in if other == row { found = id } }
    guard let found else { throw mappings.damaged("row \(row) has no id") }
    return found
  }

  private static func pointID(_ kind: UInt8, _ bytes: ArraySlice<UInt8>) -> PointID {
    let high = littleEndian(bytes.prefix(8))
    guard kind == 1 else { return .number(high) }
    return .uuid(high: high.byteSwapped, low: littleEndian(bytes.dropFirst(8)).byteSwapped)
  }

  /// Calls with each point's row and id, but not with those that are deleted.
  package func forEachID(
    _ body: (Int, PointID) throws(SnapshotError) -> Void
  ) throws(SnapshotError) {
    guard let mappings else { return }
    var position = 8
    var buffer: ArraySlice<UInt8> = []
    for entry in 0..<pointCount {
      if buffer.count < 21 {
        let rest = position + buffer.count
        buffer =
          Array(buffer) + (try mappings.bytes(rest..<min(rest + 1 << 16, mappings.size)))[...]
      }
      let width = buffer.first == 1 ? 16 : 8
      guard let kind = buffer.first, kind < 2, buffer.count >= width + 5 else {
        throw mappings.damaged("entry \(entry) is no id")
      }
      let bytes = buffer.dropFirst().prefix(width)
      let id = Self.pointID(kind, bytes)
      let row = Int(littleEndian(buffer.dropFirst(width + 1).prefix(4)))
      guard row < pointCount else {
        throw mappings.damaged("entry \(entry) says row \(row) of \(pointCount)")
      }
      if !marks[entry] { try body(row, id) }
      buffer = buffer.dropFirst(width + 5)
      position += width + 5
    }
    guard position == mappings.size else { throw mappings.damaged("it goes on behind its last id") }
  }

  /// The ids by row; nil for deleted points.
  package func ids() throws(SnapshotError) -> [PointID?] {
    var ids = [PointID?](repeating: nil, count: pointCount)
    var twin: Int?
    try forEachID { (row, id) throws(SnapshotError) in
      if ids[row] != nil { twin = row }
      ids[row] = id
    }
    if let twin, let mappings { throw mappings.damaged("row \(twin) has two ids") }
    return ids
  }

  /// Reads everything that can be wrong.
  package func check() throws(SnapshotError) {
    _ = try ids()
    if let payloads {
      for row in 0..<payloads.count { _ = try payloads[row] }
    }
    for vectors in vectors { try vectors.graph?.check() }
  }
}
