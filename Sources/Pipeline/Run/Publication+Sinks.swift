import Digests
import Ledger
import SQLite
import SystemIO

// Each sink writes beside its output; a sink whose documents are as they were does nothing.
extension Publication {
  func write(_ index: Int, known: [PublishedOutput]) async throws -> [Finished] {
    let node = graph.nodes[index]
    guard let sink = node.sink else { return [] }
    let documents = try SinkDocuments(for: index, graph, flows, store)
    let madeFrom = documents.digest(for: node, of: graph.name)
    let paths = sink.outputs.map { (setting: $0.path, relative: relative($0.path)) }
    let present = paths.compactMap { path in known.first { $0.path == path.relative } }
    let isForced = options.forced.contains(node.name)
    if !isForced, present.count == paths.count,
      present.allSatisfy({ $0.madeFrom == madeFrom && isIntact($0) })
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
      let isWanted = !isForced || type(of: sink).continuesOutputs
      if isWanted, let old = known.first(where: { $0.path == path.relative }), isIntact(old) {
        previous[path.setting] = place(old)
      }
    }
    let counts = try await sink.write(
      documents.sequence(store),
      context(files, previous, node)
    )
    return try paths.map { path in
      let temporary = files[path.setting] ?? ""
      let digest = try FileDigest(of: temporary, flushed: true)
      return finished(
        PublishedOutput(
          path: path.relative,
          stage: node.name,
          sha256: digest.sha256,
          bytes: digest.bytes,
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

  private func context(
    _ files: [String: String],
    _ previous: [String: String],
    _ node: Graph.Node
  ) -> SinkContext {

    let (progress, control, report) = (progress, control, options.report)
    let stage = node.name
    return SinkContext(
      files: files,
      previous: previous,
      jobs: options.jobs ?? node.options.jobs ?? Machine.availableProcessors,
      inputs: node.from.map { graph.nodes[$0].instance.stage },
      advance: {
        try control.check()
        progress.advance()
      },
      isCancelled: { control.isInterrupted },
      work: { progress.work($0, done: $1, total: $2) },
      notice: { report(.notice(stage: stage, text: $0)) },
      keeping: SinkContext.Keeping(folder: folder.halfDone, name: node.name)
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
  func finished(_ output: PublishedOutput, at temporary: String, _ known: [PublishedOutput])
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
}
