import JSON

/// Points of which the vectors are rows of a matrix, and the payloads lines of a file.
///
/// A line is a payload, or an object of an `id` and a `payload`; without ids points are numbered from 0.
package struct PackedPoints: PointSource {
  private let vectors: NumPyMatrix
  private let payloads: LineFile?
  private let ids: LineFile?
  private let hasEnvelopes: Bool
  /// The field whose text the sparse vectors are made of.
  private let sparseField: String?

  package init(
    vectors: NumPyMatrix,
    payloads: LineFile?,
    ids: LineFile? = nil,
    sparseField: String? = nil
  ) throws(SnapshotError) {
    for (name, lines) in [("payloads", payloads), ("ids", ids)] {
      guard let lines, lines.count != vectors.count else { continue }
      throw .options("there are \(vectors.count) vectors, but \(lines.count) \(name)")
    }
    self.vectors = vectors
    self.payloads = payloads
    self.ids = ids
    self.sparseField = sparseField
    if let payloads, payloads.count > 0 {
      hasEnvelopes = try Self.envelope(payloads[0], row: 0) != nil
    } else {
      hasEnvelopes = false
    }
  }

  package var count: Int { vectors.count }

  /// Where a point was read, for a sentence; empty where vectors are all there is.
  package func place(of row: Int) -> String {
    [ids, payloads].compactMap(\.self)
      .map { "'\($0.path)', line \($0.number(of: row))" }.joined(separator: "; ")
  }

  package func id(_ row: Int) throws(SnapshotError) -> PointID {
    var id: PointID?
    if let ids {
      id = try Self.id(String(decoding: ids[row], as: UTF8.self).filter { !$0.isWhitespace }, row)
    }
    if hasEnvelopes, let payloads {
      let own = try Self.id(try Self.sureEnvelope(payloads[row], row: row).id, row)
      if let id, id != own {
        throw .point(row: row, "has the id \(own) beside its payload, and \(id) among the ids")
      }
      id = own
    }
    return id ?? .number(UInt64(row))
  }

  private static func id(_ text: String, _ row: Int) throws(SnapshotError) -> PointID {
    guard let id = PointID(text) else {
      throw .point(row: row, "has the id '\(text)', which is neither a number nor a UUID")
    }
    return id
  }

  package func vector(_ row: Int, into numbers: inout [Float]) { vectors.row(row, into: &numbers) }

  package func payload(_ row: Int, into json: inout [UInt8]) throws(SnapshotError) {
    json.removeAll(keepingCapacity: true)
    guard let payloads else { return }
    let line = payloads[row]
    guard hasEnvelopes else {
      json += line
      return
    }
    json += try Self.sureEnvelope(line, row: row).payload
  }

  package func sparseText(_ row: Int) throws(SnapshotError) -> String {
    guard let sparseField else { return "" }
    var json: [UInt8] = []
    try payload(row, into: &json)
    guard !json.isEmpty else { return "" }
    do throws(JSONProblem) {
      var scanner = try JSONScanner(json, file: "payload")
      return try scanner.placelessTree()[sparseField]?.string ?? ""
    } catch {
      throw .point(row: row, "has a payload that is no JSON: \(error.message)")
    }
  }

  private static func sureEnvelope(
    _ line: [UInt8],
    row: Int
  ) throws(SnapshotError) -> (id: String, payload: ArraySlice<UInt8>) {
    guard let envelope = try envelope(line, row: row) else {
      throw .point(row: row, "has no 'id' and 'payload' like the first")
    }
    return envelope
  }

  /// The two members of a line; nil where it has others.
  private static func envelope(
    _ line: [UInt8],
    row: Int
  ) throws(SnapshotError) -> (id: String, payload: ArraySlice<UInt8>)? {
    do throws(JSONProblem) {
      var scanner = try JSONScanner(line, file: "payloads")
      guard scanner.next == UInt8(ascii: "{") else { return nil }
      try scanner.enterObject()
      var id: String?
      var payload: ArraySlice<UInt8>?
      var isFirst = true
      var name: [UInt8] = []
      while try scanner.nextName(into: &name, isFirst: &isFirst) {
        let start = scanner.position
        switch String(decoding: name, as: UTF8.self) {
        case "id" where scanner.next == UInt8(ascii: "\""): id = try scanner.string()
        case "id" where scanner.startsNumber:
          id = String(decoding: try scanner.number(), as: UTF8.self)
        case "payload":
          try scanner.skip()
          payload = scanner.passed(since: start)
        default: return nil
        }
      }
      guard let id, let payload else { return nil }
      return (id, payload)
    } catch {
      throw .point(
        row: row,
        "has a payload that is no JSON: column \(error.place.column): \(error.message)"
      )
    }
  }
}
