import JSON
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

  @Test(arguments: [
    ("pack --vectors v.npy", 64, "needs '--vectors' and '--to'"),
    ("pack --vectors none.npy --to x", 66, "none.npy"),
    ("pack --vectors p.jsonl --to x", 65, "does not begin like an array of NumPy"),
    ("pack --vectors v.npy --to x --index lang", 65, "no field and kind"),
    ("pack --vectors v.npy --to x --index lang:word", 65, "no kind of index"),
    ("pack --vectors v.npy --to x --server 1.9", 65, "before 1.16"),
    ("pack --vectors v.npy --to x --ids v.npy", 65, "3 vectors"),
    ("inspect", 64, "needs a snapshot"),
    ("inspect p.jsonl", 65, "'p.jsonl': is no snapshot of Qdrant"),
    ("inspect none", 66, "none"),
  ])
  func refused(words: String, status: Int32, message: String) throws {
    let outcome = try snapshot(words)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(!mill.folder.exists("x"))
  }
}
