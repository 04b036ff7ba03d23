import HNSW
import Testing

@Suite struct `Vectors that are hard on a graph` {
  private func expectEachIsFound(
    _ rows: VectorRows,
    _ metric: Metric,
    width: Int = 64
  ) throws {
    let graph = try GraphBuilder.forTests(metric).build(rows)
    #expect(graph.count == rows.count)
    #expect(unreached(graph) == [])
    let searcher = GraphSearcher(graph, rows, metric: metric)
    for index in stride(from: 0, to: rows.count, by: max(1, rows.count / 50)) {
      let found = searcher.search(rows, index, 1, width, nil, .all)
      #expect(found.count == 1)
      if metric == .euclid || metric == .manhattan { #expect(found.first?.distance == 0) }
    }
  }

  @Test(arguments: Metric.allCases)
  func `may be none, one or two`(metric: Metric) throws {
    let none = try GraphBuilder.forTests(metric).build(VectorRows([], width: 4))
    #expect(none.count == 0 && none.entryPoints.isEmpty && none.linkCount == 0)
    let one = VectorRows([1, 0], width: 2)
    let graph = try GraphBuilder.forTests(metric).build(one)
    #expect(graph.entryPoints.map(\.point) == [0] && graph.links(of: 0, on: 0).isEmpty)
    #expect(
      try GraphSearcher(graph, one, metric: metric).search([1, 0], top: 5, width: 5).count == 1
    )
    let two = VectorRows([1, 0, 0, 1], width: 2)
    let pair = try GraphBuilder.forTests(metric).build(two)
    #expect(Array(pair.links(of: 0, on: 0)) == [1] && Array(pair.links(of: 1, on: 0)) == [0])
  }

  @Test(arguments: Metric.allCases, [2, 3, 50, 1000])
  func `may all be equal`(metric: Metric, count: Int) throws {
    let rows = VectorRows((0..<count).flatMap { _ in [0.6, 0.8] as [Float] }, width: 2)
    try expectEachIsFound(rows, metric)
    // All of them come to light, not only those with a link to the query's own place.
    let graph = try GraphBuilder.forTests(metric).build(rows)
    let found = GraphSearcher(graph, rows, metric: metric)
      .search(rows, 0, count, count, nil, .all)
    #expect(Set(found.map(\.point)).count == count)
  }

  /// Boilerplate, and crowds larger than a point has links.
  @Test func `may be equal in sets`() throws {
    var values = crowded(2000, width: 16)
    for row in 0..<600 {
      for column in 0..<16 { values[(row * 3) * 16 + column] = values[(row % 4) * 16 + column] }
    }
    let rows = VectorRows(values, width: 16)
    try expectEachIsFound(rows, .cosine)
    let graph = try GraphBuilder.forTests().build(rows)
    let queries = VectorRows(crowded(2100, width: 16), width: 16).slice(2000..<2100)
    let truth = try ExactNeighbours.find(queries, in: rows, top: 10, metric: .cosine)
    let searcher = GraphSearcher(graph, rows, metric: .cosine)
    // By distance, since which of equal ones comes first means nothing.
    for query in 0..<100 {
      let found = searcher.search(queries, query, 10, 128, nil, .all).map(\.distance)
      let worst = truth.distances[query * 10 + 9]
      #expect(found.count { $0 <= worst + 1e-6 } >= 9)
    }
  }

  @Test func `may be nearly equal`() throws {
    var chance = Chance(4)
    let values = (0..<1500 * 8).map { index in
      1 + (index / 8 % 3 == 0 ? 1e-6 : 0.5) * chance.number()
    }
    try expectEachIsFound(VectorRows(values, width: 8), .euclid)
  }

  @Test(arguments: Metric.allCases)
  func `may be zero`(metric: Metric) throws {
    var values = crowded(300, width: 8)
    for row in [5, 100, 200] { for column in 0..<8 { values[row * 8 + column] = 0 } }
    try expectEachIsFound(VectorRows(values, width: 8), metric)
    try expectEachIsFound(VectorRows([Float](repeating: 0, count: 80), width: 8), metric)
  }

  @Test(arguments: [1, 2, 3, 17, 100, 2048])
  func `may have any number of dimensions`(width: Int) throws {
    let rows = VectorRows(crowded(400, width: width, isUnit: false), width: width)
    try expectEachIsFound(rows, .euclid)
    try expectEachIsFound(rows, .manhattan)
    let share = try recall(
      GraphBuilder.forTests(.euclid).build(rows),
      rows,
      VectorRows(crowded(450, width: width, isUnit: false), width: width).slice(400..<450),
      .euclid
    )
    #expect(share > 0.97)
  }

  /// Files are sorted by document and topic; the order of insertion is not theirs.
  @Test func `may come crowd by crowd`() throws {
    var chance = Chance(9)
    var values: [Float] = []
    for _ in 0..<20 {
      let centre = (0..<32).map { _ in chance.normal() }
      for _ in 0..<200 { values += centre.map { $0 + 0.3 * chance.normal() } }
    }
    let rows = VectorRows(values, width: 32)
    let graph = try GraphBuilder.forTests(.euclid, m: 12, efConstruct: 100).build(rows)
    let found = try graph.neighbours(of: rows, top: 10, metric: .euclid)
    let truth = try ExactNeighbours.find(
      rows,
      in: rows,
      top: 10,
      metric: .euclid,
      skippingOwn: true
    )
    #expect(found.recall(of: truth) > 0.97)
    #expect(unreached(graph) == [])
  }

  /// A few dimensions or vectors that stand far out must not make codes useless.
  @Test func `may have numbers that stand far out`() throws {
    for scale in [10, 1e3, 1e9] as [Float] {
      var values = crowded(2000, width: 24, isUnit: false)
      values[24 * 77] = scale
      for row in 0..<2000 { values[row * 24 + 3] *= row % 900 == 0 ? scale : 1 }
      let rows = VectorRows(values, width: 24)
      let graph = try GraphBuilder.forTests(.euclid, m: 12, efConstruct: 100).build(rows)
      let queries = VectorRows(crowded(2100, width: 24, isUnit: false), width: 24).slice(
        2000..<2100
      )
      #expect(try recall(graph, rows, queries, .euclid) > 0.95, "\(scale)")
      #expect(unreached(graph) == [])
    }
  }

  @Test(arguments: [false, true])
  func `may be codes`(areSigned: Bool) throws {
    let numbers = crowded(2100, width: 32)
    let codes = numbers.map {
      Int8(areSigned ? max(-127, min(127, $0 * 250)) : max(0, min(127, $0 * 150 + 63)))
    }
    let all = VectorRows(codes: codes, width: 32)
    let rows = all.slice(0..<2000)
    for metric in [Metric.dot, .euclid, .manhattan] {
      let graph = try GraphBuilder.forTests(metric, m: 12, efConstruct: 100).build(rows)
      #expect(try recall(graph, rows, all.slice(2000..<2100), metric) > 0.9)
    }
  }

  /// What is refused, and the sentence that says why.
  @Test(arguments: [
    (Metric.euclid, Float.nan, "vector 3 has a number that is not finite"),
    (.euclid, .infinity, "vector 3 has a number that is not finite"),
    (.dot, 1e30, "vector 3 has numbers too large to measure distances"),
    (.cosine, 2, "vector 3 is not of length 1, which the metric 'cosine' needs"),
    (.cosine, .nan, "vector 3 has a number that is not finite"),
  ])
  func `are refused where they are none`(metric: Metric, number: Float, reason: String) throws {
    var values = crowded(2500, width: 4)
    values[3 * 4 + 2] = number
    values[2400 * 4] = number
    for threads in [1, 3] {
      let builder = GraphBuilder.forTests(metric, threads: threads)
      #expect { try builder.build(VectorRows(values, width: 4)) } throws: { "\($0)" == reason }
    }
  }

  @Test func `are not built by parameters that are none`() {
    for (change, reason) in [
      ({ $0.m = -1 }, "the links of a point must be from 0 to 1024"),
      ({ $0.payloadM = 5000 }, "the links of a point must be from 0 to 1024"),
      ({ $0.efConstruct = 0 }, "the width of the search while building must be from 1 to 65536"),
      ({ $0.fullScanThreshold = -1 }, "the threshold of a full scan must not be negative"),
    ] as [((inout HNSWParameters) -> Void, String)] {
      var builder = GraphBuilder.forTests()
      change(&builder.parameters)
      #expect { try builder.build(VectorRows([1, 0], width: 2)) } throws: { "\($0)" == reason }
    }
  }

  @Test(arguments: [1, 2, 3, 64])
  func `are built with few links and many`(m: Int) throws {
    let rows = VectorRows(crowded(1500, width: 16), width: 16)
    let graph = try GraphBuilder.forTests(m: m, efConstruct: 50).build(rows)
    #expect(unreached(graph) == [])
    let queries = VectorRows(crowded(1600, width: 16), width: 16).slice(1500..<1600)
    #expect(try recall(graph, rows, queries, .cosine, width: 200) > (m < 3 ? 0.6 : 0.95))
  }
}
