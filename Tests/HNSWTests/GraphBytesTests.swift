import HNSW
import Kernels
import Scratch
import Synchronization
import Testing

@Suite struct `A graph` {
  private static let rows = VectorRows(crowded(3000, width: 48), width: 48)

  private static func built(
    _ metric: Metric = .cosine,
    threads: Int,
    _ rows: VectorRows = rows,
    _ kernels: Kernels = Kernels()
  ) throws -> HNSWGraph {
    var builder = GraphBuilder.forTests(metric, threads: threads)
    builder.kernels = kernels
    return try builder.build(rows)
  }

  @Test(arguments: Metric.allCases)
  func `is the same for any number of threads`(metric: Metric) throws {
    let one = try Self.built(metric, threads: 1)
    expectSame(try Self.built(metric, threads: 2), one)
    expectSame(try Self.built(metric, threads: 3), one)
    expectSame(try Self.built(metric, threads: 7), one)
  }

  @Test(arguments: Metric.allCases)
  func `is the same on every processor`(metric: Metric) throws {
    let graphs = try levels.map { try Self.built(metric, threads: 2, Self.rows, $0) }
    #expect(Set(graphs).count == 1)
  }

  /// Sums of numbers have other last bits where products are not added at once.
  @Test func `of numbers is the same on processors that add at once`() throws {
    // One stands so far out that codes would blur all others.
    var values = crowded(800, width: 20, isUnit: false)
    for index in 0..<40 { values[index * 20] = Float(index) * 1e6 }
    let rows = VectorRows(values, width: 20)
    let graphs = try levels.filter { $0.level != .portable }
      .map { try Self.built(.euclid, threads: 2, rows, $0) }
    #expect(Set(graphs).count <= 1)
    for kernels in levels {
      let one = try Self.built(.euclid, threads: 1, rows, kernels)
      expectSame(try Self.built(.euclid, threads: 3, rows, kernels), one)
    }
  }

  @Test func `depends on the seed`() throws {
    var builder = GraphBuilder.forTests()
    let first = try builder.build(Self.rows)
    builder.parameters.seed = 1
    #expect(try builder.build(Self.rows).upperPoints != first.upperPoints)
  }

  /// A batch is as large as what is in allows; around these counts there is one more.
  @Test(arguments: [1, 2, 3, 25, 26, 49, 50, 51, 74, 75, 76, 200, 1000])
  func `is whole at every count`(count: Int) throws {
    let rows = Self.rows.slice(0..<count)
    let graph = try Self.built(threads: 2, rows)
    expectSame(graph, try Self.built(threads: 1, rows))
    #expect(unreached(graph) == [])
    Self.expectSound(graph)
  }

  @Test func `keeps to what readers of it rely on`() throws {
    Self.expectSound(try Self.built(threads: 2))
  }

  private static func expectSound(_ graph: HNSWGraph) {
    #expect(graph.levels[0].count == graph.count)
    for level in graph.levels.indices {
      let points = level == 0 ? Array(0..<UInt32(graph.count)) : graph.upperPoints
      for point in points.prefix(graph.levels[level].count) {
        let links = graph.links(of: point, on: level)
        #expect(!links.contains(point))
        #expect(Set(links).count == links.count)
        #expect(links.allSatisfy { graph.level(of: $0) >= level })
        #expect(level == 0 || links.count <= graph.parameters.m)
      }
    }
    let reached = graph.upperPoints.map { graph.level(of: $0) }
    #expect(reached == reached.sorted(by: >))
    #expect(graph.entryPoints.first?.level == graph.levels.count - 1)
    #expect(graph.entryPoints.first.map { graph.level(of: $0.point) } == graph.levels.count - 1)
  }

  @Test func `has levels that thin out by m`() throws {
    let count = 100_000
    let rows = VectorRows((0..<count).map { Float($0) }, width: 1)
    let builder = GraphBuilder.forTests(.euclid, m: 4, efConstruct: 4)
    let graph = try builder.build(rows)
    for level in 1...4 {
      let expected = Double(count) / [1, 4, 16, 64, 256][level]
      let found = Double(graph.levels[level].count)
      #expect(abs(found - expected) < 5 * expected.squareRoot(), "level \(level): \(found)")
    }
  }

  @Test func `tells how far it is`() throws {
    let seen = Mutex<[Int]>([])
    var builder = GraphBuilder.forTests()
    builder.onProgress = { done, total in
      #expect(total == 500)
      seen.withLock { $0.append(done) }
    }
    _ = try builder.build(Self.rows.slice(0..<500))
    let steps = seen.withLock { $0 }
    #expect(steps == steps.sorted() && steps.first == 1 && steps.last == 500)
  }

  @Test func `ends when it is cancelled`() throws {
    let asked = Mutex(0)
    var builder = GraphBuilder.forTests()
    builder.isCancelled = {
      asked.withLock {
        $0 += 1
        return $0 > 20
      }
    }
    #expect { try builder.build(Self.rows) } throws: { "\($0)" == "was cancelled" }
  }
}
