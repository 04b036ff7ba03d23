import HNSW
import Testing

@Suite struct `Links within groups of points` {
  private static let count = 6000
  private static let rows = VectorRows(crowded(count, width: 32), width: 32)
  private static let queries =
    VectorRows(crowded(count + 100, width: 32), width: 32).slice(count..<count + 100)

  /// Groups whose points are by chance.
  private static func groups(_ kinds: UInt32, field: Int = 0, seed: UInt32 = 0) -> [PointGroup] {
    (0..<kinds).map { kind in
      PointGroup(
        field: field,
        points: (0..<UInt32(count)).filter { (($0 &+ seed) &* 2_654_435_769) >> 16 % kinds == kind }
      )
    }
  }

  /// The recall of searches that keep to a group, as Qdrant's do.
  private static func recall(_ graph: HNSWGraph, _ group: PointGroup) throws -> Double {
    let searcher = GraphSearcher(graph, rows, metric: .cosine)
    var filter = PointSet(capacity: count)
    for point in group.points { filter.insert(point) }
    let truth = try ExactNeighbours.find(queries, in: rows, top: count, metric: .cosine)
    var hits = 0
    for query in 0..<queries.count {
      let wanted = truth.neighbours(of: query).filter { filter.contains($0) }.prefix(10)
      let found = searcher.search(queries, query, 10, 64, filter, .accepted)
      #expect(found.allSatisfy { filter.contains($0.point) })
      hits += found.count { wanted.contains($0.point) }
    }
    return Double(hits) / Double(10 * queries.count)
  }

  @Test func `let searches keep to a group`() throws {
    let groups = Self.groups(12)
    var builder = GraphBuilder.forTests(payloadM: 0)
    let plain = try builder.build(Self.rows, groups: groups)
    builder.parameters.payloadM = 8
    let linked = try builder.build(Self.rows, groups: groups)
    let (without, with) = (try Self.recall(plain, groups[3]), try Self.recall(linked, groups[3]))
    #expect(with > 0.97)
    #expect(without < with - 0.05)
    // What was there stays in front.
    for point in 0..<UInt32(Self.count) {
      let links = plain.links(of: point, on: 0)
      #expect(linked.links(of: point, on: 0).starts(with: links))
    }
    #expect(linked.entryPoints.first == plain.entryPoints.first)
    // The topmost of all is that of its group as well.
    #expect(linked.entryPoints.count == 12)
  }

  @Test func `stand alone where there are no others`() throws {
    let groups = Self.groups(6)
    let builder = GraphBuilder.forTests(m: 0, payloadM: 8)
    let graph = try builder.build(Self.rows, groups: groups)
    for group in groups { #expect(try Self.recall(graph, group) > 0.97) }
    for group in groups {
      let members = Set(group.points)
      for point in group.points {
        #expect(graph.links(of: point, on: 0).allSatisfy { members.contains($0) })
      }
    }
    #expect(graph.entryPoints.count == 6)
    #expect(try GraphBuilder.forTests(m: 0).build(Self.rows).linkCount == 0)
  }

  @Test func `are the same for any number of threads`() throws {
    let groups = Self.groups(5) + Self.groups(9, field: 1, seed: 77)
    let graphs = try [1, 2, 3].map {
      try GraphBuilder.forTests(threads: $0).build(Self.rows, groups: groups)
    }
    #expect(Set(graphs).count == 1)
  }

  @Test func `are made for groups that need them`() throws {
    var builder = GraphBuilder.forTests()
    let plain = try builder.build(Self.rows)
    // So few are scanned anyway.
    builder.parameters.fullScanThreshold = 600
    let small = try builder.build(Self.rows, groups: Self.groups(12))
    let isPlain = small.levels == plain.levels && small.entryPoints == plain.entryPoints
    #expect(isPlain)
    // So many are connected by the graph of all.
    builder.parameters.fullScanThreshold = 0
    let all = PointGroup(field: 0, points: Array(0..<UInt32(Self.count)))
    expectSame(try builder.build(Self.rows, groups: [all]), plain)
    // A second field with the same groups finds them connected.
    let once = try builder.build(Self.rows, groups: Self.groups(12))
    let twice = try builder.build(Self.rows, groups: Self.groups(12) + Self.groups(12, field: 1))
    expectSame(once, twice)
    #expect(once.linkCount > plain.linkCount)
  }

  @Test func `are refused for points that are not there`() {
    let group = PointGroup(field: 0, points: [5, UInt32(Self.count)])
    #expect { try GraphBuilder.forTests().build(Self.rows, groups: [group]) } throws: {
      "\($0)" == "a group names point 6000, and there are 6000"
    }
  }
}
