import QdrantSnapshot
import Scratch
import Testing

@Suite("What cannot be stored is refused")
struct RefusalTests {
  @Test(arguments: [
    ("[1]", "it is no object"), ("{", "the file ends"), (#"{"a":1e999}"#, "too large"),
    (#"{"a":"\ud800"}"#, "surrogate"), (#"{"a":1} 2"#, "expected the end"),
    (
      String(repeating: #"{"a":"#, count: 128) + "1" + String(repeating: "}", count: 128),
      "nested more than 127 deep"
    ),
  ])
  func payload(json: String, message: String) throws {
    var points = SamplePoints(count: 3)
    points.payload = { $0 == 1 ? json : "{}" }
    let error = try refusal(of: points, SnapshotOptions(dimensions: 8))
    #expect(error.hasPrefix("point 2 ") && error.contains(message), "\(error)")
  }

  @Test(arguments: [
    (VectorDatatype.float32, Float.nan, "not finite"), (.float16, 1e9, "too large for float16"),
    (.uint8, 0.5, "whole numbers"), (.uint8, 256, "whole numbers"),
  ])
  func number(datatype: VectorDatatype, number: Float, message: String) throws {
    var points = SamplePoints(count: 3)
    points.number = { row, _ in row == 2 ? number : 1 }
    var options = SnapshotOptions(dimensions: 8)
    options.datatype = datatype
    options.distance = .dot
    let error = try refusal(of: points, options)
    #expect(error.hasPrefix("point 3 ") && error.contains(message), "\(error)")
  }

  @Test func twins() throws {
    var points = SamplePoints(count: 6)
    points.id = { .number(UInt64($0 % 4)) }
    #expect(
      try refusal(of: points, SnapshotOptions(dimensions: 8)) == "point 5 has the id 0 of point 1"
    )
  }

  @Test func dimensions() throws {
    let error = try refusal(of: SamplePoints(count: 1), SnapshotOptions(dimensions: 9))
    #expect(error == "point 1 has a vector of 8 dimensions, not 9")
  }

  @Test(
    arguments: [
      { $0.shards = 0 }, { $0.form = .shard(1) }, { $0.vectorName = "a/b" }, { $0.hnsw.m = 1 },
      { $0.server = ServerVersion(major: 1, minor: 15) },
      { $0.server = ServerVersion(major: 2, minor: 0) },
      { $0.quantization = ScalarQuantization(quantile: 0.2) },
      { $0.fields = [FieldIndex("a", .text), FieldIndex("a", .keyword)] },
      {
        $0.server = .oldest
        $0.vectorsOnDisk = false
      },
      {
        $0.vectorName = "bm25"
        $0.sparse = SparseOptions()
      },
    ] as [@Sendable (inout SnapshotOptions) -> Void]
  )
  func options(change: @Sendable (inout SnapshotOptions) -> Void) throws {
    var options = SnapshotOptions(dimensions: 8)
    change(&options)
    #expect(try !refusal(of: SamplePoints(count: 1), options).isEmpty)
  }

  /// The reason, and nothing left of the file.
  private func refusal(of points: SamplePoints, _ options: SnapshotOptions) throws -> String {
    let folder = try ScratchFolder()
    do throws(SnapshotError) {
      _ = try SnapshotWriter.write(points, to: folder("x"), options)
    } catch {
      #expect(folder.files().isEmpty)
      return error.description
    }
    Issue.record("nothing was refused")
    return ""
  }
}
