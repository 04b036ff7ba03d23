import Digests
import HNSW
import Scratch
import Synchronization
import Testing

@Suite struct `A build that is killed` {
  private static let rows = VectorRows(crowded(1500, width: 32), width: 32)
  private static let every = 100
  private static let build = SHA256.digest(Array("build".utf8))

  private func builder(
    _ path: String,
    threads: Int = 2,
    key: Digest = Self.build
  ) -> GraphBuilder {
    var builder = GraphBuilder.forTests(threads: threads)
    builder.checkpoint = .init(path: path, key: key, points: Self.every)
    return builder
  }

  /// Builds until so many points are in; nil when the build came to its end before.
  private func build(
    _ builder: GraphBuilder,
    until limit: Int,
    groups: [PointGroup] = []
  ) throws -> HNSWGraph? {
    let inserted = Mutex(0)
    var builder = builder
    builder.onProgress = { done, _ in inserted.withLock { $0 = done } }
    builder.isCancelled = { inserted.withLock { $0 >= limit } }
    do { return try builder.build(Self.rows, groups: groups) } catch HNSWError.cancelled {
      return nil
    }
  }

  @Test(arguments: [1, 50, 90, 101, 150, 300, 700, 1000, 1400])
  func `goes on to the same graph`(limit: Int) throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/graph.checkpoint"
    let whole = try GraphBuilder.forTests().build(Self.rows)
    #expect(try build(builder(path), until: limit) == nil)
    let first = Mutex<Int?>(nil)
    var again = builder(path, threads: 3)
    again.onProgress = { done, _ in first.withLock { $0 = $0 ?? done } }
    again.onNotice = { Issue.record("\($0)") }
    expectSame(try again.build(Self.rows), whole)
    // What was kept is not done again.
    let resumed = first.withLock { $0 ?? 0 }
    #expect(limit <= Self.every ? resumed == 1 : resumed > limit / 2)
    #expect(!folder.exists("graph.checkpoint"))
  }

  @Test func `may be killed at every checkpoint`() throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/graph.checkpoint"
    var result: HNSWGraph?
    var limit = 1
    while result == nil, limit < 3000 {
      result = try build(builder(path), until: limit)
      limit += Self.every
    }
    expectSame(try #require(result), try GraphBuilder.forTests().build(Self.rows))
    #expect(limit > 1400)
  }

  /// What may have become of the file, and what is said of it.
  @Test(arguments: [
    ("flipped", "is damaged: its digest is another"), ("short", "is damaged: it is too short"),
    ("cut", "is damaged: its digest is another"),
    ("other", "is no checkpoint of this version"),
  ])
  func `begins anew where its file is of no use`(what: String, reason: String) throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/graph.checkpoint"
    #expect(try build(builder(path), until: 700) == nil)
    var bytes = try #require(folder.bytes("graph.checkpoint"))
    switch what {
    case "flipped": bytes[bytes.count / 2] ^= 4
    case "short": bytes = Array(bytes.prefix(40))
    case "cut": bytes.removeLast(100)
    default: bytes[3] ^= 1
    }
    try folder.write("graph.checkpoint", bytes)
    let notices = Mutex<[String]>([])
    var again = builder(path)
    again.onNotice = { notice in notices.withLock { $0.append(notice) } }
    expectSame(try again.build(Self.rows), try GraphBuilder.forTests().build(Self.rows))
    #expect(
      notices.withLock { $0 } == ["the checkpoint '\(path)' \(reason); the build starts anew"]
    )
  }

  @Test func `takes no file of other vectors or parameters`() throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/graph.checkpoint"
    var values = crowded(1500, width: 32)
    values.swapAt(32 * 700, 32 * 701)
    var otherRows = builder(path)
    otherRows.metric = .dot
    var otherWidth = builder(path)
    otherWidth.parameters.efConstruct += 10
    var otherSeed = builder(path)
    otherSeed.parameters.seed = 5
    for (changed, rows) in [
      (builder(path), VectorRows(values, width: 32)), (otherRows, Self.rows),
      (otherWidth, Self.rows), (otherSeed, Self.rows), (builder(path), Self.rows.slice(0..<1499)),
    ] {
      var changed = changed
      // The metric `cosine` would refuse the changed vector.
      if rows.count == 1500 { changed.metric = changed.metric == .cosine ? .euclid : .dot }
      #expect(try build(builder(path), until: 700) == nil)
      let notices = Mutex<[String]>([])
      changed.onNotice = { notice in notices.withLock { $0.append(notice) } }
      let graph = try changed.build(rows)
      changed.checkpoint = nil
      expectSame(graph, try changed.build(rows))
      #expect(
        notices.withLock {
          $0.map { $0.hasSuffix("is of other vectors or parameters; the build starts anew") }
        } == [true]
      )
    }
  }

  @Test func `goes on where its file cannot be written, and says so once`() throws {
    let folder = try ScratchFolder()
    let notices = Mutex<[String]>([])
    var builder = builder(folder.path + "/none/graph")
    builder.onNotice = { notice in notices.withLock { $0.append(notice) } }
    expectSame(try builder.build(Self.rows), try GraphBuilder.forTests().build(Self.rows))
    let said = notices.withLock { $0 }
    #expect(said.count == 1 && said[0].contains("none"))
    #expect(said[0].hasSuffix("the build goes on, but nothing of it is kept"))
  }

  // MARK: Graphs that are finished

  /// Groups with links of their own, which are grown one after the other.
  private static let groups = (0..<5).map { field in
    PointGroup(field: field / 3, points: (0..<1500).filter { $0 % 5 == field }.map(UInt32.init))
  }

  /// How far builds are when they go on, each killed a little later than the last; and the graph of the one that was
  /// not killed.
  private func killedAgainAndAgain(
    _ path: String,
    by step: Int
  ) throws -> (graph: HNSWGraph, resumed: [Int]) {
    let resumed = Mutex<[Int]>([])
    var builder = builder(path)
    builder.onResume = { done, total in
      #expect(total == 3000)
      resumed.withLock { $0.append(done) }
    }
    builder.onNotice = { Issue.record("\($0)") }
    var graph: HNSWGraph?
    for limit in stride(from: step, through: 3000 + step, by: step) where graph == nil {
      graph = try build(builder, until: limit, groups: Self.groups)
    }
    return (try #require(graph), resumed.withLock { $0 })
  }

  @Test func `goes on among the graphs of groups`() throws {
    let folder = try ScratchFolder()
    let whole = try GraphBuilder.forTests().build(Self.rows, groups: Self.groups)
    let (graph, resumed) = try killedAgainAndAgain(folder.path + "/graph", by: 170)
    expectSame(graph, whole)
    #expect(resumed == resumed.sorted() && resumed.count > 15 && (resumed.last ?? 0) > 2700)
    #expect(folder.files() == ["graph.grown"])
    // What is finished is not made again, and is all that is looked at.
    let done = Mutex<[Int]>([])
    var again = builder(folder.path + "/graph")
    again.onProgress = { count, _ in done.withLock { $0.append(count) } }
    again.onResume = { count, total in #expect(count == total) }
    expectSame(try again.build(Self.rows, groups: Self.groups), whole)
    #expect(done.withLock { $0 } == [])
  }

  /// What may have become of the file of finished graphs; none of it does harm.
  @Test(arguments: ["cut", "flipped", "other build", "other mark", "gone"])
  func `takes what is whole of finished graphs`(what: String) throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/graph"
    let whole = try GraphBuilder.forTests().build(Self.rows, groups: Self.groups)
    _ = try builder(path).build(Self.rows, groups: Self.groups)
    var bytes = try #require(folder.bytes("graph.grown"))
    switch what {
    case "cut": bytes.removeLast(bytes.count / 20)
    case "flipped": bytes[bytes.count - 1000] ^= 1
    case "other mark": bytes[3] ^= 1
    case "gone": bytes = []
    default: break
    }
    try folder.write("graph.grown", bytes)
    let other = SHA256.digest(Array("other".utf8))
    var again = builder(path, key: what == "other build" ? other : Self.build)
    let first = Mutex<Int?>(nil)
    again.onProgress = { done, _ in first.withLock { $0 = $0 ?? done } }
    expectSame(try again.build(Self.rows, groups: Self.groups), whole)
    let begun = first.withLock { $0 ?? 0 }
    #expect(["cut", "flipped"].contains(what) ? begun > 2000 : begun == 1)
    // And the file is whole again.
    var last = again
    last.onProgress = { _, _ in Issue.record("something was made again") }
    expectSame(try last.build(Self.rows, groups: Self.groups), whole)
  }
}
