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

  func standing() throws(RunError) -> Standing {
    Standing(
      generation: try store.with { open throws(SQLiteError) in try open.ledger.generation() },
      programVersion: options.programVersion,
      graph: graph,
      flows: flows
    )
  }

  /// Whether all outputs are there, as published, and made from what there is now.
  func isUpToDate() throws(RunError) -> Bool {
    guard !graph.sinks.contains(where: { options.forced.contains(graph.nodes[$0].name) }) else {
      return false
    }
    let standing = try standing()
    let (published, outputs) = try store.with { open throws(SQLiteError) in
      (try open.ledger.fact("published"), try open.ledger.outputs())
    }
    return published == standing.text && !outputs.isEmpty && outputs.allSatisfy(isIntact)
  }

  func place(_ output: PublishedOutput) -> String { folder.outputs + "/" + output.path }

  /// Whether a file looks just as it did when it was published.
  func isIntact(_ output: PublishedOutput) -> Bool {
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
    } catch {
      for file in finished { if let path = file.temporary { _ = try? removeIfExists(path) } }
      for path in graph.outputPaths {
        _ = try? removeIfExists(AtomicFile.temporaryPath(for: path))
      }
      if let lost = error as? LostResult { throw RunError(lost) }
      throw RunError(any: error)
    }
    progress.enter(.publishing)
    do {
      // From here on unfinished files stay: if not all get their names now, the next run goes on.
      try name(finished, known)
    } catch {
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
        guard error.isMissing, (try? FileStatus(path: file.temporary)) == nil else { throw error }
        continue
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
