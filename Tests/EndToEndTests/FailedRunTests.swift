import JSON
import Scratch
import SystemIO
import Testing

/// Runs that cannot be done: they say why, with the documented exit code, and leave the old outputs as
/// they are.
@Suite
struct FailedRunTests {
  /// Takes the rights of the superuser to read and write what is not his away from a program.
  private static let withoutRights: [String] =
    OwnProcess.isSuperuser
    ? [
      "/usr/bin/setpriv", "--bounding-set", "-dac_override,-dac_read_search",
      "--inh-caps", "-dac_override,-dac_read_search", "--",
    ] : []

  private func mill() throws -> Mill {
    let mill = try Mill()
    for index in 0..<20 {
      try mill.write("\(index).md", "# Title\n\nword\(index) common text\n")
    }
    return mill
  }

  /// Runs, expects a failure, and expects that nothing published has changed.
  private func expectFailure(
    _ mill: Mill,
    _ status: Int32,
    naming text: String,
    under wrapper: [String] = [],
    _ words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try mill.hashes()
    let outcome = try mill.start(["run", "p.json"] + words, under: wrapper).wait()
    #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(outcome.errors.contains(text), "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(outcome.errors.contains("error: "), sourceLocation: sourceLocation)
    #expect(try mill.hashes() == before, sourceLocation: sourceLocation)
  }

  // MARK: Inputs

  @Test func missingInputFolder() throws {
    let mill = try mill()
    try expectFailure(mill, 66, naming: "'nowhere'", "--set", "in=nowhere")
    #expect(!mill.folder.exists("out"), "a run that could not begin leaves no folder behind")
    #expect(try mill.stampmill("plan", "p.json", "--set", "in=nowhere").status == 66)
  }

  @Test func inputFolderIsAFile() throws {
    let mill = try mill()
    try expectFailure(mill, 66, naming: "p.json", "--set", "in=p.json")
  }

  @Test func inputFolderVanishes() throws {
    let mill = try mill()
    try mill.run()
    try mill.folder.rename("in", to: "away")
    try expectFailure(mill, 66, naming: "'in'")
    #expect(try mill.find("word7") == ["7.md"])
    try mill.folder.rename("away", to: "in")
    try mill.run()
    try mill.expectSettled()
  }

  @Test func missingPipeline() throws {
    let outcome = try mill().stampmill("run", "nothing.json")
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("nothing.json"))
  }

  @Test func unreadableDocument() throws {
    let mill = try mill()
    try mill.run()
    try mill.write("7.md", "# Title\n\nchanged\n")
    try mill.folder.setMode("in/7.md", 0)
    let outcome = try mill.stampmill("run", "p.json", under: Self.withoutRights)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("cannot open '7.md'"))
    #expect(outcome.errors.contains("Permission denied"))
    #expect(try mill.find("word7") == [])
    #expect(try mill.stampmill("verify", "out").status == 0)
    // Once it can be read again, the next run does so.
    try mill.folder.setMode("in/7.md", 0o644)
    #expect(try mill.plan().reasons == ["7.md": "changed"])
    try mill.run()
    try mill.expectSettled()
  }

  @Test func unreadableFolderKeepsWhatWasBelow() throws {
    let mill = try mill()
    try mill.write("sub/s.md", "sublime\n")
    try mill.write("subway.md", "metro\n")
    try mill.run()
    try mill.folder.remove("in/subway.md")
    try mill.folder.setMode("in/sub", 0)
    let outcome = try mill.stampmill("run", "p.json", under: Self.withoutRights)
    #expect(outcome.errors.contains("'sub'"))
    #expect(try mill.find("sublime") == ["sub/s.md"])
    #expect(try mill.find("metro") == [])
    try mill.folder.setMode("in/sub", 0o755)
    #expect(try mill.plan().reasons == ["sub": "retry"])
    try mill.run()
    #expect(try mill.find("sublime") == ["sub/s.md"])
    try mill.expectSettled()
  }

  /// A folder that cannot be read hides documents whose stages have other settings now.
  @Test func unreadableFolderWithOtherSettings() throws {
    let mill = try mill()
    try mill.write("sub/s.md", "sublime\n")
    try mill.run()
    try mill.folder.setMode("in/sub", 0)
    // What was parsed is in the cache, so the chunks can be made anew without reading.
    try mill.setPipeline(
      Mill.pipeline(
        split: #""split": { "use": "by_title", "from": "parse", "max_characters": 290 }"#
      )
    )
    let outcome = try mill.stampmill("run", "p.json", under: Self.withoutRights)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try mill.find("sublime") == ["sub/s.md"])
    #expect(try mill.stampmill("verify", "out").status == 0)
    // Without the cache they cannot be had; each is named, and comes back with the folder.
    try mill.folder.remove("out/.stampmill/cache.sqlite")
    try mill.setPipeline(
      Mill.pipeline(
        split: #""split": { "use": "by_title", "from": "parse", "max_characters": 280 }"#
      )
    )
    let second = try mill.stampmill("run", "p.json", under: Self.withoutRights)
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.errors.contains("'sub/s.md'"), "\(second.errors)")
    #expect(try mill.find("sublime") == [])
    #expect(try mill.stampmill("verify", "out").status == 0)
    try mill.folder.setMode("in/sub", 0o755)
    try mill.run()
    #expect(try mill.find("sublime") == ["sub/s.md"])
    try mill.expectSettled()
  }

  /// What is too large fails by the source's own rule, once, and is read when the limit is raised.
  @Test(arguments: [("quarantine", 1 as Int32, "quarantined"), ("skip", 0, "skipped")])
  func sourceRule(rule: String, status: Int32, word: String) throws {
    func pipeline(_ size: String) -> String {
      Mill.pipeline(
        limits: #"{ "failed": 0 }"#,
        files: """
          "files": { "use": "folder", "path": "${in}", "max_size": "\(size)", "on_error": "\(rule)" }
          """
      )
    }
    let mill = try Mill(pipeline("1kB"))
    try mill.write("small.md", "tiny\n")
    try mill.write("large.md", String(repeating: "huge ", count: 400))
    for _ in 0..<2 {
      let outcome = try mill.stampmill("run", "p.json")
      #expect(outcome.status == status, "\(outcome.errors)")
      let failures = try #require(mill.folder.bytes("out/failures.jsonl"))
      let line = try JSONParser.value(failures, file: "failures")
      #expect(line["status"]?.string == word)
      #expect(line["detail"]?.string == "'large.md' has 2000 bytes and 'max_size' is 1kB")
      #expect(try !mill.plan().hasWork)
    }
    try mill.setPipeline(pipeline("2kB"))
    #expect(try mill.plan().reasons == ["large.md": "retry"])
    try mill.run()
    #expect(try mill.find("huge") == ["large.md"])
    try mill.expectSettled()
    // Lowered again, the limit holds for what was read before.
    try mill.setPipeline(pipeline("1kB"))
    #expect(try mill.plan().reasons == ["large.md": "deleted"])
    #expect(try mill.stampmill("run", "p.json").status == status)
    #expect(try mill.find("huge") == [])
    try mill.expectSettled()
  }

  /// Where the documents lie does not show in what is said of them.
  @Test func failuresAreTheSameInAnyFolder() throws {
    let mill = try mill()
    try mill.write("bad.md", "\u{0}\u{1}\u{2}\u{0}\u{3}binary")
    for name in ["in/locked.md", "in/\u{E9}.md"] {
      try mill.folder.write(name, [0x61])
      try mill.folder.setMode(name, 0)
    }
    try #require(try mill.shell("cp -a in elsewhere").status == 0)
    var seen: [[UInt8]] = []
    for input in ["in", "elsewhere"] {
      try mill.folder.clear("out")
      let set = ["run", "p.json", "--set", "in=\(input)"]
      _ = try mill.start(set, under: Self.withoutRights).wait()
      seen.append(try #require(mill.folder.bytes("out/failures.jsonl")))
    }
    #expect(seen[0] == seen[1])
    #expect(seen[0].split(separator: 10).count == 3)
  }

  @Test func fileThatVanishesDuringTheRun() throws {
    let mill = try Mill()
    let corpus = Corpus(documents: 400, seed: 9)
    try corpus.write(to: mill.folder)
    let run = try mill.startRun("--jobs", "1", "--progress", "json")
    #expect(run.waitForErrors(containing: #""t":"plan""#))
    run.send(.stop)
    for path in corpus.texts.keys.sorted().suffix(100) { try mill.folder.remove("in/" + path) }
    run.send(.resume)
    let outcome = run.wait()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try mill.stampmill("verify", "out").status == 0)
    try mill.run()
    try mill.expectSettled()
  }

  // MARK: Outputs

  @Test func readOnlyOutputFolder() throws {
    let mill = try mill()
    try mill.run()
    try mill.write("new.md", "novelty\n")
    _ = try mill.shell("chmod -R a-w out")
    try expectFailure(mill, 73, naming: "out", under: Self.withoutRights)
    #expect(try mill.stampmill("plan", "p.json", under: Self.withoutRights).status == 0)
    #expect(try mill.stampmill("verify", "out", under: Self.withoutRights).status == 0)
    #expect(try mill.stampmill("search", "out", "word7", under: Self.withoutRights).status == 0)
    _ = try mill.shell("chmod -R u+w out")
    try mill.run()
    try mill.expectSettled()
  }

  @Test func outputFolderThatCannotBeMade() throws {
    let mill = try mill()
    try mill.folder.makeFolder("locked")
    try mill.folder.setMode("locked", 0o555)
    try expectFailure(
      mill,
      77,
      naming: "locked",
      under: Self.withoutRights,
      "--set",
      "out=locked/out"
    )
    try expectFailure(mill, 73, naming: "p.json", "--set", "out=p.json")
    try expectFailure(mill, 73, naming: "p.json", "--set", "out=p.json/below")
  }

  @Test func outputIsAFolder() throws {
    let mill = try mill()
    try mill.folder.makeFolder("out/words.sqlite")
    try expectFailure(mill, 73, naming: "out/words.sqlite")
    #expect(mill.leftovers == [])
  }

  @Test(arguments: [4, 40, 400, 800])
  func fileSizeLimit(blocks: Int) throws {
    let mill = try mill()
    try mill.run()
    for (path, text) in Corpus(documents: 700, seed: 8).texts { try mill.write(path, text) }
    let before = try mill.hashes()
    let outcome = try mill.shell("ulimit -f \(blocks); exec \"$MILL\" run p.json")
    #expect([74, 75].contains(outcome.status), "\(outcome.status) \(outcome.errors)")
    #expect(outcome.errors.contains("out/"), "\(outcome.errors)")
    #expect(try mill.hashes() == before)
    try mill.run()
    try mill.expectSettled()
  }

  /// A disk of its own that is too small at first and made larger then.
  @Test(arguments: [600, 900, 1500, 2500])
  func fullDisk(kilobytes: Int) throws {
    let mill = try Mill()
    try mill.folder.makeFolder("disk")
    let disk = mill.folder("disk")
    let mounted = try mill.shell("mount -t tmpfs -o size=\(kilobytes)k none '\(disk)'")
    guard mounted.status == 0 else {
      print("no disk may be mounted here, so that none was filled: \(mounted.errors)")
      return
    }
    defer { _ = try? mill.shell("umount -l '\(disk)'") }
    let out = "out=disk/out"
    try mill.write("first.md", "primary\n")
    try mill.run("--set", out)
    let before = try mill.hashes("disk/out")
    try Corpus(documents: 900, seed: 10).write(to: mill.folder)
    try mill.write("first.md", "primary\n")
    let outcome = try mill.stampmill("run", "p.json", "--set", out)
    #expect(outcome.status == 75, "\(outcome.errors)")
    #expect(outcome.errors.contains("disk/out"), "\(outcome.errors)")
    #expect(try mill.hashes("disk/out") == before)
    #expect(try mill.find("primary", in: "disk/out") == ["first.md"])
    // What was finished before the disk was full is kept, and the next run goes on from there.
    let grown = try mill.shell("mount -o remount,size=100m '\(disk)'")
    try #require(grown.status == 0)
    try mill.run("--set", out)
    #expect(try mill.hashes("disk/out") == mill.freshHashes())
    #expect(mill.leftovers == [])
    #expect(try mill.stampmill("verify", "disk/out").status == 0)
  }

  @Test func readOnlyDisk() throws {
    let mill = try mill()
    try mill.run()
    try mill.folder.makeFolder("disk")
    let disk = mill.folder("disk")
    let mounted = try mill.shell(
      "mount -t tmpfs none '\(disk)' && cp -a out disk/ && mount -o remount,ro '\(disk)'"
    )
    guard mounted.status == 0 else {
      print("no disk may be mounted here: \(mounted.errors)")
      return
    }
    defer { _ = try? mill.shell("umount -l '\(disk)'") }
    let outcome = try mill.stampmill("run", "p.json", "--set", "out=disk/out")
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(outcome.errors.contains("disk/out"))
    let other = try mill.stampmill("run", "p.json", "--set", "out=disk/other")
    #expect(other.status == 73, "\(other.errors)")
    #expect(try mill.stampmill("verify", "disk/out").status == 0)
    #expect(try mill.find("word7", in: "disk/out") == ["7.md"])
    let plan = try mill.stampmill("plan", "p.json", "--set", "out=disk/out", "--json")
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(plan.text.contains(#""up to date": 20"#), "\(plan.text)")
  }

  @Test func diskFreeIsRespected() throws {
    let mill = try Mill(Mill.pipeline(limits: #"{ "disk_free": "100%" }"#))
    try mill.write("a.md", "alpha\n")
    try expectFailure(mill, 75, naming: "disk_free")
  }

  // MARK: State

  @Test(arguments: ["ledger.sqlite", "cache.sqlite"])
  func brokenState(file: String) throws {
    let mill = try mill()
    try mill.run()
    let reference = try mill.hashes()
    _ = try mill.shell("yes broken | head -c 20000 > out/.stampmill/\(file)")
    let outcome = try mill.stampmill("run", "p.json")
    if outcome.status != 0 {
      #expect(outcome.status == 74, "\(outcome.errors)")
      #expect(outcome.errors.contains("delete it"), "\(outcome.errors)")
      #expect(try mill.hashes() == reference)
      try mill.folder.remove("out/.stampmill/\(file)")
      try mill.run()
    }
    #expect(try mill.hashes() == reference)
    try mill.expectSettled()
  }

  @Test func lostCache() throws {
    let mill = try mill()
    // Files must have been calm for two seconds for their looks to be trusted.
    OwnProcess.block(milliseconds: 2_100)
    try mill.run()
    try mill.folder.remove("out/.stampmill/cache.sqlite")
    try mill.write("new.md", "novelty\n")
    let outcome = try mill.stampmill("run", "p.json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try mill.find("novelty") == ["new.md"])
    try mill.expectSettled()
  }
}
