import JSON

/// Reads every vector, and the bytes that stand for them.
enum VectorCheck {
  /// How far from 1 the length of a stored vector may be.
  private static func tolerance(_ datatype: VectorDatatype) -> Float {
    datatype == .float16 ? 0.01 : 0.001
  }

  static func vectors(
    _ vectors: SnapshotVectors
  ) throws(SnapshotError) -> (note: String, problems: [String]) {
    guard let stored = vectors.stored else { return ("not read: the file has holes", []) }
    let facts = vectors.facts
    let missing = try vectors.missingMarks()
    let isUnit = facts.distance == .cosine && facts.datatype != .uint8
    var count = 0
    var numbers: [Float] = []
    for row in 0..<stored.count where !(missing.map { $0[row] } ?? false) {
      count += 1
      stored.row(row, into: &numbers)
      var sum: Float = 0
      for number in numbers { sum += number * number }
      guard sum.isFinite || numbers.allSatisfy(\.isFinite) else {
        return ("", ["'\(vectors.place)': row \(row) has a number that is not finite"])
      }
      // Vectors of nothing but zeros have no length to be brought to.
      if isUnit, sum != 0, abs(sum.squareRoot() - 1) > tolerance(facts.datatype) {
        return (
          "", ["'\(vectors.place)': row \(row) has the length \(sum.squareRoot()) instead of 1"]
        )
      }
    }
    let length = isUnit ? ", of length 1" : ""
    return ("\(count) of \(facts.dimensions) dimensions, \(facts.distance.rawValue)\(length)", [])
  }

  /// Makes the bytes anew from the vectors.
  static func codes(
    _ vectors: SnapshotVectors,
    _ folder: SnapshotFolder
  ) throws(SnapshotError) -> (note: String, problems: [String]) {
    let facts = vectors.facts
    guard vectors.isQuantized else { return ("not there: a server works without them", []) }
    let storage = folder.below("vector_storage\(facts.suffix)/")
    guard let data = storage["quantized.data"], let meta = storage["quantized.meta.json"],
      let configuration = storage["quantized.config.json"], let stored = vectors.stored
    else { return ("not compared", []) }
    let json = try meta.json()
    guard facts.quantization?["scalar"] != nil, let padded = json["actual_dim"]?.integer else {
      return ("not compared: of a kind that is not known", [])
    }
    guard let alpha = number(json["alpha"]), let offset = number(json["offset"]) else {
      throw meta.damaged("it does not say the range of the bytes")
    }
    guard let own = try configuration.json()["quantization_config"], own == facts.quantization
    else {
      throw configuration.damaged("it says other options than 'segment.json'")
    }
    let made = QuantizedVectors(
      distance: facts.distance,
      dimensions: facts.dimensions,
      alpha: alpha,
      offset: offset
    )
    guard padded == made.paddedDimensions, alpha > 0, alpha.isFinite, offset.isFinite else {
      throw meta.damaged("its range or its dimensions make no sense")
    }
    var numbers: [Float] = []
    var record: [UInt8] = []
    for row in 0..<stored.count {
      stored.row(row, into: &numbers)
      guard numbers.allSatisfy(\.isFinite) else { continue }
      record.removeAll(keepingCapacity: true)
      made.record(numbers, into: &record)
      let start = row * made.recordSize
      let found = try data.bytes(start..<start + made.recordSize)
      for place in 4..<made.recordSize where abs(Int(found[place]) - Int(record[place])) > 1 {
        throw data.damaged(
          "row \(row) has \(found[place]) for dimension \(place - 4), and its vector makes \(record[place])"
        )
      }
      let (kept, wanted) = (real(found), real(record))
      guard abs(kept - wanted) <= 0.001 * max(1, wanted.magnitude) else {
        throw data.damaged("row \(row) begins with \(kept), and its vector makes \(wanted)")
      }
    }
    return ("\(stored.count) rows agree with their vectors", [])
  }

  private static func number(_ json: JSON?) -> Float? {
    guard case .number(let number)? = json?.value else { return nil }
    return Float(number.text)
  }

  private static func real(_ record: [UInt8]) -> Float {
    Float(bitPattern: UInt32(littleEndian(record[0..<4])))
  }
}

/// Reads every link of a graph.
enum GraphCheck {
  static func run(
    _ graph: GraphReader,
    _ vectors: SnapshotVectors,
    _ folder: SnapshotFolder
  ) throws(SnapshotError) -> (note: String, problems: [String]) {
    try graph.check()
    var problems: [String] = []
    if let file = folder["vector_index\(vectors.facts.suffix)/hnsw_config.json"] {
      let json = try file.json()
      if json["m"]?.integer != graph.m || json["m0"]?.integer != graph.m0
        || json["ef_construct"]?.integer != graph.efConstruct
      {
        problems.append("'\(file.name)' says other options than the graph has")
      }
      if let count = json["indexed_vector_count"]?.integer, !(0...graph.pointCount).contains(count)
      {
        problems.append("'\(file.name)' speaks of \(count) vectors of \(graph.pointCount)")
      }
    }
    // With links within groups only, a server compares all where no group is.
    if graph.pointCount > 0, graph.m > 0, graph.entryPoints.isEmpty {
      problems.append("'\(vectors.place)': no search has a point to begin at")
    }
    let reached = try graph.reachableCount()
    let levels = graph.levelCounts.map(String.init).joined(separator: "/")
    return ("levels \(levels), \(reached) of \(graph.pointCount) points can be reached", problems)
  }
}

extension GraphReader {
  /// How many points links lead to from where searches begin.
  fileprivate func reachableCount() throws(SnapshotError) -> Int {
    var seen = BitMask(count: pointCount)
    var waiting: [UInt32] = []
    for entry in entryPoints where !seen[Int(entry.point)] {
      seen[Int(entry.point)] = true
      waiting.append(entry.point)
    }
    var count = 0
    while let point = waiting.popLast() {
      count += 1
      for link in try links(of: Int(point), on: 0) where !seen[Int(link)] {
        seen[Int(link)] = true
        waiting.append(link)
      }
    }
    return count
  }
}
