import Digests
import JSON
import Ledger
import SQLite
import Synchronization
import SystemIO

/// The end of a run: sinks write their files beside the old ones, and all take their names together.
struct Publication {
  let graph: Graph
  let flows: [Flow]
  let folder: StateFolder
  let store: StateStore
  let options: RunOptions
  let control: RunControl
  let progress: RunProgress

  /// A file that is ready, or was already.
  struct Finished {
    var output: PublishedOutput
    var destination: String
    /// Where it waits; nil when the file in place is the right one.
    var temporary: String?
    var isChanged: Bool
  }

  // MARK: Is there anything to do

  private func standing() throws(RunError) -> Standing {
    Standing(
      generation: try store.with { open throws(SQLiteError) in try open.ledger.generation() },
      programVersion: options.programVersion,
      graph: graph,
      flows: flows
    )
  }

  /// Whether all outputs are there, as published, and made from what there is now.
  func isUpToDate() throws(RunError) -> Bool {
    let standing = try standing()
    let (published, outputs) = try store.with { open throws(SQLiteError) in
      (try open.ledger.fact("published"), try open.ledger.outputs())
    }
    return published == standing.text && !outputs.isEmpty && outputs.allSatisfy(isIntact)
  }

  private func place(_ output: PublishedOutput) -> String { folder.outputs + "/" + output.path }

  /// Whether a file looks just as it did when it was published.
  private func isIntact(_ output: PublishedOutput) -> Bool {
    guard let status = try? FileStatus(path: place(output)) else { return false }
    return output.isIntact(status)
  }

  // MARK: Writing

  func publish() async throws(RunError) -> [Finished] {
    try reserveDisk()
    let known = try store.with { open throws(SQLiteError) in try open.ledger.outputs() }
    var finished: [Finished] = []
    do {
      for index in graph.sinks { finished += try await write(index, known: known) }
      try control.check()
      finished.append(try failuresFile(known))
      finished.append(try manifest(finished, known))
      progress.enter(.publishing)
      try name(finished, known)
    } catch {
      for file in finished { if let path = file.temporary { _ = try? removeIfExists(path) } }
      for path in graph.outputPaths {
        _ = try? removeIfExists(AtomicFile.temporaryPath(for: path))
      }
      if let lost = error as? LostResult { throw RunError(lost) }
      throw RunError(any: error)
    }
    return finished
  }

  private func reserveDisk() throws(RunError) {
    guard let reserve = graph.limits.diskFree else { return }
    let disk: DiskSpace
    do throws(SystemError) {
      disk = try DiskSpace(path: folder.path)
    } catch {
      throw RunError(writing: error)
    }
    let wanted = reserve.bytes(ofDisk: disk.totalBytes)
    if disk.freeBytes < wanted {
      throw RunError(
        .temporary,
        "'\(folder.outputs)' has \(disk.freeBytes) bytes free and 'disk_free' asks for \(wanted)"
      )
    }
  }

  /// The documents that reach a sink, and a digest of all that the sink will see.
  private func documents(for sink: Int) throws(RunError) -> ([SinkDocument], [StepStageBox]) {
    var documents: [SinkDocument] = []
    var stages: [StepStageBox] = []
    for flow in flows {
      let lanes = flow.lanes.filter { $0.sink == sink }
      guard !lanes.isEmpty else { continue }
      let source = graph.nodes[flow.source].name
      let primaries = try store.with { open throws(SQLiteError) in
        try open.ledger.primaries(of: source)
      }
      documents.reserveCapacity(documents.count + primaries.count * lanes.count)
      for primary in primaries {
        let keys = flow.keys(hash: primary.hash, hint: primary.hint)
        let identity = DocumentIdentity(source: source, path: primary.path)
        for lane in lanes {
          guard let stage = graph.nodes[flow.steps[lane.step].node].step else { continue }
          stages.append(StepStageBox(stage: stage))
          documents.append(
            SinkDocument(
              id: SinkDocument.id(of: identity),
              source: source,
              path: primary.path,
              copies: primary.copies,
              hint: primary.hint,
              size: primary.size,
              hash: primary.hash,
              key: keys[lane.step]
            )
          )
        }
      }
    }
    return (documents, stages)
  }

  /// The stage whose results a sink document's key stands for.
  struct StepStageBox: Sendable {
    var stage: any StepStage
  }

  private func write(_ index: Int, known: [PublishedOutput]) async throws -> [Finished] {
    let node = graph.nodes[index]
    guard let sink = node.sink else { return [] }
    let (documents, stages) = try documents(for: index)
    var key = KeyHasher("output")
    key.add(node.fingerprint)
    key.add(graph.name)
    for document in documents {
      key.add(document.source)
      key.add(document.path)
      key.add(document.copies.count)
      for copy in document.copies { key.add(copy) }
      key.add(document.key)
    }
    let madeFrom = key.finish()
    let paths = sink.outputs.map { (setting: $0.path, relative: relative($0.path)) }
    let present = paths.compactMap { path in known.first { $0.path == path.relative } }
    if present.count == paths.count, present.allSatisfy({ $0.madeFrom == madeFrom && isIntact($0) })
    {
      return present.map { output in
        // The stage may have another name now; the bytes do not show it, the manifest does.
        var output = output
        output.stage = node.name
        return Finished(
          output: output,
          destination: place(output),
          temporary: nil,
          isChanged: false
        )
      }
    }
    progress.enter(.writing, total: documents.count, sink: node.name)
    var files: [String: String] = [:]
    for path in paths { files[path.setting] = try prepare(path.setting) }
    var previous: [String: String] = [:]
    for path in paths {
      if let old = known.first(where: { $0.path == path.relative }), isIntact(old) {
        previous[path.setting] = place(old)
      }
    }
    let counts = try await sink.write(
      sequence(documents, stages),
      context(files, previous, node)
    )
    return try paths.map { path in
      let temporary = files[path.setting] ?? ""
      let (hash, bytes) = try digest(ofFile: temporary)
      return finished(
        PublishedOutput(
          path: path.relative,
          stage: node.name,
          sha256: hash,
          bytes: bytes,
          modified: 0,
          inode: 0,
          madeFrom: madeFrom,
          documents: counts.documents,
          items: counts.items
        ),
        at: temporary,
        known
      )
    }
  }

  private func sequence(_ documents: [SinkDocument], _ stages: [StepStageBox]) -> DocumentSequence {
    let store = store
    return DocumentSequence(documents: documents) { index in
      let document = documents[index]
      guard let bytes = try store.bytes(for: document.key) else {
        throw LostResult(description: "the cache has lost what was made of '\(document.path)'")
      }
      do {
        return try stages[index].stage.decode(bytes)
      } catch {
        throw LostResult(description: "'\(document.path)': \(error)")
      }
    }
  }

  private func context(
    _ files: [String: String],
    _ previous: [String: String],
    _ node: Graph.Node
  ) -> SinkContext {
    let (progress, control) = (progress, control)
    return SinkContext(
      files: files,
      previous: previous,
      jobs: options.jobs ?? node.options.jobs ?? Machine.availableProcessors,
      advance: {
        try control.check()
        progress.advance()
      }
    )
  }

  /// Makes the folder of an output and clears away what a killed run left beside it.
  private func prepare(_ path: String) throws(RunError) -> String {
    do throws(SystemError) {
      if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
        _ = try createFolders(String(path[..<slash]))
      }
      if let status = try? FileStatus(path: path), status.kind == .directory {
        throw SystemError(operation: "replace", path: path, code: SystemError.isFolder)
      }
      let temporary = AtomicFile.temporaryPath(for: path)
      _ = try removeIfExists(temporary)
      return temporary
    } catch {
      throw RunError(writing: error)
    }
  }

  private func relative(_ path: String) -> String {
    let whole = normalized(path)
    let base = normalized(folder.outputs)
    return base.isEmpty ? whole : String(whole.dropFirst(base.count + 1))
  }

  /// Compares a finished file with what was published before; equal bytes keep the old file.
  private func finished(_ output: PublishedOutput, at temporary: String, _ known: [PublishedOutput])
    -> Finished
  {
    let before = known.first { $0.path == output.path }
    if let before, before.sha256 == output.sha256, isIntact(before) {
      _ = try? removeIfExists(temporary)
      var same = output
      same.modified = before.modified
      same.inode = before.inode
      return Finished(output: same, destination: place(output), temporary: nil, isChanged: false)
    }
    return Finished(
      output: output,
      destination: place(output),
      temporary: temporary,
      isChanged: true
    )
  }

  private func digest(ofFile path: String) throws -> (Digest, Int64) {
    let file = try FileDescriptor(reading: path)
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var total: Int64 = 0
    while true {
      let count = try file.read(into: &buffer)
      if count == 0 { break }
      hash.update(buffer.span.extracting(0..<count))
      total += Int64(count)
    }
    try file.sync()
    return (hash.finish(), total)
  }

  // MARK: Files of the run itself

  private func small(
    _ name: String,
    documents: Int,
    _ known: [PublishedOutput],
    write: (([UInt8]) throws -> Void) throws -> Void
  ) throws -> Finished {
    let destination = folder.outputs + "/" + name
    var file = try AtomicFile(destination: destination)
    var digest = SHA256()
    try write { bytes in
      digest.update(bytes)
      try file.append(bytes)
    }
    let size = try file.finish()
    let hash = digest.finish()
    return finished(
      PublishedOutput(
        path: name,
        stage: "",
        sha256: hash,
        bytes: size,
        modified: 0,
        inode: 0,
        madeFrom: hash,
        documents: documents,
        items: 0
      ),
      at: AtomicFile.temporaryPath(for: destination),
      known
    )
  }

  private func failuresFile(_ known: [PublishedOutput]) throws -> Finished {
    let failures = try store.with { open throws(SQLiteError) in try open.ledger.failures() }
    var text = JSONText()
    for failure in failures {
      text.object { line in
        line.member("document", failure.path)
        line.member("source", failure.source)
        line.member("status", failure.isSkipped ? "skipped" : "quarantined")
        line.member("stage", failure.failure.stage)
        line.member("reason", failure.failure.reason)
        line.member("detail", failure.failure.detail)
        if let hash = failure.hash { line.member("sha256", hash.description) }
      }
      text.newline()
    }
    return try small(OutputFolder.failures, documents: failures.count, known) { append in
      try append(text.bytes)
    }
  }

  private func manifest(_ finished: [Finished], _ known: [PublishedOutput]) throws -> Finished {
    let (inputs, totals, failures) = try store.with { open throws(SQLiteError) in
      (try open.ledger.inputs(), try open.ledger.totals(), try open.ledger.failures())
    }
    var sums: [JSON.Member] = []
    for flow in flows {
      // Two sources may lead to one stage; what it made of both stands in one sum.
      for step in flow.steps where !sums.contains(where: { $0.name == step.label }) {
        let sum = try store.with { open throws(SQLiteError) in try open.ledger.sums(of: step.label)
        }
        sums.append(
          JSON.Member(
            step.label,
            ["items": JSON(sum.items), "characters": JSON(sum.characters)]
          )
        )
      }
    }
    let manifest = Manifest(
      graph: graph,
      version: options.programVersion,
      inputs: inputs,
      totals: totals,
      failed: failures.count { !$0.isSkipped },
      skipped: failures.count { $0.isSkipped },
      stageSums: sums,
      outputs: finished.map(\.output)
    )
    return try small(
      OutputFolder.manifest,
      documents: inputs.count,
      known,
      write: manifest.write
    )
  }

  // MARK: Naming

  /// Gives every finished file its name.
  ///
  /// The list of what is to be named is committed before the first name is given, so a run that is
  /// killed in between is finished by the next.
  private func name(_ finished: [Finished], _ known: [PublishedOutput]) throws {
    let pending = finished.compactMap { file in
      file.temporary.map { PendingFile(temporary: $0, destination: file.destination) }
    }
    try store.with { open throws(SQLiteError) in
      try open.beginWriting()
      try open.ledger.setPendingFiles(pending)
      try open.commit()
    }
    try Self.name(pending)
    let current = Set(finished.map(\.output.path))
    for old in known where !current.contains(old.path) && isIntact(old) {
      _ = try removeIfExists(place(old))
    }
    let outputs = try finished.map { file in
      var output = file.output
      let status = try FileStatus(path: file.destination)
      output.modified = status.modified
      output.inode = status.inode
      return output
    }
    let standing = try standing()
    try store.with { open throws(SQLiteError) in
      try open.beginWriting()
      try open.ledger.setOutputs(outputs)
      try open.ledger.setPendingFiles([])
      try open.ledger.setFact("published", standing.text)
      try open.commit()
    }
    for file in finished where file.isChanged {
      options.report(
        .output(path: file.destination, bytes: file.output.bytes, changed: file.isChanged)
      )
    }
  }

  static func name(_ pending: [PendingFile]) throws(SystemError) {
    // The manifest last: who sees it new sees everything new.
    let ordered =
      pending.filter { !$0.destination.hasSuffix("/" + OutputFolder.manifest) }
      + pending.filter { $0.destination.hasSuffix("/" + OutputFolder.manifest) }
    var folders: Set<String> = []
    for file in ordered {
      do throws(SystemError) {
        try renameFile(file.temporary, to: file.destination)
      } catch {
        // A run that was killed after this name was given has nothing left to rename.
        if error.isMissing, (try? FileStatus(path: file.destination)) != nil { continue }
        throw error
      }
      let slash = file.destination.lastIndex(of: "/") ?? file.destination.startIndex
      folders.insert(String(file.destination[..<slash]))
    }
    for folder in folders.sorted() { try syncFolder(folder.isEmpty ? "/" : folder) }
  }
}

extension RunControl {
  /// Throws when the run was asked to end.
  func check() throws(RunError) {
    if isInterrupted { throw RunError(status, "interrupted; what was finished is kept") }
  }
}
