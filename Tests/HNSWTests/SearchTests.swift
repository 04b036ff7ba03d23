import HNSW
import Testing

@Suite struct `Searching a graph` {
  private static let rows = VectorRows(crowded(5000, width: 48), width: 48)
  private static let queries = VectorRows(crowded(5200, width: 48), width: 48).slice(5000..<5200)

  /// Metrics with the least share of the ten truly nearest that 64 wide searches are to find.
  @Test(arguments: [(Metric.cosine, 0.97), (.dot, 0.97), (.euclid, 0.97), (.manhattan, 0.96)])
  func `finds what is nearest`(metric: Metric, floor: Double) throws {
    let graph = try GraphBuilder.forTests(metric, m: 12, efConstruct: 100).build(Self.rows)
    let found = try recall(graph, Self.rows, Self.queries, metric)
    #expect(found >= floor)
    #expect(unreached(graph) == [])
  }

  @Test func `finds more the wider it is`() throws {
    let graph = try GraphBuilder.forTests().build(Self.rows)
    let shares = try [10, 40, 160, 640].map {
      try recall(graph, Self.rows, Self.queries, .cosine, width: $0)
    }
    #expect(shares == shares.sorted())
    #expect(shares[3] > 0.995)
  }

  @Test func `gives distances of the metric, the nearest first`() throws {
    let rows = VectorRows([0, 0, 3, 4, 6, 8, -3, 0], width: 2)
    let expected: [(Metric, [Neighbour])] = [
      (
        .euclid,
        [
          .init(point: 0, distance: 0), .init(point: 3, distance: 3), .init(point: 1, distance: 5),
          .init(point: 2, distance: 10),
        ]
      ),
      (
        .manhattan,
        [
          .init(point: 0, distance: 0), .init(point: 3, distance: 3), .init(point: 1, distance: 7),
          .init(point: 2, distance: 14),
        ]
      ),
    ]
    for (metric, wanted) in expected {
      for threshold in [0, 100] {
        let graph = try GraphBuilder.forTests(metric, threshold: threshold).build(rows)
        let searcher = GraphSearcher(graph, rows, metric: metric)
        #expect(try searcher.search([0, 0], top: 9, width: 9) == wanted)
        #expect(try searcher.search([0, 0], top: 2, width: 9) == Array(wanted.prefix(2)))
      }
    }
    let unit = VectorRows([1, 0, 0, 1, -1, 0], width: 2)
    let graph = try GraphBuilder.forTests().build(unit)
    let found = try GraphSearcher(graph, unit, metric: .cosine).search([1, 0], top: 3, width: 3)
    #expect(found.map(\.distance) == [0, 1, 2])
    #expect(found.map(\.point) == [0, 1, 2])
  }

  @Test func `refuses queries that are none`() throws {
    let graph = try GraphBuilder.forTests().build(Self.rows.slice(0..<50))
    let searcher = GraphSearcher(graph, Self.rows.slice(0..<50), metric: .cosine)
    #expect { try searcher.search([1, 2], top: 1, width: 1) } throws: {
      "\($0)" == "the query has 2 numbers, and the vectors have 48"
    }
    let broken = [Float](repeating: .nan, count: 48)
    #expect { try searcher.search(broken, top: 1, width: 1) } throws: {
      "\($0)" == "the query has a number that is not finite"
    }
  }

  /// One in so many is taken, by chance.
  @Test(arguments: [1, 2, 5, 20, 100, 1000])
  func `finds what a filter takes`(step: UInt32) throws {
    let graph = try GraphBuilder.forTests(m: 12, efConstruct: 100).build(Self.rows)
    let searcher = GraphSearcher(graph, Self.rows, metric: .cosine)
    let filter = PointSet(capacity: 5000) { $0 % step == 0 }
    let taken = (0..<UInt32(5000)).filter { $0 % step == 0 }
    var (hits, wanted) = (0, 0)
    for query in 0..<100 {
      let truth = try Self.truth(query, taken)
      let found = searcher.search(Self.queries, query, 10, 64, filter, .all)
      #expect(found.allSatisfy { filter.contains($0.point) })
      #expect(found.count == min(10, taken.count))
      let points = Set(found.map(\.point))
      hits += truth.count { points.contains($0) }
      wanted += truth.count
    }
    #expect(Double(hits) / Double(wanted) > 0.97)
  }

  /// Points that lie together, and far from most queries.
  @Test func `finds what a filter takes far away`() throws {
    let graph = try GraphBuilder.forTests(m: 12, efConstruct: 100).build(Self.rows)
    let searcher = GraphSearcher(graph, Self.rows, metric: .cosine)
    let crowd = try ExactNeighbours.find(
      Self.rows.slice(7..<8),
      in: Self.rows,
      top: 2500,
      metric: .cosine
    )
    var filter = PointSet(capacity: 5000)
    for point in crowd.points { filter.insert(point) }
    var hits = 0
    for query in 0..<50 {
      let truth = try Self.truth(query, crowd.points.sorted())
      let found = Set(searcher.search(Self.queries, query, 10, 64, filter, .all).map(\.point))
      hits += truth.count { found.contains($0) }
    }
    #expect(Double(hits) / 500 > 0.95)
  }

  @Test func `looks at all where few may be found`() throws {
    var builder = GraphBuilder.forTests()
    builder.parameters.fullScanThreshold = 300
    let graph = try builder.build(Self.rows)
    let searcher = GraphSearcher(graph, Self.rows, metric: .cosine)
    let filter = PointSet(capacity: 5000) { $0 < 300 }
    for query in 0..<50 {
      let found = searcher.search(Self.queries, query, 10, 10, filter, .accepted).map(\.point)
      #expect(try found == Self.truth(query, Array(0..<300)))
    }
    #expect(searcher.search(Self.queries, 0, 10, 10, PointSet(capacity: 5000), .all).isEmpty)
  }

  /// The nearest of some points, by measuring them all.
  private static func truth(_ query: Int, _ taken: [UInt32]) throws -> [UInt32] {
    let all = try ExactNeighbours.find(
      queries.slice(query..<query + 1),
      in: rows,
      top: rows.count,
      metric: .cosine,
      threads: 1
    )
    let wanted = Set(taken)
    return Array(all.neighbours(of: 0).filter { wanted.contains($0) }.prefix(10))
  }
}
