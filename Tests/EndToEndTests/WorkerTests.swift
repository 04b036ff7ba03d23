import JSON
import Scratch
import SystemIO
import Testing

/// The real program and its workers.
@Suite struct WorkerTests {
  private static let harm = ["STAMPMILL_TEST_FAULTS": "harm"]

  private static let pipeline = """
    { "stages": {
      "files": { "use": "folder", "path": "in" },
      "parse": { "use": "document", "from": "files", "timeout": "1s", "memory": "128MiB" },
      "lines": { "use": "jsonl", "from": "parse", "to": "out/elements.jsonl" } } }
    """

  private func bytes(_ mill: Mill, _ path: String) throws -> [UInt8] {
    try #require(mill.folder.bytes(path))
  }

  private func lines(_ mill: Mill, _ path: String) throws -> [JSON] {
    try bytes(mill, path).split(separator: 0x0A).map {
      try JSONParser.value(Array($0), file: path)
    }
  }

  @Test func hostileDocumentsCostNobodyElse() throws {
    let mill = try Mill(Self.pipeline)
    let faults = ["crash": "crashed", "hang": "timeout", "hoard": "memory", "exit": "crashed"]
    for index in 0..<200 { try mill.write("\(index).md", "# Title \(index)\n\nText \(index).\n") }
    for fault in faults.keys {
      for copy in 0..<3 { try mill.write("bad/\(fault)-\(copy).md", "%fault \(fault)\n\(copy)\n") }
    }
    try mill.write("bad/page.md", "%fault crash 3\n")
    let outcome = try mill.stampmill("run", "p.json", environment: Self.harm)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("'bad/page.md' is kept without page 3"))
    let failures = try lines(mill, "out/failures.jsonl")
    #expect(failures.count == 12)
    for line in failures {
      let path = try #require(line["document"]?.string)
      let fault = path.dropFirst("bad/".count).prefix { $0 != "-" }
      #expect(line["reason"]?.string == faults[String(fault)], "\(line.compact)")
      #expect(line["status"]?.string == "quarantined")
    }
    let files = Set(
      try lines(mill, "out/elements.jsonl").compactMap { $0["metadata"]?["filename"]?.string }
    )
    #expect(files.count == 201)
    // What has a page left out is a document like any other.
    let report = try JSONParser.value(
      bytes(mill, "out/.stampmill/report.json"),
      file: "report"
    )
    #expect(report["stages"]?["parse"]?["made"] == 201)
    // Nine pages of seven characters, one of each a control character, and all texts beside them.
    #expect(report["stages"]?["parse"]?["sums"]?["dropped_control"] == 9)
    let again = try mill.stampmill("run", "p.json", "--max-failed", "12", environment: Self.harm)
    #expect(again.status == 0, "\(again.errors)")
    let second = try JSONParser.value(
      bytes(mill, "out/.stampmill/report.json"),
      file: "report"
    )
    #expect(second["stages"]?["parse"]?["sums"]?["dropped_control"] == 9)
  }

  @Test(arguments: [ProgramSignal.interrupt, .terminate])
  func askedToStopItFinishesWhatIsInHand(signal: ProgramSignal) throws {
    let mill = try Mill(Self.pipeline.replacing("\"1s\"", with: "\"4s\""))
    try mill.write("0.md", "%fault hang 5\n")
    let run = try mill.start(["run", "p.json"], environment: Self.harm)
    while OwnProcess.workers(of: run.number).isEmpty { OwnProcess.block(milliseconds: 5) }
    run.send(signal)
    let outcome = run.wait()
    // The parser was not interrupted: its document took the time that it may.
    #expect(!outcome.errors.contains("crashed"), "\(outcome.errors)")
    #expect(outcome.status == (signal == .interrupt ? 130 : 143) || outcome.status == 0)
    #expect(OwnProcess.workers(of: run.number) == [])
  }

  @Test func killedItLeavesNoWorkers() throws {
    let mill = try Mill(Self.pipeline.replacing("\"1s\"", with: "\"60s\""))
    for index in 0..<4 { try mill.write("\(index).md", "%fault hang\n\(index)\n") }
    let run = try mill.start(["run", "p.json", "--jobs", "2"], environment: Self.harm)
    while OwnProcess.workers(of: run.number).count < 2 { OwnProcess.block(milliseconds: 5) }
    let workers = OwnProcess.workers(of: run.number)
    run.send(.kill)
    _ = run.wait()
    for _ in 0..<400 where workers.contains(where: OwnProcess.exists) {
      OwnProcess.block(milliseconds: 5)
    }
    #expect(workers.filter(OwnProcess.exists) == [])
  }

  @Test func passwordsAreShownNowhere() throws {
    let secret = "correct-horse-battery"
    let mill = try Mill(
      Self.pipeline.replacing("\"timeout\"", with: "\"passwords\": [\"${env:KEY}\"], \"timeout\"")
    )
    try mill.write("a.md", "# Title\n")
    let outcome = try mill.stampmill("run", "p.json", environment: ["KEY": secret])
    #expect(outcome.status == 0, "\(outcome.errors)")
    for file in mill.folder.files(below: "out") {
      let text = String(decoding: try bytes(mill, file), as: UTF8.self)
      #expect(!text.contains(secret), "\(file)")
    }
    let resolved = try mill.stampmill("plan", "p.json", "--resolved", environment: ["KEY": secret])
    #expect(resolved.text.contains("(secret)") && !resolved.text.contains(secret))
    #expect(
      try mill.stampmill("plan", "p.json", "--exit-code", environment: ["KEY": secret]).status == 0
    )
    // Another password may open what the first did not.
    #expect(
      try mill.stampmill("plan", "p.json", "--exit-code", environment: ["KEY": "x"]).status == 1
    )
  }

  // MARK: The verb

  @Test func parsePrintsInOrder() throws {
    let mill = try Mill()
    let names = (0..<40).map { "in/\($0).md" }
    for (index, name) in names.enumerated() {
      let text = String(repeating: "word ", count: index % 3 == 0 ? 40_000 : 1)
      try mill.folder.write(name, Array("# \(index)\n\n\(text)\n".utf8))
    }
    let one = try mill.start(["parse", "--jobs", "1"] + names).wait()
    let many = try mill.start(["parse", "--jobs", "7"] + names).wait()
    #expect(one.status == 0 && many.status == 0, "\(many.errors)")
    #expect(one.output == many.output)
    let titles = one.text.split(separator: "\n").filter { $0.contains("\"Title\"") }
    #expect(titles.count == 40)
  }

  @Test func parseSurvivesWhatItParses() throws {
    let mill = try Mill()
    try mill.write("a.md", "# Fine\n")
    try mill.write("b.md", "%fault crash\n")
    try mill.write("c.md", "%fault hang\n")
    try mill.write("d.md", "%fault hoard\n")
    let words = ["parse", "--timeout", "500ms", "--memory", "64MiB"]
    let files = ["in/b.md", "in/a.md", "in/c.md", "in/d.md", "in/a.md"]
    let outcome = try mill.start(words + files, environment: Self.harm).wait()
    #expect(outcome.status == 65)
    #expect(outcome.text.split(separator: "\n").count == 2)
    // Machines that do not allow all that keeps workers from harm have a warning.
    #expect(
      outcome.errors.split(separator: "\n").filter { !$0.hasPrefix("warning: ") } == [
        "error: 'in/b.md' crashed its parser (signal 11)",
        "error: 'in/c.md' took longer than 500ms to parse",
        "error: 'in/d.md' needs more than 64MiB of memory to parse",
      ]
    )
  }

  /// Nothing that a document says has harm done, unless the environment does.
  @Test func faultsAreForTestsOnly() throws {
    let mill = try Mill()
    try mill.write("a.md", "%fault crash\n")
    let outcome = try mill.stampmill("parse", "in/a.md")
    #expect(outcome.status == 0 && outcome.text.contains("%fault crash"))
  }

  @Test func parseSaysWhatFilesSay() throws {
    let mill = try Mill()
    try mill.write("a.md", "%fault crash 2\n")
    let outcome = try mill.stampmill("parse", "--facts", "in/a.md", environment: Self.harm)
    let facts = try JSONParser.value(outcome.output, file: "facts")
    #expect(facts["filename"] == "a.md" && facts["elements"] == 9 && facts["lost_pages"] == [2])
    #expect(facts["characters"] == ["found": 63, "kept": 54, "dropped_control": 9])
  }

  @Test(arguments: [
    (["--timeout", "soon"], 64), (["--memory", "1B"], 64), (["--password-env", "NO_SUCH"], 64),
    (["--password-file", "nowhere"], 66), (["--strategy", "magic"], 64), (["--jobs", "0"], 64),
  ])
  func parseRefuses(words: [String], status: Int) throws {
    let mill = try Mill()
    try mill.write("a.md", "# A\n")
    let outcome = try mill.start(["parse", "in/a.md"] + words).wait()
    #expect(Int(outcome.status) == status, "\(outcome.errors)")
  }

  @Test func elementsOfOthersAreChunked() throws {
    let mill = try Mill(
      """
      { "stages": {
        "files": { "use": "folder", "path": "in" },
        "read": { "use": "read_elements", "from": "files" },
        "split": { "use": "by_title", "from": "read" },
        "lines": { "use": "jsonl", "from": "split", "to": "out/chunks.jsonl" } } }
      """
    )
    try mill.write(
      "a.pdf.json",
      #"[{"type":"Title","text":"Rain"},{"type":"NarrativeText","text":"It rains."}]"#
    )
    try mill.write("b.md", "# no elements\n")
    let outcome = try mill.stampmill("run", "p.json", "--max-failed", "1")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("'b.md' holds no elements: line 1, column 1"))
    let chunks = try lines(mill, "out/chunks.jsonl")
    #expect(chunks.map { $0["text"]?.string } == ["Rain\n\nIt rains."])
  }

  @Test func helpDoesNotSpeakOfWorkers() throws {
    let mill = try Mill()
    for words in [["--help"], ["completions", "bash"], ["manual"]] {
      #expect(!(try mill.start(words).wait().text.contains("parse-worker")))
    }
  }
}
