import JSON
import ModelFixtures
import Scratch
import Testing

/// Snapshots are packed, shown and refused from the command line.
struct SnapshotVerbTests {
  private let mill: Mill

  init() throws {
    mill = try Mill()
    try mill.folder.write("v.npy", Self.matrix(rows: 3, columns: 2))
    let payloads = #"{"lang":"en"}"# + "\n" + #"{"lang":"de","year":3}"# + "\n\n{}\n"
    try mill.folder.write("p.jsonl", Array(payloads.utf8))
  }

  /// A file of NumPy's form with the numbers 1, 2, 3, ….
  private static func matrix(rows: Int, columns: Int) -> [UInt8] {
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }\n"
    let numbers = (0..<rows * columns).flatMap { index in
      let bits = Float(index + 1).bitPattern
      return (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32(8 * $0)) }
    }
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8)
      + numbers
  }

  private func snapshot(_ words: String) throws -> ProgramOutcome {
    try mill.start(["snapshot"] + words.split(separator: " ").map(String.init)).wait()
  }

  @Test func packedAndShown() throws {
    let command = "pack --vectors v.npy --payloads p.jsonl --index lang:tenant --name text --to"
    let packed = try snapshot("\(command) a.snapshot")
    #expect(packed.status == 0, "\(packed.errors)")
    #expect(packed.text.hasPrefix("3 points in 1 segments, "))
    #expect(try snapshot("\(command) b.snapshot --json").text.contains("\"sha256\""))
    #expect(mill.folder.bytes("a.snapshot") == mill.folder.bytes("b.snapshot"))
    #expect(mill.folder.bytes("a.snapshot.checksum")?.count == 64)

    let shown = try snapshot("inspect a.snapshot --all")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.text.hasPrefix("collection, 3 points, "))
    #expect(shown.text.contains("vector 'text': 2 dimensions, Cosine, float32"))
    #expect(shown.text.contains("indexes: lang keyword"))
    let json = try JSONParser.value(
      Array(try snapshot("inspect a.snapshot --json").text.utf8),
      file: "report"
    )
    #expect(json["points"]?.integer == 3)
    #expect(json["shards"]?.elements?.first?["first_operation"]?.integer == 1)
  }

  @Test func searched() throws {
    let pack = "pack --vectors v.npy --payloads p.jsonl --bm25 lang --to out/a.snapshot"
    try mill.folder.makeFolder("out")
    #expect(try snapshot(pack).status == 0)
    let found = try snapshot("search out/a.snapshot --vector [1,2] --limit 2")
    #expect(found.status == 0, "\(found.errors)")
    #expect(
      found.text == "1.0000  0\n  {\"lang\":\"en\"}\n\n0.9839  1\n  {\"lang\":\"de\",\"year\":3}\n"
    )
    try mill.folder.write("q.npy", Self.matrix(rows: 1, columns: 2))
    let hits = try mill.json(
      "snapshot search out/a.snapshot --vector q.npy --filter year=3 --exact --ef 9 --json"
        .split(separator: " ").map(String.init)
    )
    #expect(hits.elements?.map { $0["id"] } == [1])
    #expect(hits.elements?.first?["payload"]?["lang"] == "de")
    #expect(try snapshot("search out/a.snapshot --using bm25 de").text.contains("  1\n"))
    let none = try snapshot("search out/a.snapshot --using bm25 unheard")
    #expect(none.status == 1 && none.errors.contains("nothing found"))
  }

  @Test func verified() throws {
    let pack =
      "pack --vectors v.npy --payloads p.jsonl --bm25 lang --index lang:keyword --to a.snapshot"
    #expect(try snapshot("\(pack) --hnsw-m 0 --payload-m 4 --full-scan-threshold 0").status == 0)
    #expect(try snapshot("verify a.snapshot").status == 0)
    #expect(try snapshot("inspect a.snapshot").text.contains("graph: m 0, "))
    #expect(try snapshot("search a.snapshot --vector [1,2]").text.hasPrefix("1.0000  0\n"))
    #expect(try snapshot(pack).status == 0)
    let sound = try snapshot("verify a.snapshot --recall")
    #expect(sound.status == 0, "\(sound.errors)")
    #expect(sound.text.contains("ok   digest (SHA-256 beside the file)\n"))
    #expect(sound.text.contains("recall (1.0 of the nearest 10, 3 queries, ef 100)"))
    #expect(try snapshot("verify a.snapshot --quiet").text == "")
    #expect(
      try snapshot("verify a.snapshot --queries v.npy --ef 50").text.contains("3 queries, ef 50")
    )
    #expect(try snapshot("verify a.snapshot --recall --min-recall 1.5").status == 1)
    #expect(try snapshot("verify a.snapshot --queries p.jsonl").status == 65)

    var bytes = try #require(mill.folder.bytes("a.snapshot"))
    let place = try #require(bytes.firstRange(of: Array("lang".utf8))?.lowerBound)
    bytes[place] = UInt8(ascii: "L")
    try mill.folder.write("a.snapshot", bytes)
    let broken = try snapshot("verify a.snapshot --recall")
    #expect(broken.status == 1)
    #expect(broken.text.contains("FAIL digest"))
    #expect(broken.text.contains("recall (not measured, as something does not agree)"))
    let json = try snapshot("verify a.snapshot --json")
    #expect(json.status == 1 && json.text.contains(#""sound": false"#))
    #expect(try snapshot("verify p.jsonl").text.contains("is no snapshot of Qdrant"))
  }

  /// A folder of outputs says which model its vectors were made with.
  @Test func searchedByWords() throws {
    try SmallModel().write(to: mill.folder, "model")
    try mill.write("a.md", "# Rain\n\nA bucket.\n\n# Wind\n\nA cup.\n")
    try mill.setPipeline(
      #"""
      { "name": "test", "stages": {
        "files": { "use": "folder", "path": "in" },
        "parse": { "use": "document", "from": "files" },
        "split": { "use": "by_title", "from": "parse" },
        "embed": { "use": "transformer", "from": "split", "model": "./model", "on_truncate": "split" },
        "store": { "use": "qdrant_snapshot", "from": "embed", "to": "out/kb.snapshot", "sparse": "words" } } }
      """#
    )
    try mill.run()
    for place in ["out", "out/kb.snapshot"] {
      let found = try snapshot("search \(place) a bucket")
      #expect(found.status == 0, "\(found.errors)")
      #expect(found.text.contains("a.md") && found.text.contains("A bucket."))
    }
    #expect(try snapshot("inspect out").text.contains("2 points"))
    let words = try snapshot("search out --using words bucket")
    #expect(words.text.contains("a.md") && !words.text.contains("cup"))
    let foreign = try snapshot("search out bucket --model none")
    #expect(foreign.status == 69)
  }

  @Test(arguments: [
    ("pack --vectors v.npy", 64, "needs '--vectors' and '--to'"),
    ("pack --vectors none.npy --to x", 66, "none.npy"),
    ("pack --vectors p.jsonl --to x", 65, "does not begin like an array of NumPy"),
    ("pack --vectors v.npy --to x --index lang", 65, "no field and kind"),
    ("pack --vectors v.npy --to x --index lang:word", 65, "no kind of index"),
    ("pack --vectors v.npy --to x --server 1.9", 65, "before 1.16"),
    ("pack --vectors v.npy --to x --ids v.npy", 65, "3 vectors"),
    ("inspect", 64, "needs a snapshot"),
    ("search", 64, "needs a snapshot"),
    ("verify", 64, "needs a snapshot"),
    ("verify none", 66, "'none' does not exist"),
    ("search a.snapshot", 64, "needs words or '--vector'"),
    ("search a.snapshot rain --vector [1]", 64, "needs words or '--vector'"),
    ("search none rain", 66, "'none' does not exist"),
    ("search in rain", 66, "no manifest.json"),
    ("search p.jsonl rain", 65, "'p.jsonl': is no snapshot of Qdrant"),
    ("search a.snapshot rain", 69, "name it by '--model'"),
    ("search a.snapshot rain --model none", 69, "none"),
    (
      "search a.snapshot rain --using x", 65,
      "'a.snapshot': it has no vector 'x'; there are one without a name"
    ),
    ("search a.snapshot --vector [1]", 65, "the query has 1 dimensions, and the vectors have 2"),
    ("search a.snapshot --vector [1,x]", 65, "--vector:1:4"),
    ("search a.snapshot --vector none.npy", 66, "none.npy"),
    ("search a.snapshot --vector v.npy", 65, "3 rows"),
    ("search a.snapshot --vector [1,2] --filter year", 65, "no filter"),
    ("search a.snapshot --vector [1,2] --limit 0", 64, "limit"),
    ("inspect p.jsonl", 65, "'p.jsonl': is no snapshot of Qdrant"),
    ("inspect none", 66, "none"),
  ])
  func refused(words: String, status: Int32, message: String) throws {
    #expect(try snapshot("pack --vectors v.npy --to a.snapshot").status == 0)
    let outcome = try snapshot(words)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(!mill.folder.exists("x"))
  }
}
