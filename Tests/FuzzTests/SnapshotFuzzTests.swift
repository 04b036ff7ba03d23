import QdrantSnapshot
import Scratch
import SnapshotGraphs
import SystemIO
import TestSupport
import Testing

/// Broken snapshots by the hundred, through everything that reads them: `make fuzz` breaks more.
///
/// Whatever is thrown is an error that says something; a crash ends the tests.
@Suite(.serialized) struct SnapshotFuzzTests {
  private static let count = (Int(environmentVariable("STAMPMILL_FUZZ") ?? "") ?? 3000) / 10
  private static let seed = UInt64(environmentVariable("STAMPMILL_FUZZ_SEED") ?? "") ?? 1

  private struct Points: PointSource {
    let count = 90

    func id(_ row: Int) -> PointID {
      row % 2 == 0 ? .number(UInt64(row)) : .uuid(high: UInt64(row) << 40, low: UInt64(row))
    }

    func vector(_ row: Int, into numbers: inout [Float]) {
      numbers = (0..<6).map { Float((row * 37 + $0 * 11) % 29) - 14 }
    }

    func payload(_ row: Int, into json: inout [UInt8]) {
      json = Array(
        #"{"n":\#(row % 5),"text":"rain gauge \#(row)","word":["a","w\#(row % 3)"]}"#.utf8
      )
    }

    func sparseText(_ row: Int) -> String { row % 4 == 0 ? "" : "rain gauges \(row % 6)" }
  }

  private static func sound(_ folder: ScratchFolder) throws -> [UInt8] {
    var options = SnapshotOptions(dimensions: 6)
    options.quantization = ScalarQuantization(quantile: 0.99)
    options.sparse = SparseOptions()
    options.hnsw.m = 4
    options.fields = [
      FieldIndex("n", .integer), FieldIndex("text", .text), FieldIndex("word", .keyword),
    ]
    let graphs = SegmentGraphs(threads: 1)
    _ = try SnapshotWriter.write(Points(), to: folder("sound"), options, graph: graphs.build)
    return try #require(folder.bytes("sound"))
  }

  /// Everything that looks into a snapshot; gives whether all was found sound.
  private func look(at path: String) throws(SnapshotError) -> Bool {
    let snapshot = try SnapshotReader(path)
    var trouble: SnapshotError?
    func attempt(_ body: () throws(SnapshotError) -> Void) {
      do throws(SnapshotError) {
        try body()
      } catch {
        trouble = error
        #expect(!error.description.isEmpty)
      }
    }
    attempt { () throws(SnapshotError) in try snapshot.check() }
    var query = SnapshotQuery(.numbers([3, -2, 1, 0, 5, 7]))
    attempt { () throws(SnapshotError) in _ = try snapshot.search(query) }
    query.isExact = true
    query.filters = [try PayloadFilter("word=w1")]
    attempt { () throws(SnapshotError) in _ = try snapshot.search(query) }
    var encoder = BM25Encoder(SparseOptions())
    query.target = .words(encoder.encode("rain gauge 3"))
    attempt { () throws(SnapshotError) in _ = try snapshot.search(query) }
    let isVerified = try SnapshotVerification(path).problemCount == 0
    if isVerified {
      attempt { () throws(SnapshotError) in
        _ = try SnapshotRecall.measure(
          snapshot,
          sample: 5,
          queries: nil,
          width: nil,
          threads: 1
        )
      }
    }
    return trouble == nil && isVerified
  }

  @Test func brokenSnapshotsAreTold() throws {
    let folder = try ScratchFolder()
    let sound = try Self.sound(folder)
    try folder.write("x", sound)
    #expect(try look(at: folder("x")))
    var numbers = SeededNumbers(seed: Self.seed)
    var (refused, foundOut) = (0, 0)
    for _ in 0..<Self.count {
      try folder.write("x", SnapshotMutation.broken(sound, &numbers))
      do throws(SnapshotError) {
        if try !look(at: folder("x")) { foundOut += 1 }
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    print("\(Self.count) broken snapshots: \(refused) not opened, \(foundOut) found out")
    #expect(refused > Self.count / 10 && foundOut > Self.count / 10)
  }
}
