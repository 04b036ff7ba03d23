import ModelFixtures
import Scratch
import Testing

/// What sinks for Qdrant wrote is held to the ledger.
struct VerifiedPointsTests {
  private let mill: Mill

  init() throws {
    mill = try Mill(
      #"""
      {
        "name": "test",
        "params": { "out": { "type": "path", "default": "out" } },
        "stages": {
          "files": { "use": "folder", "path": "in" },
          "parse": { "use": "document", "from": "files" },
          "split": { "use": "by_title", "from": "parse" },
          "embed": { "use": "transformer", "from": "split", "model": "./model", "on_truncate": "split" },
          "store": {
            "use": "qdrant_snapshot", "from": "embed", "to": "${out}/kb.snapshot", "sparse": "words", "shards": 2
          },
          "delta": { "use": "qdrant_points", "from": "embed", "to": "${out}/kb.points", "batch": 2 }
        }
      }

      """#
    )
    try SmallModel().write(to: mill.folder, "model")
    try mill.write("a.md", "# Rain\n\nA bucket.\n\n# Wind\n\nA cup.\n")
    try mill.write("b.md", "# Snow\n\nA pillow.\n")
  }

  /// The lines of an output's second check, which looks into it.
  private func inside(_ name: String) throws -> (isSound: Bool, text: String) {
    let outcome = try mill.stampmill("verify", "out")
    var text = ""
    var isInside = false
    for line in outcome.text.split(separator: "\n") {
      if !line.hasPrefix("       ") {
        isInside = line.hasPrefix("ok   \(name) ") || line.hasPrefix("FAIL \(name) ")
        if line.hasSuffix("(bytes and SHA-256)") { isInside = false }
      }
      if isInside { text += line + "\n" }
    }
    return (text.hasPrefix("ok"), text)
  }

  @Test func soundOutputs() throws {
    try mill.run()
    let outcome = try mill.stampmill("verify", "out")
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("ok   kb.snapshot (structure, settings and 3 points)\n"))
    #expect(outcome.text.contains("ok   kb.points (state of 3 points, and the requests)\n"))
    #expect(try !inside("kb.snapshot").text.contains("checksum"))

    // So are those of later runs, with points that are gone.
    try mill.folder.remove("in/b.md")
    try mill.write("a.md", "# Rain\n\nA bucket.\n\n# Wind\n\nA vane.\n")
    try mill.run()
    #expect(
      try inside("kb.points").text == "ok   kb.points (state of 2 points, and the requests)\n"
    )
    #expect(try inside("kb.snapshot").isSound)
  }

  @Test func damagedSnapshots() throws {
    try mill.run()
    let sound = try #require(mill.folder.bytes("out/kb.snapshot"))
    var bytes = sound
    let place = try #require(bytes.firstRange(of: Array("\"shard_number\":2".utf8)))
    bytes[place.upperBound - 1] = UInt8(ascii: "3")
    try mill.folder.write("out/kb.snapshot", bytes)
    let settings = try inside("kb.snapshot")
    #expect(!settings.isSound)
    #expect(settings.text.contains("collection: 'config.json' speaks of 3 shards"))
    #expect(settings.text.contains("digest: the file has "))

    try mill.folder.write("out/kb.snapshot", Array(sound.prefix(sound.count / 2)))
    let cut = try inside("kb.snapshot")
    #expect(!cut.isSound && cut.text.contains("structure: "), "\(cut.text)")

    try mill.folder.write("out/kb.snapshot", Array("no archive".utf8))
    #expect(try inside("kb.snapshot").text.contains("is no snapshot of Qdrant"))
    try mill.folder.remove("out/kb.snapshot")
    #expect(try inside("kb.snapshot").text.contains("FAIL kb.snapshot (not read)"))
  }

  /// Snapshots that are sound, but of fewer or other documents.
  @Test func otherPoints() throws {
    try mill.run()
    let whole = try #require(mill.folder.bytes("out/kb.snapshot"))
    try mill.folder.rename("in/b.md", to: "b.md")
    _ = try mill.start(["run", "p.json", "--set", "out=less"]).wait()
    for suffix in ["", ".checksum"] {
      let bytes = try #require(mill.folder.bytes("less/kb.snapshot\(suffix)"))
      try mill.folder.write("out/kb.snapshot\(suffix)", bytes)
    }
    #expect(
      try inside("kb.snapshot").text == """
        FAIL kb.snapshot (structure, settings and 2 points)
               'b.md' has a chunk without a point

        """
    )
    // The other way round.
    try mill.folder.write("less/kb.snapshot", whole)
    try mill.folder.remove("less/kb.snapshot.checksum")
    let outcome = try mill.stampmill("verify", "less")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("is no chunk that the ledger has\n"), "\(outcome.text)")
  }

  @Test func damagedDifferences() throws {
    try mill.run()
    try mill.folder.remove("in/b.md")
    try mill.write("a.md", "# Rain\n\nA bucket.\n\n# Wind\n\nA vane.\n")
    try mill.run()
    let files = ["", ".delete", ".state"].map { "out/kb.points\($0)" }
    let sound = try files.map { try #require(mill.folder.bytes($0)) }
    func with(_ file: Int, _ change: (inout [UInt8]) throws -> Void) throws -> String {
      var bytes = sound[file]
      try change(&bytes)
      try mill.folder.write(files[file], bytes)
      defer { try? mill.folder.write(files[file], sound[file]) }
      let found = try inside("kb.points")
      #expect(!found.isSound)
      return found.text
    }
    func replace(_ text: String, by other: String) -> (inout [UInt8]) throws -> Void {
      { bytes in
        let place = try #require(bytes.firstRange(of: Array(text.utf8)))
        bytes.replaceSubrange(place, with: Array(other.utf8))
      }
    }
    #expect(try with(0, replace("vane", by: "vine")).contains("line 1 puts "))
    #expect(try with(0) { $0.removeLast(5) }.contains("not read to its end"))
    let gone = String(decoding: sound[1], as: UTF8.self).split(separator: "\"")[3]
    let foreign = String(gone.dropLast(8)) + "00000000"
    #expect(
      try with(1, replace(String(gone), by: foreign)).contains(
        "line 1 of those to delete has \(foreign), which is not known to be gone"
      )
    )
    #expect(try with(2) { $0[40] ^= 1 }.contains("is damaged"))
    #expect(try with(2) { $0[3] ^= 1 }.contains("is no state of points"))
    // A state of other documents.
    try mill.folder.rename("in/a.md", to: "a.md")
    try mill.write("c.md", "# Hail\n\nA pad.\n")
    _ = try mill.start(["run", "p.json", "--set", "out=other"]).wait()
    let other = try #require(mill.folder.bytes("other/kb.points.state"))
    let text = try with(2) { $0 = other }
    #expect(text.contains("is no chunk that the ledger has"))
    #expect(text.contains("'a.md' has 2 chunks without a point"))
  }
}
