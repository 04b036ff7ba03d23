import JSON
import QdrantSnapshot
import Scratch
import Testing

@Suite("A snapshot whose files disagree is found out")
struct VerificationTests {
  /// Made once: a snapshot with everything that one can have.
  private static let sound: [UInt8] = {
    guard let folder = try? ScratchFolder() else { return [] }
    return (try? write(to: folder)) ?? []
  }()

  private static func write(to folder: ScratchFolder) throws -> [UInt8] {
    var points = SamplePoints(count: 300)
    points.payload = { row in
      #"{"n":\#(row % 7),"text":"rain gauge \#(row % 9)","word":"w\#(row % 5)","f":\#(row).5,"yes":\#(row % 2 == 0),"when":"2024-01-0\#(row % 9 + 1)T00:00:00Z","key":"00000000-0000-0000-0000-00000000000\#(row % 8)"}"#
    }
    var options = SnapshotOptions(dimensions: 8)
    options.quantization = ScalarQuantization(quantile: 0.99)
    options.sparse = SparseOptions()
    options.fields = [
      FieldIndex("n", .integer), FieldIndex("text", .text), FieldIndex("word", .keyword),
      FieldIndex("f", .float), FieldIndex("yes", .bool), FieldIndex("when", .datetime),
      FieldIndex("key", .uuid), FieldIndex("n2", .keyword, parameters: [.init("prefix", true)]),
    ]
    _ = try SnapshotWriter.write(points, to: folder("s"), options, graph: exactGraph)
    return try #require(folder.bytes("s"))
  }

  private func problems(_ bytes: [UInt8], _ folder: ScratchFolder) throws -> [String] {
    try folder.write("x", bytes)
    return try SnapshotVerification(folder("x")).checks.flatMap { check in
      check.problems.map { "\(check.subject): \($0)" }
    }
  }

  @Test func soundOnesAre() throws {
    let folder = try ScratchFolder()
    _ = try Self.write(to: folder)
    let verification = try SnapshotVerification(folder("s"))
    #expect(verification.checks.flatMap(\.problems) == [])
    let subjects = verification.checks.map(\.subject).joined(separator: "\n")
    for part in [
      "digest", "structure", "settings", "collection", "log", "ids", "payloads", "vectors", "bytes",
      "graph",
      "words",
    ] {
      #expect(subjects.contains(part), "\(part)")
    }
    let notes = verification.checks.filter { $0.subject.contains("index of") }.map(\.note)
    #expect(notes.count == 8 && notes.count { $0.contains("as the payloads say") } == 7)
  }

  @Test(arguments: RoundTripTests.cases) func allFormsAreSound(each: RoundTripTests.Case) throws {
    let folder = try ScratchFolder()
    var options = SnapshotOptions(dimensions: 8)
    each.change(&options)
    _ = try SnapshotWriter.write(
      SamplePoints(count: each.count),
      to: folder("s"),
      options,
      graph: exactGraph
    )
    let verification = try SnapshotVerification(folder("s"))
    #expect(verification.checks.flatMap(\.problems) == [])
    #expect(verification.snapshot != nil)
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    var name: String
    var told: String
    var change: @Sendable (inout ArchiveBytes) -> Void
    var testDescription: String { name }

    init(_ name: String, _ told: String, _ change: @escaping @Sendable (inout ArchiveBytes) -> Void)
    {
      (self.name, self.told, self.change) = (name, told, change)
    }
  }

  private static let list = "inverted_index.dat"

  static let damages = [
    Damage("an id twice", "two points have the id") { archive in
      guard let entry = archive.entry("id_tracker.mappings") else { return }
      // The first id of a number, 0, and the next, 3, three entries on.
      archive.change("id_tracker.mappings", at: 8 + 13 + 21 + 21 + 1, to: [0])
      #expect(entry.content.count > 100)
    },
    Damage("a version", "id_tracker.versions' gives row 2 the version 1") {
      $0.change("id_tracker.versions", at: 16, to: [1])
    },
    Damage("the log", "wal/closed-1' does not begin like a piece of a log") {
      $0.flip("wal/closed-1", at: 0)
    },
    Damage("no log", "there is no 'wal'") { $0.remove("wal/closed-1") },
    Damage("no state", "there is no 'replica_state.json'") { $0.remove("replica_state.json") },
    Damage("the graph's options", "other options of the graph than 'config.json'") {
      $0.replace("0/segments/", "x", "x")
      $0.replace("config.json", #""m":16"#, #""m":17"#)
    },
    Damage("fields of the collection", "other fields than 'payload_index.json'") {
      $0.replace("payload_index.json", #""word""#, #""wort""#)
    },
    Damage("the path of a field", "index of 'w/rd', which no server takes") {
      $0.replace("payload_index.json", #""word""#, #""w/rd""#)
    },
    Damage("a file of settings", "shard_key_mapping.json' is damaged: it is no JSON") {
      $0.replace("shard_key_mapping.json", "[]", "[[")
    },
    Damage("what a shard is", "shard_config.json' is damaged: it is no JSON") {
      $0.flip("shard_config.json", at: 0)
    },
    Damage("a version of files", "version.info' is damaged: it is no version") {
      $0.change("version.info", at: 1, to: Array(",".utf8))
    },
    Damage("a payload", "payload_storage/page_0.dat' is damaged") {
      $0.change("payload_storage/page_0.dat", at: 4, to: [0xFF, 0xFF])
    },
    Damage("a payload's place", "row 1 shares block 0") { archive in
      // The same place as the row before has.
      archive.copy("payload_storage/tracker.dat", from: 4..<20, to: 20)
    },
    Damage("a block", "passes for free") { $0.flip("payload_storage/bitmask.dat", at: 3, 1) },
    Damage("gaps", "tells the gaps of region 0") { $0.flip("payload_storage/gaps.dat", at: 0, 1) },
    Damage("a vector", "matrix.dat': row 3 has the length") {
      $0.change("vector_storage/matrix.dat", at: 4 + 32 * 3, to: [0, 0, 0, 0x41])
    },
    Damage("no number", "matrix.dat': row 2 has a number that is not finite") {
      $0.change("vector_storage/matrix.dat", at: 4 + 32 * 2, to: [0, 0, 0xC0, 0x7F])
    },
    Damage("a byte", "quantized.data' is damaged: row 1 has") {
      $0.flip("quantized.data", at: 20 + 4 + 2)
    },
    Damage("a byte's head", "quantized.data' is damaged: row 1 begins") {
      $0.flip("quantized.data", at: 20 + 3)
    },
    Damage("the range", "the length") {
      $0.change("vector_storage/matrix.dat", at: 4, to: [0, 0, 0, 0])
    },
    Damage("a link", "links_compressed.bin' is damaged") {
      $0.flip("links_compressed.bin", at: 64 + 8 + 1200 + 20, 0xFF)
    },
    Damage("a rank", "links_compressed.bin' is damaged: two points have rank") { archive in
      guard let entry = archive.entry("links_compressed.bin") else { return }
      let ranks = 64 + 8 * Int(archive.bytes[entry.content.lowerBound + 16])
      archive.copy("links_compressed.bin", from: ranks..<ranks + 4, to: ranks + 4)
    },
    Damage("an entry point", "graph.bin' is damaged: entry point") {
      $0.change("graph.bin", at: 32, to: [0xFF, 0xFF])
    },
    Damage("the graph's configuration", "hnsw_config.json' says other options") {
      $0.replace("hnsw_config.json", #""m0":32"#, #""m0":31"#)
    },
    Damage("a word of payloads", "points for 'w1'") {
      $0.replace("-word-map/values_to_points.bin", "w1", "w7")
    },
    Damage("a number of an index", "data.bin' contradicts the payloads at byte 8") {
      $0.flip("numeric/data.bin", at: 8, 1)
    },
    Damage("a flag", "trues/flags_a.dat' contradicts the payloads at byte 0") {
      $0.flip("trues/flags_a.dat", at: 0, 2)
    },
    Damage("a null", "has_values/flags_a.dat' contradicts") {
      $0.flip("has_values/flags_a.dat", at: 1, 2)
    },
    Damage("a word of texts", "vocab.dat' has other words") {
      $0.replace("vocab.dat", "gauge", "gouge")
    },
    Damage("postings", "postings.dat' has") {
      guard let entry = $0.entry("postings.dat") else { return }
      $0.flip("postings.dat", at: entry.content.count - 4, 1)
    },
    Damage("a weight of words", "inverted_index.dat': the list of") {
      guard let entry = $0.entry(list) else { return }
      $0.flip(list, at: entry.content.count - 2, 1)
    },
    Damage("a stored weight", "inverted_index.dat': the list of") {
      $0.flip("store/page_0.dat", at: 30, 1)
    },
    Damage("who has words", "vectors") {
      $0.flip("vector_storage-bm25/deleted/flags_a.dat", at: 0, 2)
    },
  ]

  @Test(arguments: damages) func damageIsTold(damage: Damage) throws {
    let folder = try ScratchFolder()
    var archive = ArchiveBytes(Self.sound)
    damage.change(&archive)
    #expect(archive.bytes != Self.sound)
    let problems = try problems(archive.bytes, folder)
    #expect(problems.contains { $0.contains(damage.told) }, "\(problems)")
  }

  @Test func digestBesideIsCompared() throws {
    let folder = try ScratchFolder()
    try folder.write("x", Self.sound)
    for (suffix, text) in [
      ("checksum", "no digest"), ("sha256", String(repeating: "0", count: 64) + "  x\n"),
    ] {
      try folder.write("x.\(suffix)", Array(text.utf8))
      let checks = try SnapshotVerification(folder("x")).checks
      #expect(checks.first?.subject == "digest" && checks.first?.problems.count == 1)
      try folder.remove("x.\(suffix)")
    }
  }

  @Test func whatIsNoSnapshotHasNoStructure() throws {
    let folder = try ScratchFolder()
    for bytes in [Array("no archive".utf8), Array(Self.sound.prefix(5000)), []] {
      #expect(try problems(bytes, folder).first?.hasPrefix("structure: ") == true)
    }
    #expect(throws: SnapshotError.self) { try SnapshotVerification(folder("none")) }
  }
}
