import Glibc
import JSON

/// What is looked for in a snapshot.
package struct SnapshotQuery: Sendable {
  package enum Target: Sendable {
    case numbers([Float])
    case words(SparseVector)
  }

  package var target: Target
  /// The name of the vector that is compared; nil for the only one of its kind.
  package var vector: String?
  package var limit = 10
  /// How many are held while the graph is searched; nil for as many as it was made with.
  package var width: Int?
  /// Whether all vectors are compared instead.
  package var isExact = false
  package var filters: [PayloadFilter] = []

  package init(_ target: Target) { self.target = target }
}

/// A point that was found.
package struct SnapshotHit: Sendable {
  package let id: PointID
  package let score: Float
  /// The text of a JSON object; nil where the point has no payload.
  package let payload: [UInt8]?
  /// The number of the shard, and the segment.
  package let shard: Int?
  package let segment: String
}

extension SnapshotReader {
  /// The dense vectors that finished segments have, and then the sparse ones, each once.
  package var vectorNames: (dense: [String], sparse: [String]) {
    let segments = shards.flatMap(\.segments)
    return (
      Set(segments.flatMap { $0.vectors.map(\.facts.name) }).sorted(),
      Set(segments.flatMap { $0.sparseVectors.map(\.name) }).sorted()
    )
  }

  /// The facts of a dense vector, of the only one where none is named.
  package func facts(of name: String?) throws(SnapshotError) -> VectorFacts {
    let (dense, sparse) = vectorNames
    let name = try chosen(name, of: dense, kind: "vector", others: sparse)
    for segment in shards.flatMap(\.segments) {
      if let vectors = segment.vectors.first(where: { $0.facts.name == name }) {
        return vectors.facts
      }
    }
    throw .options("there are no vectors in it")
  }

  /// The name of a sparse vector, of the only one where none is named.
  package func sparseName(_ name: String?) throws(SnapshotError) -> String {
    let (dense, sparse) = vectorNames
    return try chosen(name, of: sparse, kind: "sparse vector", others: dense)
  }

  private func chosen(
    _ name: String?,
    of known: [String],
    kind: String,
    others: [String]
  ) throws(SnapshotError) -> String {
    func list(_ names: [String]) -> String {
      names.map { $0.isEmpty ? "one without a name" : "'\($0)'" }.joined(separator: ", ")
    }
    guard let name else {
      if known.count == 1 { return known[0] }
      throw .options(
        known.isEmpty
          ? "it has no \(kind)\(others.isEmpty ? "" : ", only \(list(others))")"
          : "it has several vectors, and one must be named: \(list(known))"
      )
    }
    guard known.contains(name) else {
      throw .options("it has no \(kind) '\(name)'; there are \(list(known + others))")
    }
    return name
  }

  /// The nearest points of all segments, the nearest first; what is in segments that take new points is not found.
  package func search(_ query: SnapshotQuery) throws(SnapshotError) -> [SnapshotHit] {
    switch query.target {
    case .numbers(let numbers): try search(numbers, query)
    case .words(let words): try search(words, query)
    }
  }

  private func search(
    _ numbers: [Float],
    _ query: SnapshotQuery
  ) throws(SnapshotError) -> [SnapshotHit] {
    let facts = try facts(of: query.vector)
    guard numbers.count == facts.dimensions else {
      throw .options(
        "the query has \(numbers.count) dimensions, and the vectors have \(facts.dimensions)"
      )
    }
    guard numbers.allSatisfy(\.isFinite) else {
      throw .options("the query has a number that is not finite")
    }
    let measure = VectorQuery(numbers, facts)
    var found = SnapshotHits(limit: query.limit)
    for shard in shards {
      for segment in shard.segments {
        guard let vectors = segment.vectors.first(where: { $0.facts.name == facts.name }),
          !segment.isAppendable
        else { continue }
        let accepted = try segment.accepted(by: query.filters, for: vectors)
        let rows = try vectors.nearest(measure, query, accepted)
        try found.add(rows, of: segment, in: shard) { VectorQuery.score(of: $0, facts.distance) }
      }
    }
    return try found.hits()
  }

  private func search(
    _ words: SparseVector,
    _ query: SnapshotQuery
  ) throws(SnapshotError) -> [SnapshotHit] {
    let name = try sparseName(query.vector)
    var parts: [(shard: SnapshotShard, segment: SnapshotSegment, index: SparseIndexReader)] = []
    var weighsRareWords = false
    for shard in shards {
      for segment in shard.segments where !segment.isAppendable {
        guard let sparse = segment.sparse.first(where: { $0.name == name }) else { continue }
        guard let index = sparse.index else {
          throw .options("segment \(segment.id) has no lists of '\(name)' to search")
        }
        weighsRareWords = weighsRareWords || sparse.weighsRareWords
        parts.append((shard, segment, index))
      }
    }
    let total = parts.reduce(0) { $0 + $1.index.vectorCount }
    var weights: [Float] = []
    for (dimension, weight) in zip(words.indices, words.values) {
      var count = 0
      for part in parts { count += try part.index.count(of: dimension) }
      let rarity = 1 + (Double(total - min(count, total)) + 0.5) / (Double(count) + 0.5)
      weights.append(weighsRareWords ? weight * Float(log(rarity)) : weight)
    }
    var found = SnapshotHits(limit: query.limit)
    for (shard, segment, index) in parts {
      let accepted = try segment.accepted(by: query.filters, for: nil)
      var scores: [UInt32: Float] = [:]
      for (dimension, weight) in zip(words.indices, weights) {
        for entry in try index.list(of: dimension) {
          scores[entry.point, default: 0] += weight * entry.weight
        }
      }
      var rows = NearestRows(most: query.limit)
      for (point, score) in scores where accepted.contains(Int(point)) {
        rows.add(Int(point), score.isNaN ? -.infinity : score)
      }
      try found.add(rows, of: segment, in: shard) { $0 }
    }
    return try found.hits()
  }
}

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

/// The nearest of all segments, each point once.
private struct SnapshotHits {
  private struct Hit {
    var row: Int
    var score: Float
    var nearness: Float
    var shard: SnapshotShard
    var segment: SnapshotSegment
  }

  private var found: [Hit] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func add(
    _ rows: NearestRows,
    of segment: SnapshotSegment,
    in shard: SnapshotShard,
    score: (Float) -> Float
  ) throws(SnapshotError) {
    for (row, nearness) in rows.rows {
      found.append(
        Hit(row: row, score: score(nearness), nearness: nearness, shard: shard, segment: segment)
      )
    }
  }

  func hits() throws(SnapshotError) -> [SnapshotHit] {
    // Segments are looked at in one order always, and sorting keeps to it among equals.
    let sorted = found.enumerated().sorted {
      $0.element.nearness != $1.element.nearness
        ? $0.element.nearness > $1.element.nearness : $0.offset < $1.offset
    }
    var hits: [SnapshotHit] = []
    var ids: Set<PointID> = []
    for (_, hit) in sorted where hits.count < limit {
      let id = try hit.segment.id(of: hit.row)
      guard ids.insert(id).inserted else { continue }
      hits.append(
        SnapshotHit(
          id: id,
          score: hit.score,
          payload: try hit.segment.payloads?[hit.row],
          shard: hit.shard.number,
          segment: hit.segment.id
        )
      )
    }
    return hits
  }
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

extension SnapshotVectors {
  /// Below so many rows that may be found, all of them are compared: it takes no longer.
  private static let scanned = 2000

  func nearest(
    _ measure: VectorQuery,
    _ query: SnapshotQuery,
    _ accepted: AcceptedRows
  ) throws(SnapshotError) -> NearestRows {
    guard let stored else {
      throw .options("the vectors cannot be searched: their file has holes")
    }
    let isFiltered = !query.filters.isEmpty
    // Where there are only links within groups, a server compares all too.
    guard let graph, !query.isExact, !graph.entryPoints.isEmpty, isFiltered || graph.m > 0,
      !(isFiltered && accepted.count <= Self.scanned)
    else { return scan(stored, measure, query.limit, accepted) }
    var width = max(query.width ?? graph.efConstruct, query.limit, 1)
    if isFiltered {
      let share = Double(stored.count) / Double(max(1, accepted.count))
      width = min(stored.count, Int(1.3 * Double(width) * share))
    }
    var walk = GraphWalk(graph, stored, measure)
    let found = try walk.search(width: width) { accepted.contains($0) }
    // Too few came along on the way: they lie elsewhere.
    if isFiltered, found.rows.count < min(query.limit, accepted.count) {
      return scan(stored, measure, query.limit, accepted)
    }
    var nearest = NearestRows(most: query.limit)
    for (row, nearness) in found.rows { nearest.add(row, nearness) }
    return nearest
  }

  private func scan(
    _ stored: StoredVectors,
    _ measure: VectorQuery,
    _ limit: Int,
    _ accepted: AcceptedRows
  ) -> NearestRows {
    var nearest = NearestRows(most: limit)
    var numbers: [Float] = []
    for row in 0..<stored.count where accepted.contains(row) {
      stored.row(row, into: &numbers)
      nearest.add(row, measure.nearness(of: numbers))
    }
    return nearest
  }
}
