import JSON
import Scratch
import Testing

/// Nothing is written over that no run has made, and nothing is read that the run itself writes.
@Suite
struct OwnershipTests {
  private func mill() throws -> Mill {
    let mill = try Mill()
    try mill.write("a.md", "# Mine\n\nalpha\n")
    try mill.write("b.md", "bravo\n")
    return mill
  }

  @Test(arguments: ["in/a.md", "p.json", "other.txt", "out/words.sqlite"])
  func fileOfSomebodyElse(path: String) throws {
    let mill = try mill()
    try mill.folder.write("other.txt", Array("precious\n".utf8))
    try mill.folder.makeFolder("out")
    try mill.folder.write("out/words.sqlite", Array("precious\n".utf8))
    try mill.setPipeline(
      Mill.pipeline(
        words: "\"words\": { \"use\": \"fts5\", \"from\": \"split\", \"to\": \"\(path)\" }",
        lines: nil,
        elements: nil
      )
    )
    let before = mill.folder.bytes(path)
    for verb in ["plan", "run"] {
      let outcome = try mill.stampmill(verb, "p.json")
      #expect(outcome.status == 73, "\(outcome.errors)")
      #expect(outcome.errors.contains("is there already, and no run has made it"))
      #expect(mill.folder.bytes(path) == before)
    }
  }

  @Test(arguments: ["in/a.md", "p.json", "out/manifest.json", "out/chunks.jsonl"])
  func reportOverSomethingElse(path: String) throws {
    let mill = try mill()
    try mill.run()
    let before = mill.folder.bytes(path)
    let outcome = try mill.stampmill("run", "p.json", "--report", path)
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(mill.folder.bytes(path) == before)
    for _ in 0..<2 { try mill.run("--report", "report.json") }
  }

  /// Links, pipes and folders are somebody's as well.
  @Test(arguments: ["mkfifo F", "ln -s nowhere F", "ln -s ../in/a.md F", "mkdir F"])
  func thingOfSomebodyElse(deed: String) throws {
    let mill = try mill()
    try mill.folder.makeFolder("out")
    let set = try mill.shell(
      "cd out && \(deed.replacing("F", with: "chunks.jsonl")) && cd .. && \(deed.replacing("F", with: "report"))"
    )
    try #require(set.status == 0, "\(set.errors)")
    let look = "stat -c '%F %N %i' out/chunks.jsonl report"
    let before = try mill.shell(look).output
    for words in [["run"], ["plan"], ["run", "--report", "report"]] {
      let outcome = try mill.start([words[0], "p.json"] + words.dropFirst()).wait()
      #expect(outcome.status == 73, "\(outcome.errors)")
    }
    #expect(try mill.shell(look).output == before)
    try #require(try mill.shell("rm -r out/chunks.jsonl").status == 0)
    #expect(try mill.stampmill("run", "p.json", "--report", "report").status == 73)
    try mill.run()
    try mill.expectSettled()
  }

  /// The ledger may be deleted; the manifest still says whose the outputs are.
  @Test func outputsWithoutTheirLedger() throws {
    let mill = try mill()
    try mill.run()
    let before = try mill.hashes()
    try mill.folder.clear("out/.stampmill")
    try mill.run()
    #expect(try mill.hashes() == before)
    try mill.expectSettled()
  }

  /// The program's own files are no documents, whatever path leads to them.
  @Test func ownFilesAreNotListed() throws {
    let mill = try mill()
    let list = #""files": { "use": "list", "path": "-", "root": "." }"#
    try mill.setPipeline(Mill.pipeline(files: list))
    for _ in 0..<3 {
      let outcome = try mill.shell(
        "find . -type f ! -name p.json ! -path '*.stampmill*' | \"$MILL\" run p.json --quiet"
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      let manifest = try ManifestText(mill)
      #expect(manifest.inputs == ["in/a.md", "in/b.md"])
    }
    let whole = #""files": { "use": "folder", "path": "\#(mill.folder.path)", "match": ["**/*"] }"#
    try mill.folder.clear("out")
    try mill.setPipeline(Mill.pipeline(files: whole))
    for _ in 0..<2 {
      try mill.run()
      #expect(try ManifestText(mill).inputs == ["in/a.md", "in/b.md", "p.json"])
    }
  }

  /// Without its standard descriptors the program works as with empty ones.
  @Test(arguments: ["<&-", "</dev/null >&- 2>&-", "<&- >&- 2>&-"])
  func closedDescriptors(closing: String) throws {
    let mill = try mill()
    try #require(try mill.shell("\"$MILL\" run p.json \(closing)").status == 0)
    try mill.expectSettled()
    try mill.setPipeline(Mill.pipeline(files: #""files": { "use": "list" }"#))
    try #require(try mill.shell("timeout 20 \"$MILL\" run p.json \(closing)").status == 0)
    #expect(try ManifestText(mill).inputs == [])
  }
}

/// The inputs that a manifest lists.
struct ManifestText {
  let inputs: [String]

  init(_ mill: Mill) throws {
    let bytes = try #require(mill.folder.bytes("out/manifest.json"))
    let json = try JSONParser.value(bytes, file: "manifest")
    inputs = (json["inputs"]?.elements ?? []).compactMap { $0["path"]?.string }.sorted()
  }
}
