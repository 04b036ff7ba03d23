// Searches of one segment by row, as recall is measured by.
extension SnapshotSegment {
  /// The nearest rows that a search through the graph finds.
  package func nearestRows(
    _ numbers: [Float],
    _ vectors: SnapshotVectors,
    top: Int,
    width: Int
  ) throws(SnapshotError) -> [(row: Int, nearness: Float)] {
    guard let graph = vectors.graph, let stored = vectors.stored else { return [] }
    let missing = try vectors.missingMarks()
    var walk = GraphWalk(graph, stored, VectorQuery(numbers, vectors.facts))
    let found = try walk.search(width: width) { row in
      !isDeleted(row) && !(missing.map { $0[row] } ?? false)
    }
    return Array(found.rows.prefix(top))
  }

  /// The truly nearest rows of several queries, found in one pass over the vectors.
  package func scannedRows(
    _ queries: [[Float]],
    _ vectors: SnapshotVectors,
    top: Int
  ) throws(SnapshotError) -> [[(row: Int, nearness: Float)]] {
    guard let stored = vectors.stored else { return queries.map { _ in [] } }
    let missing = try vectors.missingMarks()
    let measures = queries.map { VectorQuery($0, vectors.facts) }
    var lists = queries.map { _ in NearestRows(most: top) }
    var numbers: [Float] = []
    for row in 0..<stored.count where !isDeleted(row) && !(missing.map { $0[row] } ?? false) {
      stored.row(row, into: &numbers)
      for (index, measure) in measures.enumerated() {
        lists[index].add(row, measure.nearness(of: numbers))
      }
    }
    return lists.map(\.rows)
  }

  /// Tells how near rows are to a query.
  package func measure(_ numbers: [Float], _ vectors: SnapshotVectors) -> (Int) -> Float {
    let query = VectorQuery(numbers, vectors.facts)
    return { row in
      var buffer: [Float] = []
      vectors.stored?.row(row, into: &buffer)
      return buffer.isEmpty ? -.infinity : query.nearness(of: buffer)
    }
  }
}
