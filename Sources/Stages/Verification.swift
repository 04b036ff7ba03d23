import Digests
import JSON
import Ledger
package import Pipeline
import SQLite
import SearchIndex
import SystemIO

/// Compares a folder of outputs with its manifest, its ledger and itself.
package struct Verification: Sendable {
  /// One thing that was looked at.
  package struct Check: Sendable {
    package var subject: String
    /// What does not agree; empty when all does.
    package var problems: [String]
    package var note: String
  }

  package private(set) var checks: [Check] = []

  package var problemCount: Int { checks.reduce(0) { $0 + $1.problems.count } }

  package init(of folder: String) throws(RunError) {
    let state = StateFolder(outputs: folder)
    guard (try? FileStatus(path: folder))?.kind == .directory else {
      throw RunError(.missingInput, "'\(folder)' is not a folder of outputs")
    }
    let manifest = try ManifestHead(of: folder, isWhole: true).json
    for output in manifest["outputs"]?.elements ?? [] {
      let use = output["stage"]?.string.flatMap { manifest["stages"]?[$0]?["use"]?.string }
      checkFile(output, folder, isLines: use == JSONLinesSink.kind)
    }
    do throws(SQLiteError) {
      guard let ledger = try Ledger(readingAt: state.ledger) else {
        checks.append(Check(subject: "ledger", problems: [], note: "there is none to compare with"))
        return
      }
      guard try ledger.isPublished() else {
        checks.append(
          Check(
            subject: "ledger",
            problems: [],
            note: "ahead of the outputs: a run ended before it published; run again"
          )
        )
        return
      }
      try checkLedger(ledger, manifest)
      for (stage, name) in Self.mainOutputs(manifest) {
        switch manifest["stages"]?[stage]?["use"]?.string {
        case FullTextSink.kind:
          try checkIndex(folder + "/" + name, name, of: stage, ledger, manifest)
        case QdrantSnapshotSink.kind:
          let points = try points(of: stage, ledger, manifest).snapshot(folder + "/" + name)
          checks.append(Check(subject: name, problems: points.problems, note: points.note))
        case QdrantPointsSink.kind:
          let points = try points(of: stage, ledger, manifest).points(folder + "/" + name)
          checks.append(Check(subject: name, problems: points.problems, note: points.note))
        default: break
        }
      }
    } catch {
      throw RunError(error)
    }
  }

  private mutating func checkFile(_ output: JSON, _ folder: String, isLines: Bool) {
    let name = output["path"]?.string ?? ""
    let path = folder + "/" + name
    var problems: [String] = []
    do throws(ReadFileError) {
      let digest = try FileDigest(of: path)
      if Int(digest.bytes) != output["bytes"]?.integer {
        problems.append(
          "it has \(digest.bytes) bytes, the manifest says \(output["bytes"]?.integer ?? -1)"
        )
      }
      if digest.sha256.description != output["sha256"]?.string {
        problems.append("its SHA-256 is not that of the manifest")
      }
      if isLines, let items = output["items"]?.integer {
        let lines = try lineCount(path)
        if lines != items { problems.append("it has \(lines) lines, the manifest says \(items)") }
      }
    } catch {
      problems.append(error.description)
    }
    if (try? FileStatus(path: AtomicFile.temporaryPath(for: path))) != nil {
      problems.append("an unfinished file lies beside it")
    }
    checks.append(Check(subject: name, problems: problems, note: "bytes and SHA-256"))
  }

  private func lineCount(_ path: String) throws(ReadFileError) -> Int {
    let file = try FileDescriptor(reading: path)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var lines = 0
    do throws(SystemError) {
      while true {
        let count = try file.read(into: &buffer)
        if count == 0 { return lines }
        for index in 0..<count where buffer[index] == 0x0A { lines += 1 }
      }
    } catch {
      throw .system(error)
    }
  }

  private mutating func checkLedger(_ ledger: Ledger, _ manifest: JSON) throws(SQLiteError) {
    var problems: [String] = []
    let totals = try ledger.totals()
    let counts = manifest["counts"]
    for (name, value) in [("documents", totals.documents), ("contents", totals.contents)]
    where counts?[name]?.integer != value {
      problems.append("it has \(value) \(name), the manifest says \(counts?[name]?.integer ?? -1)")
    }
    let failed = try ledger.failures().count { !$0.isSkipped }
    if counts?["failed"]?.integer != failed {
      problems.append(
        "it has \(failed) failures, the manifest says \(counts?["failed"]?.integer ?? -1)"
      )
    }
    let pending = try ledger.pendingFiles()
    if !pending.isEmpty { problems.append("a run was killed while it published; run again") }
    checks.append(
      Check(subject: "ledger", problems: problems, note: "\(totals.documents) documents")
    )
  }

  /// What the chunks of a stage's documents are held to.
  private func points(
    of stage: String,
    _ ledger: Ledger,
    _ manifest: JSON
  ) throws(SQLiteError) -> PointVerification {
    PointVerification(
      try Self.documents(of: stage, ledger, manifest).values,
      isOnlyChunker: Self.chunkers(manifest) == 1
    )
  }

  /// The documents that reach a stage, by their ids.
  private static func documents(
    of stage: String,
    _ ledger: Ledger,
    _ manifest: JSON
  ) throws(SQLiteError) -> [String: PrimaryDocument] {
    var documents: [String: PrimaryDocument] = [:]
    for source in sources(of: stage, manifest) {
      try ledger.eachPrimary(of: source) { document in
        let identity = DocumentIdentity(source: source, path: document.path)
        documents[SinkDocument.id(of: identity).description] = document
      }
    }
    return documents
  }

  /// The stages that write outputs, each with the one that the names of its others begin with.
  private static func mainOutputs(_ manifest: JSON) -> [(stage: String, name: String)] {
    var names: [String: String] = [:]
    for output in manifest["outputs"]?.elements ?? [] {
      guard let stage = output["stage"]?.string, let name = output["path"]?.string else { continue }
      if names[stage].map({ name.utf8.count < $0.utf8.count }) ?? true { names[stage] = name }
    }
    return names.sorted { precedes($0.value, $1.value) }.map { ($0.key, $0.value) }
  }

  /// Every document of the ledger, and nothing else, with the very chunks that were made of it.
  private mutating func checkIndex(
    _ path: String,
    _ name: String,
    of stage: String,
    _ ledger: Ledger,
    _ manifest: JSON
  ) throws(SQLiteError) {
    var problems: [String] = []
    var expected = try Self.documents(of: stage, ledger, manifest)
    var chunks = 0
    // A document stands in the index once for each chunker that reaches it.
    var found: [String: Set<String>] = [:]
    do {
      let reader = try IndexReader(path: path)
      problems += try reader.problems()
      try reader.documents { entry in
        chunks += entry.chunkUUIDs.count
        guard let document = expected[entry.uuid] else {
          problems.append("'\(entry.path)' is in the index and not in the ledger")
          return
        }
        if entry.sha256 != document.hash.description {
          problems.append("'\(entry.path)' was indexed from other bytes than the ledger has")
        }
        found[entry.uuid, default: []].formUnion(entry.chunkUUIDs)
      }
    } catch {
      problems.append("\(error)")
    }
    let isOnlyChunker = Self.chunkers(manifest) == 1
    for (uuid, ids) in found {
      guard let document = expected.removeValue(forKey: uuid) else { continue }
      let known = Set(Self.ids(document.itemIDs))
      if !ids.isSubset(of: known) {
        problems.append("'\(document.path)' has chunks that the ledger does not know")
      } else if isOnlyChunker, ids != known {
        problems.append("'\(document.path)' lacks chunks that the ledger has")
      }
    }
    problems.sort()
    for document in expected.values.sorted(by: { precedes($0.path, $1.path) }) {
      problems.append("'\(document.path)' is in the ledger and not in the index")
    }
    checks.append(
      Check(subject: name, problems: problems, note: "structure, documents and \(chunks) chunks")
    )
  }

  /// How many stages make chunks; the ledger keeps the ids that all of them gave together.
  private static func chunkers(_ manifest: JSON) -> Int {
    let kinds = stageKinds.filter { $0.gives == .chunks }.map(\.name)
    return (manifest["stages"]?.members ?? [])
      .count { kinds.contains($0.value["use"]?.string ?? "") }
  }

  /// The sources whose documents reach a stage.
  private static func sources(of stage: String, _ manifest: JSON) -> [String] {
    var sources: Set<String> = []
    var seen: Set<String> = []
    var waiting = [stage]
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      let from = manifest["stages"]?[next]?["from"]?.elements ?? []
      if from.isEmpty { sources.insert(next) }
      waiting += from.compactMap(\.string)
    }
    return sources.sorted()
  }

  private static func ids(_ bytes: [UInt8]) -> [String] {
    stride(from: 0, to: bytes.count - bytes.count % 16, by: 16).map { start in
      let digits = Array(hexadecimal(bytes[start..<start + 16]).utf8)
      return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        .map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }
  }
}
