import Digests
import JSON
import Scratch
import SystemIO
import Testing

/// A folder with documents, a pipeline file and the real program to run it with.
///
/// Documents lie in `in`, outputs go to `out`, as the parameters of the standard pipeline say.
struct Mill {
  let folder: ScratchFolder

  init(_ pipeline: String = Mill.pipeline()) throws {
    folder = try ScratchFolder()
    try folder.makeFolder("in")
    try setPipeline(pipeline)
  }

  func setPipeline(_ text: String) throws { try folder.write("p.json", Array(text.utf8)) }

  func write(_ name: String, _ text: String) throws {
    try folder.write("in/" + name, Array(text.utf8))
  }

  /// The program that was built together with the tests.
  static let program: String = {
    let own = [UInt8](OwnProcess.executable().utf8)
    let end = own.lastIndex(of: UInt8(ascii: "/")) ?? 0
    return String(decoding: own[..<end], as: UTF8.self) + "/stampmill"
  }()

  // MARK: Running it

  func start(
    _ words: [String],
    under wrapper: [String] = [],
    environment: [String: String] = [:],
    input: [UInt8] = []
  ) throws -> RunningProgram {
    let all = wrapper + [Self.program] + words
    return try RunningProgram(
      all[0],
      Array(all.dropFirst()),
      in: folder.path,
      environment: environment,
      input: input
    )
  }

  @discardableResult
  func stampmill(
    _ words: String...,
    under wrapper: [String] = [],
    environment: [String: String] = [:],
    input: [UInt8] = []
  ) throws -> ProgramOutcome {
    try start(words, under: wrapper, environment: environment, input: input).wait()
  }

  /// Runs a line of shell, in which `$MILL` is the program.
  func shell(_ line: String) throws -> ProgramOutcome {
    try RunningProgram(
      "/bin/sh",
      ["-c", line],
      in: folder.path,
      environment: ["MILL": Self.program]
    ).wait()
  }

  func startRun(_ words: String..., input: [UInt8] = []) throws -> RunningProgram {
    try start(["run", "p.json"] + words, input: input)
  }

  /// Runs the pipeline and expects that it is done.
  @discardableResult
  func run(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws
    -> ProgramOutcome
  {
    let outcome = try start(["run", "p.json"] + words).wait()
    #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
    return outcome
  }

  /// What `plan` says of the documents and outputs.
  func plan(_ words: String...) throws -> PlanAnswer {
    PlanAnswer(try json(["plan", "p.json", "--json"] + words))
  }

  func json(_ words: [String]) throws -> JSON {
    let outcome = try start(words).wait()
    try #require(outcome.status == 0, "\(words): \(outcome.errors)")
    return try JSONParser.value(outcome.output, file: "output")
  }

  /// The paths of the documents in which a word is found, with those of their copies.
  func find(_ word: String, in output: String = "out") throws -> Set<String> {
    let outcome = try stampmill("search", output, word, "--json", "--top", "10000")
    let hits = try JSONParser.value(outcome.output, file: "output").elements ?? []
    let paths = hits.flatMap { hit in
      [hit["path"]?.string ?? ""] + (hit["also_at"]?.elements ?? []).map { $0.string ?? "" }
    }
    return Set(paths)
  }

  // MARK: Looking at what it made

  /// The SHA-256 of every output by its path, with those of the manifest and the failures.
  func hashes(_ output: String = "out") throws -> [String: String] {
    var hashes: [String: String] = [:]
    for file in folder.files(below: output) where !file.hasPrefix("\(output)/.stampmill/") {
      let bytes = try #require(folder.bytes(file))
      hashes[String(file.dropFirst(output.count + 1))] = SHA256.digest(bytes).description
    }
    return hashes
  }

  /// The same inputs in a folder where nothing was before.
  func freshHashes(_ words: String...) throws -> [String: String] {
    try folder.clear("fresh")
    let outcome = try start(["run", "p.json", "--set", "out=fresh"] + words).wait()
    #expect(outcome.status == 0 || outcome.status == 1, "\(outcome.errors)")
    return try hashes("fresh")
  }

  /// Expects that outputs agree with ledger and manifest, that they are those of a fresh run, that
  /// nothing unfinished lies about and that there is nothing more to do.
  func expectSettled(
    _ note: String = "",
    isFresh: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let verification = try stampmill("verify", "out")
    #expect(
      verification.status == 0,
      "\(note) \(verification.errors)",
      sourceLocation: sourceLocation
    )
    #expect(leftovers == [], "\(note)", sourceLocation: sourceLocation)
    let plan = try plan()
    #expect(!plan.hasWork, "\(note) \(plan)", sourceLocation: sourceLocation)
    guard isFresh else { return }
    let (present, fresh) = (try hashes(), try freshHashes())
    #expect(present == fresh, "\(note)", sourceLocation: sourceLocation)
  }

  /// Files that only a run at work may have.
  var leftovers: [String] {
    folder.files().filter { file in
      ["stampmill-new", "-wal", "-shm", "-journal"].contains { file.hasSuffix($0) }
    }
  }
}

/// The answer of `plan --json`.
struct PlanAnswer: CustomStringConvertible {
  let hasWork: Bool
  /// The reason of every document that is not up to date.
  let reasons: [String: String]
  let details: [String: String]
  /// The action for every output, by the last part of its path.
  let outputs: [String: String]
  let remarks: [String: String]
  let counts: [String: Int]

  init(_ json: JSON) {
    hasWork = json["work"] == true
    func table(_ list: String, _ key: String, _ value: String) -> [String: String] {
      Dictionary(
        (json[list]?.elements ?? []).map { ($0[key]?.string ?? "", $0[value]?.string ?? "") },
        uniquingKeysWith: { "\($0) and \($1)" }
      )
    }
    reasons = table("documents", "path", "reason")
    details = table("documents", "path", "detail")
    remarks = table("remarks", "path", "reason")
    outputs = Dictionary(
      table("outputs", "path", "action").map { (String($0.split(separator: "/").last ?? ""), $1) },
      uniquingKeysWith: { "\($0) and \($1)" }
    )
    let members = json["counts"]?.members ?? []
    counts = Dictionary(
      members.map { ($0.name, $0.value.integer ?? -1) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  var description: String { "work: \(hasWork), \(reasons), \(details), \(outputs)" }
}
