import Digests
import Ledger
import SQLite
import Scratch
import Testing

/// What the ledger remembers of documents and contents.
@Suite struct LedgerTests {
  private let folder: ScratchFolder
  private let flow = SHA256.digest(Array("flow".utf8))

  init() throws { folder = try ScratchFolder() }

  private func open() throws -> Ledger { try Ledger(path: folder("ledger.sqlite")) }

  private func hash(_ text: String) -> Digest { SHA256.digest(Array(text.utf8)) }

  private static func failure(_ reason: String, isTemporary: Bool = false) -> RecordedFailure {
    RecordedFailure(stage: "parse", reason: reason, detail: "said so", isTemporary: isTemporary)
  }

  private func stamp(_ size: Int64) -> FileStamp {
    FileStamp(size: size, modified: -5, changed: .max, inode: .max)
  }

  @discardableResult
  private func add(
    _ ledger: Ledger,
    _ path: String,
    _ text: String,
    source: String = "files",
    hint: String = "md",
    status: ContentStatus = .done,
    ids: [UInt8] = []
  ) throws -> Int64 {
    let content = try ledger.record(
      hash: hash(text),
      hint: hint,
      size: Int64(text.utf8.count),
      flow: flow,
      status: status,
      run: 1
    )
    try ledger.record(
      source: source,
      path: path,
      stamp: stamp(Int64(text.utf8.count)),
      content: content,
      itemIDs: ids,
      run: 1
    )
    return content
  }

  private func primaries(_ ledger: Ledger) throws -> [PrimaryDocument] {
    var all: [PrimaryDocument] = []
    try ledger.eachPrimary(of: "files") { all.append($0) }
    return all
  }

  @Test func everythingIsThereAfterReopening() throws {
    let ledger = try open()
    try ledger.begin()
    try add(ledger, "b.md", "two", status: .failed(Self.failure("encoding", isTemporary: true)))
    try add(ledger, "a.md", "one")
    try add(ledger, "c.md", "three", status: .skipped(Self.failure("binary")))
    try ledger.setFact("pipeline", "handbook")
    try ledger.advanceGeneration()
    try ledger.advanceGeneration()
    try ledger.close()
    #expect(folder.bytes("ledger.sqlite-wal") == nil)

    let again = try open()
    #expect(try again.fact("pipeline") == "handbook")
    #expect(try again.fact("nothing") == nil)
    #expect(try again.generation() == 2)
    let known = try again.documents(of: "files", flow: flow)
    #expect(known.map(\.path) == ["a.md", "b.md", "c.md"])
    #expect(known.map(\.stamp) == [stamp(3), stamp(3), stamp(5)])
    #expect(known.map { $0.content?.hash } == [hash("one"), hash("two"), hash("three")])
    #expect(
      known.map { $0.content?.status } == [
        .done, .failed(Self.failure("encoding", isTemporary: true)),
        .skipped(Self.failure("binary")),
      ]
    )
    #expect(known.allSatisfy { $0.content?.isCurrent == true })
    let other = try again.documents(of: "files", flow: hash("other flow"))
    #expect(other.allSatisfy { $0.content?.isCurrent == false })
    #expect(try again.documents(of: "elsewhere", flow: flow).isEmpty)
  }

  @Test func uncommittedWorkIsLostAndNothingElse() throws {
    do {
      let ledger = try open()
      try ledger.begin()
      try add(ledger, "a.md", "one")
      try ledger.commit()
      try ledger.begin()
      try add(ledger, "b.md", "two")
    }
    #expect(try open().documents(of: "files", flow: flow).map(\.path) == ["a.md"])
  }

  @Test func ledgerOfAnotherVersionIsEmptied() throws {
    let ledger = try open()
    try ledger.begin()
    try add(ledger, "a.md", "one")
    try ledger.close()
    let connection = try Connection(path: folder("ledger.sqlite"), mode: .readWrite)
    try connection.execute("CREATE TABLE \"odd name\"(x); PRAGMA user_version = 77")
    try connection.close()

    #expect(try Ledger(readingAt: folder("ledger.sqlite")) == nil, "a reader leaves it alone")
    let again = try open()
    #expect(try again.documents(of: "files", flow: flow).isEmpty)
    try add(again, "a.md", "one")
    #expect(try again.totals().documents == 1)
  }

  @Test func readingWhereThereIsNoneMakesNone() throws {
    #expect(try Ledger(readingAt: folder("none.sqlite")) == nil)
    #expect(folder.bytes("none.sqlite") == nil)
  }

  @Test func somethingElseIsNotALedger() throws {
    try folder.write("ledger.sqlite", Array("not a database, but long enough to look at".utf8))
    let error = #expect(throws: SQLiteError.self) { try open() }
    #expect(error?.isCorrupt == true)
    #expect(error?.description.contains("ledger.sqlite") == true)
  }

  @Test func readerSeesWhatIsCommitted() throws {
    let ledger = try open()
    try ledger.begin()
    try add(ledger, "a.md", "one")
    let reader = try #require(try Ledger(readingAt: folder("ledger.sqlite")))
    #expect(try reader.totals().documents == 0)
    try ledger.commit()
    #expect(try reader.totals().documents == 1)
  }

  @Test func recordingAgainReplaces() throws {
    let ledger = try open()
    let first = try add(ledger, "a.md", "one", status: .failed(Self.failure("encoding")))
    let second = try add(ledger, "a.md", "one")
    #expect(first == second)
    #expect(try ledger.failures().isEmpty)
    try add(ledger, "a.md", "changed")
    #expect(
      try ledger.documents(of: "files", flow: flow).map { $0.content?.hash } == [hash("changed")]
    )
    let found = try ledger.content(hash: hash("one"), hint: "md", flow: flow)
    #expect(found?.status == .done, "contents outlive their documents")
    #expect(try ledger.content(hash: hash("one"), hint: "txt", flow: flow) == nil)
  }

  @Test func primariesComeInTheOrderOfBytesWithTheirCopies() throws {
    let ledger = try open()
    // 'é' in its two spellings means the same and is not the same.
    let (composed, decomposed) = ("\u{E9}.md", "e\u{301}.md")
    for path in ["b.md", composed, "a.md", decomposed, "B.md", "a/x.md", "a-b.md"] {
      try add(ledger, path, path == "a-b.md" ? "other" : "same", ids: Array(path.utf8))
    }
    try add(ledger, "twin.txt", "same", hint: "txt")
    try add(ledger, "bad.md", "bad", status: .failed(Self.failure("x")))
    try add(ledger, "0.md", "same", source: "elsewhere")
    let primaries = try primaries(ledger)
    #expect(
      primaries.map { Array($0.path.utf8) }
        == ["B.md", "a-b.md", "twin.txt"].map { Array($0.utf8) }
    )
    #expect(
      primaries[0].copies.map { Array($0.utf8) }
        == ["a.md", "a/x.md", "b.md", decomposed, composed].map { Array($0.utf8) }
    )
    #expect(primaries[0].itemIDs == Array("B.md".utf8))
    #expect(primaries[1].copies.isEmpty)
    #expect(primaries[0].hash == hash("same"))
    #expect(primaries[0].size == 4)
  }

  @Test func twinPathsBothFirst() throws {
    let ledger = try open()
    let (composed, decomposed) = ("\u{E9}.md", "e\u{301}.md")
    try add(ledger, composed, "same")
    try add(ledger, decomposed, "same")
    let primaries = try primaries(ledger)
    #expect(primaries.map { Array($0.path.utf8) } == [Array(decomposed.utf8)])
    #expect(primaries.flatMap(\.copies).map { Array($0.utf8) } == [Array(composed.utf8)])
  }

  @Test func failuresOfReadingAndOfWorking() throws {
    let ledger = try open()
    try add(ledger, "b.md", "b", status: .failed(Self.failure("encoding")))
    try add(ledger, "c.md", "c", status: .skipped(Self.failure("binary")))
    try add(ledger, "d.md", "d")
    try ledger.record(
      source: "files",
      path: "a.md",
      stamp: .untrusted,
      unread: .failed(Self.failure("unreadable")),
      run: 1
    )
    let failures = try ledger.failures()
    #expect(failures.map(\.path) == ["a.md", "b.md", "c.md"])
    #expect(failures.map(\.failure.reason) == ["unreadable", "encoding", "binary"])
    #expect(failures.map(\.failure.stage) == ["files", "parse", "parse"])
    #expect(failures.map(\.isSkipped) == [false, false, true])
    #expect(failures.map(\.hash) == [nil, hash("b"), hash("c")])
    #expect(try ledger.inputs().map(\.status) == ["failed", "failed", "skipped", "done"])
    #expect(try primaries(ledger).map(\.path) == ["d.md"])
  }

  @Test func sumsCountWhatIsInOutputs() throws {
    let ledger = try open()
    let documents: [(String, String, ContentStatus)] = [
      ("a.md", "one", .done), ("b.md", "one", .done), ("c.md", "two", .done),
      ("d.md", "bad", .failed(Self.failure("x"))), ("e.md", "gone", .done),
    ]
    let parsed = ResultCache.Measure(items: 5, characters: 50, sums: "found=50 kept=49")
    for (path, text, status) in documents {
      let content = try add(ledger, path, text, status: status)
      try ledger.record(
        result: hash(text),
        of: "split",
        content: content,
        measure: .init(items: 2, characters: 10)
      )
      try ledger.record(result: hash(text), of: "parse", content: content, measure: parsed)
    }
    let gone = try #require(try ledger.documents(of: "files", flow: flow).last)
    try ledger.forget(document: gone.id)
    let split = try ledger.sums(of: "split")
    #expect(
      (split.items, split.characters) == (4, 20),
      "a content counts once, failed and gone ones not"
    )
    #expect(try ledger.sums(of: "parse").items == 10)
    #expect(try ledger.sums(of: "nothing").items == 0)
    #expect(try ledger.amounts(of: "parse") == ["found": 100, "kept": 98])
    #expect(try ledger.amounts(of: "split") == [:])
    #expect(try ledger.totals() == .init(documents: 4, contents: 3, bytes: 12))
    #expect(
      try ledger.sharedContents() == [
        HeldContent(source: "files", hash: hash("one"), hint: "md"): 2
      ]
    )
  }

  @Test func emptyLedgerSumsToNothing() throws {
    #expect(try open().totals() == .init(documents: 0, contents: 0, bytes: 0))
  }

  @Test func sourcesThatAreGoneAreForgotten() throws {
    let ledger = try open()
    try add(ledger, "a.md", "one", source: "one")
    try add(ledger, "b.md", "two", source: "two")
    try add(ledger, "a.md", "one", source: "two")
    #expect(try ledger.forgetSources(except: ["one", "new"]) == ["a.md", "b.md"])
    #expect(try ledger.forgetSources(except: ["one"]).isEmpty)
    #expect(try ledger.inputs().map(\.source) == ["one"])
  }

  @Test func outputsStagesAndPendingFilesComeBack() throws {
    let ledger = try open()
    let output = PublishedOutput(
      path: "kb.sqlite",
      stage: "words",
      sha256: hash("x"),
      bytes: .max,
      modified: -1,
      inode: .max,
      madeFrom: hash("y"),
      documents: 3,
      items: 9
    )
    let stage = RecordedStage(
      name: "s",
      kind: "k",
      version: 2,
      settings: "{\"a\":1}",
      inputs: "x,y"
    )
    let file = PendingFile(temporary: "/t/.a", destination: "/t/a")
    try ledger.setOutputs([output])
    try ledger.setStages([stage])
    try ledger.setPendingFiles([file])
    #expect(try ledger.outputs() == [output])
    #expect(try ledger.stages() == [stage])
    #expect(try ledger.pendingFiles() == [file])
    try ledger.setOutputs([])
    try ledger.setPendingFiles([])
    #expect(try ledger.outputs().isEmpty)
    #expect(try ledger.pendingFiles().isEmpty)
  }

  @Test func onlyTheLastRunsAreRemembered() throws {
    let ledger = try open()
    try ledger.begin()
    for number in 1...450 {
      let run = try ledger.beginRun(at: "2026-01-01T00:00:00Z")
      try ledger.endRun(
        run,
        at: "2026-01-01T00:00:01Z",
        outcome: "done",
        report: "{\"n\":\(number)}"
      )
    }
    _ = try ledger.beginRun(at: "2026-01-02T00:00:00Z")
    #expect(try ledger.lastRunReport() == "{\"n\":450}", "of a run that ended")
    try ledger.close()
    let connection = try Connection(path: folder("ledger.sqlite"), mode: .readOnly)
    #expect(try connection.integer("SELECT count(*) FROM runs") == 401)
  }
}
