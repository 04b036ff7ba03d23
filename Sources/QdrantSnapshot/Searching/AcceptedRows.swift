import JSON

/// Rows that may be found.
struct AcceptedRows {
  let count: Int
  private let marks: BitMask

  init(_ marks: BitMask, count: Int) {
    self.marks = marks
    self.count = count
  }

  func contains(_ row: Int) -> Bool { marks[row] }
}

extension SnapshotSegment {
  /// The rows that are there, have the vector, and have what the filters ask for.
  func accepted(
    by filters: [PayloadFilter],
    for vectors: SnapshotVectors?
  ) throws(SnapshotError) -> AcceptedRows {
    var marks = BitMask(count: pointCount)
    var count = 0
    let missing = try vectors?.missingMarks()
    for row in 0..<pointCount {
      guard !isDeleted(row), !(missing.map { $0[row] } ?? false) else { continue }
      if !filters.isEmpty {
        let payload = try payload(of: row)
        guard filters.allSatisfy({ $0.accepts(payload) }) else { continue }
      }
      marks[row] = true
      count += 1
    }
    return AcceptedRows(marks, count: count)
  }

  /// The payload of a row, read; nil where it has none.
  func payload(of row: Int) throws(SnapshotError) -> JSON? {
    guard let payloads, let bytes = try payloads[row] else { return nil }
    do throws(JSONProblem) {
      var scanner = try JSONScanner(bytes, file: "payload")
      guard scanner.next == UInt8(ascii: "{") else { throw scanner.problem("it is no object") }
      let tree = try scanner.placelessTree()
      try scanner.end()
      return tree
    } catch {
      throw payloads.damaged(
        "the payload of row \(row) is no JSON object: column \(error.place.column): \(error.message)"
      )
    }
  }
}
