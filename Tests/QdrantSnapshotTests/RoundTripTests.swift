import Digests
import GraphFixtures
import JSON
import QdrantSnapshot
import Scratch
import Testing

@Suite("Snapshots are read as they were written")
struct RoundTripTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var count = 50
    var change: @Sendable (inout SnapshotOptions) -> Void = { _ in }
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "nothing", count: 0), Case(name: "one point", count: 1),
    Case(name: "unnamed"), Case(name: "named") { $0.vectorName = "text" },
    Case(name: "dot") { $0.distance = .dot }, Case(name: "half") { $0.datatype = .float16 },
    Case(name: "bytes") { $0.quantization = ScalarQuantization(quantile: 0.99) },
    Case(name: "three shards") { $0.shards = 3 },
    Case(name: "one shard of three") {
      $0.shards = 3
      $0.form = .shard(1)
    },
    Case(name: "segments", count: 200) { $0.maxSegmentSize = 2 },
    Case(name: "old server") { $0.server = .oldest },
    Case(name: "words") { $0.sparse = SparseOptions() },
    Case(name: "fields") {
      $0.fields = [
        FieldIndex("n", .integer), FieldIndex("text", .text), FieldIndex("x.y", .keyword),
      ]
    },
  ]

  @Test(arguments: cases)
  func roundTrip(_ sample: Case) throws {
    let folder = try ScratchFolder()
    var options = SnapshotOptions(dimensions: 8)
    sample.change(&options)
    let points = SamplePoints(count: sample.count)
    let path = folder("x.snapshot")
    let summary = try SnapshotWriter.write(points, to: path, options, graph: exactGraph)
    let snapshot = try SnapshotReader(path)
    try snapshot.check()
    #expect(Int64(snapshot.size) == summary.size)
    #expect(snapshot.pointCount == summary.points)
    #expect(snapshot.shards.count == (options.form == .collection ? options.shards : 1))

    let ring = ShardRing(shardCount: options.shards)
    var seen = 0
    for shard in snapshot.shards {
      #expect(shard.firstOperation == 1 && shard.hasReplicaState)
      #expect(shard.segments.count { $0.isAppendable } == 1)
      for segment in shard.segments where !segment.isAppendable {
        seen += try compare(segment, points, options, ring, shard: shard.number ?? 1)
      }
    }
    #expect(seen == summary.points)
    if options.form == .collection { #expect(seen == sample.count) }
  }

  /// Holds every point of a segment to its source; returns how many there are.
  private func compare(
    _ segment: SnapshotSegment,
    _ points: SamplePoints,
    _ options: SnapshotOptions,
    _ ring: ShardRing,
    shard: Int
  ) throws -> Int {
    let rows = Dictionary(uniqueKeysWithValues: (0..<points.count).map { (points.id($0), $0) })
    let vectors = try #require(segment.vectors.first)
    let stored = try #require(vectors.stored)
    #expect(vectors.facts.name == options.vectorName && vectors.facts.distance == options.distance)
    #expect(vectors.isQuantized == (options.quantization != nil))
    let graph = try #require(vectors.graph)
    var written: [UInt32] = []
    let exact = ExactGraph(stored, m: options.hnsw.m, distance: options.distance)
    var count = 0
    try segment.forEachID { (row, id) throws(SnapshotError) in
      count += 1
      guard let source = rows[id] else {
        Issue.record("\(id) is none of the points")
        return
      }
      #expect(options.shards == 1 || ring.shard(of: id) == shard)
      let payload = try segment.payloads?[row]
      #expect(payload.map { String(decoding: $0, as: UTF8.self) } == points.payload(source))

      var wanted: [Float] = []
      points.vector(source, into: &wanted)
      if options.distance == .cosine {
        let length = wanted.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
        wanted = wanted.map { Float(Double($0) / length) }
      }
      var found: [Float] = []
      stored.row(row, into: &found)
      let tolerance: Float = options.datatype == .float16 ? 1e-3 : 1e-6
      #expect(zip(found, wanted).allSatisfy { abs($0 - $1) <= tolerance })

      let levels = try graph.levelCount(of: row)
      #expect(levels == exact.levelCount(of: row))
      for level in 0..<levels {
        exact.links(of: row, on: level, into: &written)
        let best = level == 0 ? graph.m0 : graph.m
        let sorted = written.prefix(best).sorted() + written.dropFirst(best)
        #expect(try graph.links(of: row, on: level) == sorted)
      }
    }
    #expect(graph.entryPoints == exact.entryPoints)
    return count
  }

  @Test func sameBytesEveryTime() throws {
    let folder = try ScratchFolder()
    var options = SnapshotOptions(dimensions: 8)
    options.shards = 2
    options.sparse = SparseOptions()
    options.quantization = ScalarQuantization(quantile: 0.9)
    options.fields = [FieldIndex("n", .integer)]
    var digests: Set<Digest> = []
    for name in ["a", "b"] {
      let points = SamplePoints(count: 300)
      let summary = try SnapshotWriter.write(points, to: folder(name), options, graph: exactGraph)
      #expect(SHA256.digest(try #require(folder.bytes(name))) == summary.digest)
      let beside = try #require(folder.bytes(name + ".checksum"))
      #expect(String(decoding: beside, as: UTF8.self) == summary.digest.description)
      digests.insert(summary.digest)
    }
    #expect(digests.count == 1)
    // Nothing else is left beside the files.
    #expect(folder.files() == ["a", "a.checksum", "b", "b.checksum"])
  }

  @Test func otherContentOtherSegments() throws {
    let folder = try ScratchFolder()
    let options = SnapshotOptions(dimensions: 8)
    var names: Set<[String]> = []
    for change in 0..<3 {
      var points = SamplePoints(count: 10)
      if change == 1 { points.payload = { _ in "{}" } }
      if change == 2 { points.number = { SamplePoints.noise($0 + 7 * $1) } }
      _ = try SnapshotWriter.write(points, to: folder("x"), options)
      names.insert(try SnapshotReader(folder("x")).shards[0].segments.map(\.id))
    }
    #expect(names.count == 3)
  }
}
