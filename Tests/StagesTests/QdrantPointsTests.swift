import Documents
import JSON
import ModelFiles
import Pipeline
import Scratch
import Stages
import TestSupport
import Testing
import Transformers

/// What a difference says, and that applying all of them gives what there is.
struct QdrantPointsTests {
  private let folder: ScratchFolder
  private var sink = QdrantPointsSink()

  init() throws {
    folder = try ScratchFolder()
    sink.to = folder("kb.points")
  }

  private static func vectors(_ texts: [String]) -> Vectors {
    let chunks = texts.map { text in
      var chunk = Chunk(.compositeElement, text, titlePath: ["Rain"], elements: 0..<1)
      chunk.sourceRange = 0..<4
      return chunk
    }
    let space = VectorSpace(form: .f32, dimensions: 2, similarity: .cosine)
    var bytes: [UInt8] = []
    for text in texts {
      for number in [Float(text.utf8.count), 0.5] {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> shift))
        }
      }
    }
    let all = Chunks(title: nil, chunks: chunks)
    return Vectors(chunks: all, space: space, bytes: bytes, tally: EmbeddingTally())
  }

  /// What a sink wrote, read.
  private struct Delta {
    var upserts: [[JSON]]
    var deletes: [[String]]
    var state: [UInt8]

    init(_ files: [[UInt8]]) throws {
      func lines(_ bytes: [UInt8]) throws -> [[JSON]] {
        try bytes.split(separator: 0x0A).map { line in
          let body = try JSONParser.value(Array(line), file: "line")
          #expect(body.members?.map(\.name) == ["points"])
          return try #require(body["points"]?.elements)
        }
      }
      upserts = try lines(files[0])
      deletes = try lines(files[1]).map { $0.compactMap(\.string) }
      state = files[2]
    }

    func apply(to points: inout [String: String]) {
      for point in upserts.joined() { points[point["id"]?.string ?? ""] = point.compact }
      for id in deletes.joined() { #expect(points.removeValue(forKey: id) != nil) }
    }
  }

  private func delta(
    _ documents: [(path: String, texts: [String])],
    after previous: Delta? = nil,
    _ change: (inout QdrantPointsSink) -> Void = { _ in }
  ) async throws -> Delta {
    var sink = sink
    change(&sink)
    var known: [String: String] = [:]
    if let previous {
      try folder.write("before", previous.state)
      known["\(sink.to).state"] = folder("before")
    }
    let written = try await write(
      documents.map { Self.vectors($0.texts) },
      through: sink,
      documents: documents.map { Sample.document($0.path) },
      previous: known
    )
    #expect(written.counts.items == documents.reduce(0) { $0 + $1.texts.count })
    return try Delta(written.files)
  }

  @Test func pointsHaveIDVectorAndPayload() async throws {
    let delta = try await delta([("a.md", ["rain gauge"])]) { $0.fields = [.text, .path] }
    let point = try #require(delta.upserts.first?.first)
    #expect(point.members?.map(\.name) == ["id", "vector", "payload"])
    #expect(point["id"]?.string?.utf8.count == 36)
    #expect(point["vector"]?.compact == "[10,0.5]")
    #expect(point["payload"]?.compact == #"{"text":"rain gauge","path":"a.md"}"#)
  }

  @Test func vectorsHaveNames() async throws {
    let named = try await delta([("a.md", ["rain gauge", "the"])]) {
      $0.vector = "text"
      $0.sparse = "bm25"
    }
    let points = named.upserts[0]
    #expect(points[0]["vector"]?["text"]?.compact == "[10,0.5]")
    #expect(points[0]["vector"]?["bm25"]?["indices"]?.elements?.count == 2)
    #expect(points[0]["vector"]?["bm25"]?["values"]?.elements?.count == 2)
    // Nothing but words that say nothing.
    #expect(points[1]["vector"]?.members?.map(\.name) == ["text"])
    let unnamed = try await delta([("a.md", ["rain"])]) { $0.sparse = "bm25" }
    #expect(unnamed.upserts[0][0]["vector"]?.members?.map(\.name) == ["", "bm25"])
  }

  @Test func differencesAddUp() async throws {
    let states: [[(path: String, texts: [String])]] = [
      [("a.md", ["one", "two"]), ("b.md", ["three"])],
      [("a.md", ["one", "two"]), ("b.md", ["three"])],
      [("a.md", ["one", "four"]), ("b.md", ["three"]), ("c.md", ["five"])],
      [("c.md", ["five"])],
      [("a.md", ["one", "two"]), ("c.md", [])],
      [],
      [("b.md", ["three", "three"])],
    ]
    let counts = [(3, 0), (0, 0), (2, 1), (0, 3), (2, 1), (0, 2), (2, 0)]
    var before: Delta?
    var points: [String: String] = [:]
    var late: [String: String] = [:]
    for (index, state) in states.enumerated() {
      let delta = try await delta(state, after: before)
      #expect(delta.upserts.joined().count == counts[index].0, "state \(index)")
      #expect(delta.deletes.joined().count == counts[index].1, "state \(index)")
      delta.apply(to: &points)
      if index == 0 { late = points }
      var whole: [String: String] = [:]
      try await self.delta(state).apply(to: &whole)
      #expect(points == whole, "state \(index)")
      before = delta
    }
    // Who applied the first alone is brought up to date by a full one.
    let full = try await delta(states[2], after: before) { $0.full = true }
    for point in full.upserts.joined() { late[point["id"]?.string ?? ""] = point.compact }
    for id in full.deletes.joined() { late[id] = nil }
    var wanted: [String: String] = [:]
    try await delta(states[2]).apply(to: &wanted)
    #expect(late == wanted)
    #expect(full.deletes.joined().count == 2, "two, and what stood twice in b.md")
  }

  @Test func anotherPayloadOrVectorIsAChange() async throws {
    let documents = [(path: "a.md", texts: ["one", "two"])]
    let first = try await delta(documents)
    let named = try await delta(documents, after: first) { $0.vector = "v" }
    #expect(named.upserts.joined().count == 2)
    let fewer = try await delta(documents, after: first) { $0.fields = [.text] }
    #expect(fewer.upserts.joined().count == 2 && fewer.deletes.isEmpty)
  }

  @Test func bodiesHaveLimits() async throws {
    let documents = [(path: "a.md", texts: (0..<25).map { "text \($0)" })]
    let counted = try await delta(documents) { $0.batch = 10 }
    #expect(counted.upserts.map(\.count) == [10, 10, 5])
    let gone = try await delta([], after: counted) { $0.batch = 20 }
    #expect(gone.deletes.map(\.count) == [20, 5])
    var small = sink
    small.maxBody = ByteSize(bytes: 1024)
    let files = try await write(
      [Self.vectors(documents[0].texts)],
      through: small,
      documents: [Sample.document("a.md")]
    ).files
    let lines = files[0].split(separator: 0x0A)
    #expect(lines.count > 3 && lines.allSatisfy { $0.count <= 1024 })
    #expect(try Delta(files).upserts.joined().count == 25)
    let long = String(repeating: "rain ", count: 300)
    await #expect(throws: RunError.self) {
      try await delta([("long.md", [long])]) { $0.maxBody = ByteSize(bytes: 1024) }
    }
  }

  @Test func damagedStateIsTold() async throws {
    let first = try await delta([("a.md", ["one"])])
    for place in [25, first.state.count - 1] {
      var broken = first
      broken.state[place] ^= 1
      await #expect(throws: RunError.self) { try await delta([], after: broken) }
    }
    var short = first
    short.state.removeLast(8)
    await #expect(throws: RunError.self) { try await delta([], after: short) }
    // What something else left there says nothing of points.
    var foreign = first
    foreign.state = Array("{}\n".utf8)
    let all = try await delta([("a.md", ["one"])], after: foreign)
    #expect(all.upserts.joined().count == 1)
  }

  @Test func twoChunkersOfOneSourceAreRefused() async throws {
    await #expect(throws: RunError.self) {
      try await delta([("a.md", ["one"]), ("a.md", ["one"])])
    }
  }

  @Test func oddSettingsAreTold() {
    var sink = sink
    #expect(sink.conflicts().isEmpty)
    sink.vector = "a"
    sink.sparse = "a"
    #expect(sink.conflicts().map(\.severity) == [.error])
    sink.sparse = ""
    #expect(sink.conflicts().map(\.severity) == [.error])
    sink.sparse = "b"
    sink.maxBody = ByteSize(bytes: 64 << 20)
    #expect(sink.conflicts().map(\.severity) == [.warning])
  }
}
