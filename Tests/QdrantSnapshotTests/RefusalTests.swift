import JSON
import QdrantSnapshot
import Scratch
import Testing

@Suite("What cannot be stored is refused")
struct RefusalTests {
  @Test(arguments: [
    ("[1]", "it is no object"), ("{", "the file ends"), (#"{"a":1e999}"#, "too large"),
    (#"{"a":"\ud800"}"#, "surrogate"), (#"{"a":{"b":1,"b":2}}"#, "\"b\" is given twice"),
    ("\u{FEFF}{}", "it does not begin with '{'"), (#"{"a":1} 2"#, "expected the end"),
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
      { $0.shards = 0 }, { $0.shards = 1001 }, { $0.hnsw.m = 1 << 15 }, { $0.hnsw.efConstruct = 3 },
      { $0.hnsw.efConstruct = 1 << 17 }, { $0.hnsw.payloadM = 1 << 15 }, { $0.form = .shard(1) },
      { $0.vectorName = "a/b" }, { $0.hnsw.m = 1 },
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

  /// A server that cannot read the path of one field refuses the whole snapshot.
  @Test(arguments: [
    "a/b", "a b", "", "a.", ".a", "a..b", "..", "[]", "a[x]", "a[-1]", "a[0]b", "a []", #""a"b"#,
    #""a"#, "a$",
    "a[18446744073709551616]",
  ])
  func paths(path: String) throws {
    var options = SnapshotOptions(dimensions: 8)
    options.fields = [FieldIndex(path, .keyword)]
    let error = try refusal(of: SamplePoints(count: 1), options)
    #expect(error.hasPrefix("'\(path)' is no path of a field"), "\(error)")
  }

  @Test(
    arguments: [
      (.keyword, "is_tenant", "yes", "true or false"), (.integer, "lookup", 1, "true or false"),
      (.text, "min_token_len", -1, "a whole number"),
      (.text, "tokenizer", "words", "one of prefix"),
      (.text, "tokenizer", true, "one of prefix"),
    ] as [(FieldIndex.Kind, String, JSON, String)]
  )
  func parameters(kind: FieldIndex.Kind, name: String, value: JSON, message: String) throws {
    var options = SnapshotOptions(dimensions: 8)
    options.fields = [FieldIndex("f", kind, parameters: [.init(name, value)])]
    let error = try refusal(of: SamplePoints(count: 1), options)
    #expect(error.hasPrefix("the index of 'f' has '\(name)'"), "\(error)")
    #expect(error.contains(message), "\(error)")
  }

  @Test(arguments: [
    "a", "a.b", "1", "a-b_c", "straße", "日本", "a[]", "a[0].b", "a[][]", #""a b""#, #"a."b/c""#,
    #""a.b".c"#,
  ])
  func pathsThatServersRead(path: String) throws {
    var options = SnapshotOptions(dimensions: 8)
    options.fields = [FieldIndex(path, .keyword)]
    try options.check()
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
