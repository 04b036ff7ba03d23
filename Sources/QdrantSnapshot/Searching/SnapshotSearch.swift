import Glibc
import JSON

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
    // Links within groups only lead from no group to another.
    guard let graph, !query.isExact, !graph.entryPoints.isEmpty, graph.m > 0,
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
