import HNSW
package import QdrantSnapshot

/// Which share of the truly nearest points searches through stored graphs find.
package struct SnapshotRecall: Sendable {
  /// How many of the nearest are compared.
  package static let top = 10

  package let segment: String
  package let vector: String
  package let queries: Int
  package let width: Int
  package let recall: Double

  /// Measures each graph of a snapshot: with some of the vectors that it has, drawn the same way always, or with others.
  package static func measure(
    _ snapshot: SnapshotReader,
    sample: Int,
    queries: NumPyMatrix?,
    width: Int?,
    threads: Int
  ) throws(SnapshotError) -> [SnapshotRecall] {
    var results: [SnapshotRecall] = []
    for segment in snapshot.shards.flatMap(\.segments) {
      for vectors in segment.vectors {
        guard let graph = vectors.graph, let stored = vectors.stored, graph.m > 0,
          stored.count > 1
        else { continue }
        let facts = vectors.facts
        var asked: [(row: Int?, numbers: [Float])] = []
        var numbers: [Float] = []
        if let queries {
          guard queries.width == facts.dimensions else {
            throw .options(
              "the queries have \(queries.width) dimensions, and the vectors have \(facts.dimensions)"
            )
          }
          for row in 0..<queries.count {
            queries.row(row, into: &numbers)
            asked.append((nil, numbers))
          }
        } else {
          let present = (0..<stored.count).filter { !segment.isDeleted($0) }
          for index in QuantizedVectors.sampledRows(of: present.count, size: sample) {
            stored.row(present[index], into: &numbers)
            asked.append((present[index], numbers))
          }
        }
        guard asked.allSatisfy({ $0.numbers.allSatisfy(\.isFinite) }) else {
          throw .options("a query has a number that is not finite")
        }
        let width = max(width ?? graph.efConstruct, top + 1)
        let share = try share(asked, segment, vectors, width, threads)
        results.append(
          SnapshotRecall(
            segment: segment.id,
            vector: facts.name,
            queries: asked.count,
            width: width,
            recall: share
          )
        )
      }
    }
    return results
  }

  private static func share(
    _ asked: [(row: Int?, numbers: [Float])],
    _ segment: SnapshotSegment,
    _ vectors: SnapshotVectors,
    _ width: Int,
    _ threads: Int
  ) throws(SnapshotError) -> Double {
    let truth = try ExactRows.find(asked.map(\.numbers), segment, vectors, top + 1, threads)
    var (found, wanted) = (0, 0)
    for (query, nearest) in zip(asked, truth) {
      // A vector finds itself always, so that does not count.
      let others = nearest.filter { $0.row != query.row }.prefix(top)
      let hits = try segment.nearestRows(query.numbers, vectors, top: top + 1, width: width)
        .filter { $0.row != query.row }.prefix(top)
      wanted += others.count
      guard let last = others.last else { continue }
      let rows = Set(others.map(\.row))
      // Of points that are equally far any will do.
      let slack = 1e-5 * max(1, last.nearness.magnitude)
      found += hits.count { rows.contains($0.row) || $0.nearness >= last.nearness - slack }
    }
    return wanted > 0 ? Double(found) / Double(wanted) : 1
  }
}

/// The truly nearest rows of several queries.
private enum ExactRows {
  static func find(
    _ queries: [[Float]],
    _ segment: SnapshotSegment,
    _ vectors: SnapshotVectors,
    _ top: Int,
    _ threads: Int
  ) throws(SnapshotError) -> [[(row: Int, nearness: Float)]] {
    let hasDeleted = (0..<segment.pointCount).contains { segment.isDeleted($0) }
    guard let stored = vectors.stored, stored.datatype == .float32, !hasDeleted else {
      return try segment.scannedRows(queries, vectors, top: top)
    }
    let asked = VectorRows(queries.flatMap { $0 }, width: stored.dimensions)
    let metric = Metric(vectors.facts.distance)
    let table: NeighbourTable
    do throws(HNSWError) {
      table = try stored.withBytes { (bytes) throws(HNSWError) in
        try bytes.withUnsafeBytes { (bytes) throws(HNSWError) in
          guard let start = bytes.baseAddress else {
            return NeighbourTable(top: 0, points: [], distances: [])
          }
          // The rows are only looked at while they are lent.
          let rows = VectorRows(
            .floats(start.assumingMemoryBound(to: Float.self)),
            count: stored.count,
            width: stored.dimensions,
            owner: nil
          )
          return try ExactNeighbours.find(
            metric == .cosine ? asked.ofUnitLength() : asked,
            in: rows,
            top: top,
            metric: metric,
            threads: threads
          )
        }
      }
    } catch {
      throw .source("the neighbours were not found: \(error)")
    }
    return queries.indices.map { index in
      let query = segment.measure(queries[index], vectors)
      return table.neighbours(of: index).map { (Int($0), query(Int($0))) }
    }
  }
}
