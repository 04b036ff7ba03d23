import Scratch
import Testing

/// The same inputs give the same bytes, whatever else differs.
@Suite
struct DeterminismTests {
  /// Documents of every fate: parsed, equal to others, empty, refused by the parser.
  private static let corpus = Corpus(documents: 120, seed: 4)

  private static func mill(isReversed: Bool = false) throws -> Mill {
    let mill = try Mill()
    try corpus.write(to: mill.folder, isReversed: isReversed)
    var extra: [(String, [UInt8])] = [
      ("twins/one.md", Array("# Twin\n\nequal bytes\n".utf8)),
      ("twins/two.md", Array("# Twin\n\nequal bytes\n".utf8)),
      ("empty.md", []), ("bad/one.md", [0x61, 0x01, 0x02, 0x03, 0x0A]),
      ("bad/two.md", [0x61, 0x01, 0x02, 0x03, 0x0A]),
    ]
    if isReversed { extra.reverse() }
    for (name, bytes) in extra { try mill.folder.write("in/" + name, bytes) }
    return mill
  }

  private static let reference = Result { try mill().freshHashes() }

  @Test func outputsAreThere() throws {
    let names = Set(try Self.reference.get().keys)
    #expect(
      names == [
        "chunks.jsonl", "elements.jsonl", "failures.jsonl", "manifest.json", "words.sqlite",
      ]
    )
  }

  @Test(arguments: [
    ["--jobs", "1"], ["--jobs", "2"], ["--jobs", "8"], ["--jobs", "3", "--memory", "1MiB"],
    ["--force"], ["--quiet", "--json"], ["--progress", "json"], ["--progress", "bar"],
  ])
  func options(words: [String]) throws {
    let mill = try Self.mill()
    let outcome = try mill.start(["run", "p.json"] + words).wait()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try mill.hashes() == Self.reference.get())
  }

  @Test func otherOrderOnDisk() throws {
    let mill = try Self.mill(isReversed: true)
    try mill.run()
    #expect(try mill.hashes() == Self.reference.get())
  }

  @Test func otherFolders() throws {
    let mill = try Self.mill()
    try mill.folder.makeFolder("far/away")
    let folder = mill.folder
    try folder.rename("in", to: "far/away/documents")
    try mill.run("--set", "in=far/away/documents", "--set", "out=deep/down")
    #expect(try mill.hashes("deep/down") == Self.reference.get())
    try mill.run("--set", "in=\(folder("far/away/documents"))/", "--set", "out=\(folder("whole"))")
    #expect(try mill.hashes("whole") == Self.reference.get())
    try mill.run("--set", "in=./far/../far/away/documents", "--set", "out=./dots")
    #expect(try mill.hashes("dots") == Self.reference.get())
  }

  @Test func copiesOfTheTree() throws {
    let mill = try Self.mill()
    try mill.run()
    let copied = try mill.shell("cp -r in in2 && cp -a out out2 && touch in2/*")
    try #require(copied.status == 0)
    try mill.run("--set", "in=in2", "--set", "out=fresh")
    #expect(try mill.hashes("fresh") == Self.reference.get())
    // Outputs and state may move to another place together.
    try mill.run("--set", "in=in2", "--set", "out=out2")
    #expect(try mill.hashes("out2") == Self.reference.get())
  }

  @Test(arguments: [1, 8])
  func growth(jobs: Int) throws {
    let mill = try Self.mill()
    // The documents come in five portions, the last ones by name first.
    try mill.folder.rename("in", to: "store")
    let files = mill.folder.files(below: "store")
    for portion in 0..<5 {
      for (index, file) in files.enumerated().reversed() where index % 5 == portion {
        try mill.folder.rename(file, to: "in" + file.dropFirst("store".count))
      }
      try mill.run("--jobs", "\(jobs)")
    }
    #expect(try mill.hashes() == Self.reference.get())
  }

  @Test func shrinking() throws {
    let mill = try Self.mill()
    var larger = Self.corpus
    larger.change(60)
    for (path, text) in larger.texts where Self.corpus.texts[path] == nil {
      try mill.write(path, text)
    }
    try mill.run()
    for path in larger.texts.keys where Self.corpus.texts[path] == nil {
      try mill.folder.remove("in/" + path)
    }
    try mill.run("--jobs", "8")
    #expect(try mill.hashes() == Self.reference.get())
  }

  @Test(arguments: [
    ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"], ["LC_ALL": "C", "HOME": "/nonexistent"],
    ["NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "20"],
  ])
  func environments(variables: [String: String]) throws {
    let mill = try Self.mill()
    let outcome = try mill.stampmill("run", "p.json", environment: variables)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try mill.hashes() == Self.reference.get())
  }

  @Test func resultsMadeAnew() throws {
    let mill = try Self.mill()
    try mill.run()
    try mill.folder.remove("out/.stampmill/cache.sqlite")
    try mill.run("--force")
    #expect(try mill.hashes() == Self.reference.get())
    try mill.folder.clear("out/.stampmill")
    try mill.run()
    #expect(try mill.hashes() == Self.reference.get())
    try mill.run("--force=split")
    #expect(try mill.hashes() == Self.reference.get())
    try mill.expectSettled()
  }
}
