import ArchiveFixtures
import Scratch
import Testing

/// Documents inside archives.
@Suite(.serialized)
struct ArchiveSourceTests {
  private func mill(_ bytes: [UInt8], _ settings: String = "") throws -> Mill {
    let mill = try Mill(
      Mill.pipeline(
        files: "\"files\": { \"use\": \"archive\", \"path\": \"in/box\"\(settings) }"
      )
    )
    try mill.folder.write("in/box", bytes)
    return mill
  }

  private static func text(_ text: String) -> [UInt8] { Array("\(text)\n".utf8) }

  private static let entries = [
    WrittenEntry("a.md", text("alpha common")), WrittenEntry("sub/", kind: .folder),
    WrittenEntry("sub/ü.md", text("bravo common")), WrittenEntry("empty.md"),
    WrittenEntry("same.md", text("alpha common")),
  ]

  private func failures(_ mill: Mill) -> String {
    String(decoding: mill.folder.bytes("out/failures.jsonl") ?? [], as: UTF8.self)
  }

  @Test(
    arguments: WrittenFormat.allCases.map { ($0, WrittenFilter.none) } + [
      (.pax, .gzip), (.ustar, .zstd), (.gnutar, .xz),
    ]
  )
  func formats(format: WrittenFormat, filter: WrittenFilter) throws {
    let mill = try mill(writeArchive(format, filter: filter, Self.entries))
    try mill.run()
    #expect(try mill.find("common") == ["a.md", "sub/ü.md", "same.md"])
    #expect(failures(mill).isEmpty)
    try mill.expectSettled()
  }

  @Test func changesInside() throws {
    let mill = try mill(writeArchive(.zip, Self.entries))
    try mill.run()
    var entries = Self.entries
    entries[0] = WrittenEntry("a.md", Self.text("omega common"))
    entries.removeLast()
    entries.append(WrittenEntry("new.md", Self.text("novelty common")))
    try mill.folder.write("in/box", try writeArchive(.zip, entries))
    #expect(
      try mill.plan().reasons == ["a.md": "changed", "same.md": "deleted", "new.md": "new"]
    )
    try mill.run()
    #expect(try mill.find("common") == ["a.md", "sub/ü.md", "new.md"])
    try mill.expectSettled()
  }

  /// The same documents give the same chunks in whatever archive they come.
  @Test func orderInside() throws {
    let mill = try mill(writeArchive(.zip, Self.entries))
    try mill.run()
    let before = try mill.hashes()
    try mill.folder.write("in/box", try writeArchive(.pax, filter: .gzip, Self.entries.reversed()))
    try mill.run()
    #expect(try mill.hashes() == before)
    try mill.expectSettled()
  }

  @Test(arguments: ["../out.md", "/etc/absolute.md", "sub/../../up.md"])
  func unsafeNames(name: String) throws {
    let good = HandMadeTar.Entry(Array("good.md".utf8), Self.text("goodness"))
    let bad = HandMadeTar.Entry(Array(name.utf8), Self.text("goodness"))
    let mill = try mill(HandMadeTar([bad, good]).bytes)
    let outcome = try mill.run()
    #expect(outcome.errors.contains(name), "\(outcome.errors)")
    #expect(failures(mill).contains(#""reason":"unsafe-name""#), "\(failures(mill))")
    #expect(try mill.find("goodness") == ["good.md"])
    try mill.expectSettled()
  }

  @Test func namesTwice() throws {
    let mill = try mill(
      HandMadeTar([
        .init(Array("a.md".utf8), Self.text("early common")),
        .init(Array("a.md".utf8), Self.text("late common")),
      ]).bytes
    )
    try mill.run()
    #expect(try mill.find("early") == [])
    #expect(try mill.find("late") == ["a.md"])
    try mill.expectSettled()
  }

  @Test func encryptedEntries() throws {
    let mill = try mill(writeArchive(.zip, passphrase: "secret", Self.entries))
    let outcome = try mill.run()
    #expect(outcome.errors.contains("a.md"), "\(outcome.errors)")
    #expect(failures(mill).contains(#""reason":"locked""#), "\(failures(mill))")
    #expect(try mill.stampmill("verify", "out").status == 0)
  }

  @Test(arguments: [
    (#", "max_ratio": 10"#, #""reason":"bomb""#), (#", "max_size": "100kB""#, "too-large"),
    (#", "max_total": "100kB""#, "too-large"), (#", "max_entries": 1"#, "entries"),
  ])
  func limits(settings: String, failure: String) throws {
    let mill = try mill(
      writeArchive(
        .zip,
        [
          WrittenEntry("good.md", Self.text("goodness")),
          WrittenEntry("huge.txt", [UInt8](repeating: 0x61, count: 1 << 16), repetitions: 256),
        ]
      ),
      settings
    )
    let outcome = try mill.run()
    #expect(outcome.errors.contains("'box'"), "\(outcome.errors)")
    #expect(failures(mill).contains(failure), "\(failures(mill))")
    #expect(try mill.find("goodness") == ["good.md"])
    #expect(try mill.stampmill("verify", "out").status == 0)
    #expect(try mill.hashes() == mill.freshHashes())
  }

  /// A bomb fails, and nothing after it does; however often it is run.
  @Test func bombAmongOthers() throws {
    let mill = try mill(
      writeArchive(
        .zip,
        [
          WrittenEntry("first.md", Self.text("common")),
          WrittenEntry("bomb.txt", [UInt8](repeating: 0x61, count: 1 << 16), repetitions: 800),
          WrittenEntry("bomb2.txt", [UInt8](repeating: 0x62, count: 1 << 16), repetitions: 800),
          WrittenEntry("last.md", Self.text("common at last")),
        ]
      )
    )
    try mill.run()
    #expect(try mill.find("common") == ["first.md", "last.md"])
    #expect(failures(mill).split(separator: "\n").count == 2, "\(failures(mill))")
    try mill.expectSettled()
  }

  /// What comes out of entries whose sizes are lies counts for the limit of all.
  @Test func liars() throws {
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    let names = (0..<4).map { "liar\($0).txt" }
    var bytes = try writeArchive(.zip, names.map { WrittenEntry($0, zeros, repetitions: 16) })
    // The size is in the header before each content and in the directory at the end.
    for (signature, offset) in [("PK\u{3}\u{4}", 22), ("PK\u{1}\u{2}", 24)] {
      for header in bytes.indices where bytes[header...].starts(with: signature.utf8) {
        bytes.replaceSubrange(header + offset..<header + offset + 4, with: [5, 0, 0, 0])
      }
    }
    let mill = try mill(bytes, #", "max_total": "25MB""#)
    _ = try mill.stampmill("run", "p.json")
    let reasons = failures(mill).split(separator: "\n").map { line in
      line.contains(#""reason":"bomb""#) ? "bomb" : line.contains("too-large") ? "too-large" : ""
    }
    #expect(reasons == ["bomb", "bomb", "too-large", "too-large"], "\(failures(mill))")
    #expect(failures(mill).contains("holds more than 25000000 bytes"))
    try mill.expectSettled()
  }

  /// Several damaged places are each named, and the same in every run.
  @Test func damagedPlaces() throws {
    var bytes = try writeArchive(
      .ustar,
      (0..<4).map { WrittenEntry("\($0).md", Self.text("common \($0)")) }
    )
    // The checksums of the second and third header.
    for header in [1024, 2048] { bytes[header + 150] = UInt8(ascii: "x") }
    let mill = try mill(bytes)
    _ = try mill.stampmill("run", "p.json")
    let before = try mill.hashes()
    for _ in 0..<3 {
      _ = try mill.stampmill("run", "p.json", "--force")
      #expect(try mill.hashes() == before)
    }
    #expect(failures(mill).contains("\"reason\":\"archive\""))
    #expect(try mill.hashes() == mill.freshHashes())
  }

  /// What fits below `max_total` does not depend on what was read before.
  @Test func totalOfAll() throws {
    let mill = try mill(
      writeArchive(
        .zip,
        (0..<6).map { WrittenEntry("\($0).md", [UInt8](repeating: 0x61, count: 3000)) }
      ),
      #", "max_total": "10kB""#
    )
    try mill.run()
    #expect(failures(mill).split(separator: "\n").count == 3, "\(failures(mill))")
    try mill.setPipeline(
      Mill.pipeline(
        files:
          #""files": { "use": "archive", "path": "in/box", "max_total": "10kB", "max_ratio": 500 }"#
      )
    )
    try mill.run()
    #expect(failures(mill).split(separator: "\n").count == 3, "\(failures(mill))")
    try mill.expectSettled()
  }

  /// What lies beyond the broken place may be as it was, so what is known of it is kept.
  @Test func truncated() throws {
    let whole = try writeArchive(.ustar, Self.entries)
    let mill = try mill(whole)
    try mill.run()
    try mill.folder.write("in/box", Array(whole.prefix(700)))
    let outcome = try mill.stampmill("run", "p.json")
    #expect(outcome.errors.contains("'box'"), "\(outcome.errors)")
    #expect(failures(mill).contains(#""reason":"archive""#), "\(failures(mill))")
    #expect(try mill.find("bravo") == ["sub/ü.md"])
    #expect(try mill.stampmill("verify", "out").status == 0)
    try mill.folder.write("in/box", whole)
    try mill.run()
    #expect(failures(mill).isEmpty)
    try mill.expectSettled()
  }

  @Test func noArchive() throws {
    let mill = try mill(Self.text("just words and no archive at all"))
    let outcome = try mill.stampmill("run", "p.json")
    #expect(outcome.status == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains("'box'"))
    #expect(!mill.folder.exists("out/manifest.json"))
    try mill.folder.remove("in/box")
    let missing = try mill.stampmill("run", "p.json")
    #expect(missing.status == 66)
    #expect(missing.errors.contains("'in/box' does not exist"))
  }
}
