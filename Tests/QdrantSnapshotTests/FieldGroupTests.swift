import JSON
import QdrantSnapshot
import Scratch
import Testing

@Suite("Points that share a value of an indexed field are grouped")
struct FieldGroupTests {
  /// The groups that the maker of a graph is handed.
  private func groups(
    _ fields: [FieldIndex],
    count: Int = 12,
    _ payload: @escaping @Sendable (Int) -> String,
    _ change: (inout SnapshotOptions) -> Void = { _ in }
  ) throws -> [[[UInt32]]] {
    let folder = try ScratchFolder()
    var points = SamplePoints(count: count)
    points.payload = payload
    var options = SnapshotOptions(dimensions: points.dimensions)
    options.fields = fields
    // A kilobyte has as many of these vectors as a group must exceed.
    options.hnsw.fullScanThreshold = 0
    change(&options)
    var found: [[[UInt32]]] = []
    _ = try SnapshotWriter.write(points, to: folder("s"), options) {
      (task, _) throws(SnapshotError) in
      found = task.groups.fields
      return nil
    }
    return found
  }

  @Test func valuesOfEveryKindAreGroups() throws {
    let fields = [
      FieldIndex("word", .keyword), FieldIndex("deep.n", .integer), FieldIndex("yes", .bool),
      FieldIndex("key", .uuid), FieldIndex("text", .text), FieldIndex("f", .float),
    ]
    let found = try groups(fields, count: 4) { row in
      let key = "00000000-0000-0000-0000-00000000000\(row / 3)"
      return
        #"{"word":["a","b\#(row % 2)","a"],"deep":{"n":\#(9 - row / 2)},"yes":\#(row == 1),"key":"\#(key)","text":"a","f":1.5}"#
    }
    #expect(
      found == [
        [[0, 1, 2, 3], [0, 2], [1, 3]], [[2, 3], [0, 1]], [[0, 2, 3], [1]], [[0, 1, 2], [3]],
      ]
    )
  }

  @Test func smallGroupsAreComparedAnyway() throws {
    let field = [FieldIndex("word", .keyword, parameters: [.init("is_tenant", true)])]
    let payload: @Sendable (Int) -> String = { row in
      let word = row < 33 ? "many" : "w\(row % 3)"
      return #"{"word":"\#(word)"}"#
    }
    // Vectors of 8 numbers have 32 bytes.
    let found = try groups(field, count: 100, payload) { $0.hnsw.fullScanThreshold = 1 }
    #expect(found.map { $0.map(\.count) } == [[33]])
  }

  @Test func fieldsAndGraphsCanBeLeftOut() throws {
    let payload: @Sendable (Int) -> String = { _ in #"{"a":"x","b":"x"}"# }
    let left = FieldIndex("a", .keyword, parameters: [.init("enable_hnsw", false)])
    #expect(try groups([left, FieldIndex("b", .keyword)], payload).count == 1)
    #expect(try groups([FieldIndex("b", .keyword)], payload) { $0.hnsw.payloadM = 0 } == [])
    let tenants = try groups([FieldIndex("b", .keyword)], payload) {
      $0.hnsw.m = 0
      $0.hnsw.payloadM = 8
    }
    #expect(tenants.count == 1)
    #expect(try groups([FieldIndex("b", .keyword)], payload) { $0.hnsw.m = 0 } == [])
    #expect(throws: SnapshotError.self) {
      try groups([FieldIndex("b", .keyword)], payload) { $0.hnsw.payloadM = 1 }
    }
    #expect(throws: SnapshotError.self) { try groups([], payload) { $0.hnsw.m = 1 } }
  }

  /// As the engine has it: a graph that says 0 links sorts none, and then no width stands before them.
  @Test func listsWithoutSortedLinksHaveNoWidth() {
    var packed: [UInt8] = []
    PackedLinks.append([5, 3], best: 0, pointCount: 600, to: &packed)
    #expect(packed == [0x05, 0x0C, 0x00])
    #expect(PackedLinks.links(packed, best: 0, pointCount: 600) == [5, 3])
    #expect(PackedLinks.links([], best: 0, pointCount: 600) == [])
  }
}
