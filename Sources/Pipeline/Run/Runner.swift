import Digests
import JSON
import Ledger
import SQLite
import SystemIO

/// Brings the outputs of a pipeline up to date with its inputs.
///
/// The straight line: list the sources, compare with the ledger, work on what changed, let go of what is
/// gone, write the outputs whose inputs changed, name them all.
package struct Runner: Sendable {
  let graph: Graph
  let options: RunOptions
  let control: RunControl
  let progress: RunProgress
  let folder: StateFolder

  package init(
    _ graph: Graph,
    options: RunOptions,
    control: RunControl = RunControl(),
    progress: RunProgress = RunProgress()
  ) {
    self.graph = graph
    self.options = options
    self.control = control
    self.progress = progress
    folder = StateFolder(outputs: graph.outputFolder)
  }

  /// Runs, and hands over the summary before another run may begin.
  package func run(
    finishing finish: (RunSummary) throws(RunError) -> Void = { (_) throws(RunError) in }
  ) async throws(RunError) -> RunSummary {
    var summary = RunSummary(graph: graph, startedAt: WallClock.now)
    let flows = graph.sources.map { Flow(source: $0, in: graph) }
    // A run beside another is refused before it looks at anything; a run whose inputs are missing
    // leaves no folder behind.
    var lock: FolderLock?
    defer { lock?.release() }
    if (try? FileStatus(path: folder.path)) != nil { lock = try folder.claim(for: graph.name) }
    var listings: [SourceListing] = []
    for flow in flows { listings.append(try await list(flow.source)) }
    if lock == nil { lock = try folder.claim(for: graph.name) }
    let store = try StateStore(folder)
    do throws(RunError) {
      do throws(RunError) {
        try await bringUpToDate(flows, listings, store, &summary)
      } catch {
        guard error.isLostResult else { throw error }
        // The cache is only there to save time: what it has lost is made again from the documents.
        try publication(flows, store).forgetLostResults()
        let changes = summary.changes
        summary = RunSummary(graph: graph, startedAt: summary.startedAt)
        try await bringUpToDate(flows, listings, store, &summary)
        summary.changes = changes
      }
    } catch {
      // Closing keeps what was finished; the first trouble is the one to tell.
      try? store.close()
      throw error
    }
    try finish(summary)
    progress.enter(.ended)
    return summary
  }

  private func bringUpToDate(
    _ flows: [Flow],
    _ listings: [SourceListing],
    _ store: StateStore,
    _ summary: inout RunSummary
  ) async throws(RunError) {
    try checkOwner(store)
    try finishPublication(store)
    let known = try store.with { open throws(SQLiteError) in try open.ledger.outputs() }
    try OutputGuard(graph: graph, folder: folder, known: known).check()
    let run = try store.with { open throws(SQLiteError) in
      try open.ledger.beginRun(at: Timestamp.text(summary.startedAt))
    }
    try await work(on: flows, listings, store, run, &summary)
    options.report(.commit(documents: summary.listed))
    let publication = publication(flows, store)
    if try publication.isUpToDate() {
      summary.outputs = try store.with { open throws(SQLiteError) in try open.ledger.outputs() }
        .map { .init(output: $0, isChanged: false) }
    } else {
      summary.outputs = try await publication.publish()
        .map { .init(output: $0.output, isChanged: $0.isChanged) }
    }
    // What was kept of work that takes long has done its duty, or is of earlier documents.
    _ = try? removeTree(folder.halfDone)
    try conclude(store, run, &summary)
  }

  /// Takes all that changed through the steps.
  ///
  /// What is known of every document is let go of at the end of this: the sinks have the room then.
  private func work(
    on flows: [Flow],
    _ listings: [SourceListing],
    _ store: StateStore,
    _ run: Int64,
    _ summary: inout RunSummary
  ) async throws(RunError) {
    var surveys: [Survey] = []
    for (flow, listing) in zip(flows, listings) {
      surveys.append(try survey(flow, listing, store))
    }
    summary.note(surveys)
    options.report(
      .plan(
        documents: summary.listed,
        toDo: surveys.reduce(0) { $0 + $1.work.count },
        gone: surveys.reduce(0) { $0 + $1.gone.count }
      )
    )
    let processing = Processing(
      graph: graph,
      surveys: surveys,
      store: store,
      options: options,
      control: control,
      progress: progress,
      run: run
    )
    let tally = try await processing.execute()
    summary.stages = processing.stages
    try control.check()
    try settle(surveys, store, run, tally, &summary)
  }

  private func survey(_ flow: Flow, _ listing: SourceListing, _ store: StateStore)
    throws(RunError) -> Survey
  {
    let node = graph.nodes[flow.source]
    let (known, settings) = try store.with { open throws(SQLiteError) in
      (
        try open.ledger.documents(of: node.name, flow: flow.digest),
        try open.ledger.settings(ofSource: node.name)
      )
    }
    return Survey(
      flow: flow,
      listing: listing,
      known: known,
      rules: .init(
        isForced: options.forces(flow, in: graph),
        isSourceChanged: settings != node.settings,
        onError: graph.errorRules
      )
    )
  }

  private func publication(_ flows: [Flow], _ store: StateStore) -> Publication {
    Publication(
      graph: graph,
      flows: flows,
      folder: folder,
      store: store,
      options: options,
      control: control,
      progress: progress
    )
  }

  private func list(_ source: Int) async throws(RunError) -> SourceListing {
    guard let stage = graph.nodes[source].source else { return SourceListing() }
    let context = SourceContext(graph: graph, folder: folder, filesFrom: options.filesFrom)
    do throws(SourceError) {
      return try await stage.list(context)
    } catch {
      throw RunError(error)
    }
  }

  /// One folder of outputs belongs to one pipeline; two would publish over each other.
  private func checkOwner(_ store: StateStore) throws(RunError) {
    let name = graph.name
    let owner = try store.with { open throws(SQLiteError) -> String? in
      if let owner = try open.ledger.fact("pipeline") { return owner }
      try open.ledger.setFact("pipeline", name)
      return nil
    }
    try folder.checkOwner(owner, for: name)
  }

  /// Does what a killed run left undone, and clears away its unfinished files.
  private func finishPublication(_ store: StateStore) throws(RunError) {
    let (pending, outputs) = try store.with { open throws(SQLiteError) in
      (try open.ledger.pendingFiles(), try open.ledger.outputs())
    }
    do throws(SystemError) {
      // A name that neither the last run nor this one gives would be nobody's file.
      let wanted = Set(
        graph.outputPaths.map(normalized)
          + outputs.map { normalized(folder.outputs + "/" + $0.path) }
          + [folder.manifest, folder.failures].map(normalized)
      )
      for file in pending where !wanted.contains(normalized(file.destination)) {
        _ = try removeIfExists(file.temporary)
      }
      try Publication.name(pending.filter { wanted.contains(normalized($0.destination)) })
      let names =
        outputs.map { folder.outputs + "/" + $0.path } + [folder.manifest, folder.failures]
      for path in graph.outputPaths + names {
        _ = try removeIfExists(AtomicFile.temporaryPath(for: path))
      }
    } catch {
      if !error.isMissing { throw RunError(writing: error) }
    }
    if !pending.isEmpty {
      // What was named now is not what the ledger recorded: the next comparison must look anew.
      try store.with { open throws(SQLiteError) in
        try open.beginWriting()
        try open.ledger.setPendingFiles([])
        try open.ledger.setFact("published", "")
        try open.commit()
      }
    }
  }

  /// Lets go of what is gone, tells renames from arrivals, and remembers the stages.
  private func settle(
    _ surveys: [Survey],
    _ store: StateStore,
    _ run: Int64,
    _ tally: ChangeTally,
    _ summary: inout RunSummary
  ) throws(RunError) {
    let leaving = surveys.flatMap { $0.gone + $0.reopened }
    let sources = graph.sources.map { graph.nodes[$0] }
    let names = sources.map(\.name)
    let stages = graph.recordedStages
    let (dropped, shared) = try store.with { open throws(SQLiteError) in
      if !leaving.isEmpty { try open.advance() }
      for document in leaving { try open.ledger.forget(document: document.id) }
      try open.beginWriting()
      let dropped = try open.ledger.forgetSources(except: names)
      if !dropped.isEmpty { try open.advance() }
      if try open.ledger.stages() != stages { try open.ledger.setStages(stages) }
      for node in sources {
        if try open.ledger.settings(ofSource: node.name) != node.settings {
          try open.ledger.setSettings(node.settings, ofSource: node.name)
        }
      }
      try open.commit()
      return (dropped, try open.ledger.sharedContents())
    }
    try recordUnreadable(surveys, store, run, &summary)
    let gone = surveys.flatMap { survey in
      survey.gone.map { (graph.nodes[survey.flow.source].name, $0) }
    }
    let reopened = surveys.reduce(0) { $0 + $1.reopened.count }
    if reopened > 0 { summary.changes[.retry, default: 0] += reopened }
    summary.settle(tally, gone: gone, dropped: dropped, shared: shared)
  }

  /// Folders that could not be listed fail like documents, and what is known below them stays.
  private func recordUnreadable(
    _ surveys: [Survey],
    _ store: StateStore,
    _ run: Int64,
    _ summary: inout RunSummary
  ) throws(RunError) {
    for survey in surveys {
      let node = graph.nodes[survey.flow.source]
      for (part, known) in zip(survey.listing.unreadable, survey.unreadable) {
        let status = ContentStatus(part.failure, at: node.name, node.options.onError)
        if node.options.onError == .fail {
          throw Processing.failed(part.path, at: node.name, part.failure.detail)
        }
        if !status.isSkipped { progress.fail() }
        options.report(
          .item(
            part.path,
            stage: node.name,
            status: status.isSkipped ? "skipped" : "quarantined",
            part.failure
          )
        )
        if known?.content != nil { summary.changes[.deleted, default: 0] += 1 }
        if known?.reading == status { continue }
        try store.with { open throws(SQLiteError) in
          try open.advance()
          try open.ledger.record(
            source: node.name,
            path: part.path,
            stamp: .untrusted,
            unread: status,
            run: run
          )
        }
      }
    }
    try store.commit()
  }

  private func conclude(_ store: StateStore, _ run: Int64, _ summary: inout RunSummary)
    throws(RunError)
  {
    let steps = graph.steps.map { ($0, graph.nodes[$0].name) }
    let (failures, totals, amounts) = try store.with { open throws(SQLiteError) in
      var amounts: [Int: [String: Int]] = [:]
      for (index, name) in steps { amounts[index] = try open.ledger.amounts(of: name) }
      return (try open.ledger.failures(), try open.ledger.totals(), amounts)
    }
    summary.failures = failures
    summary.totals = totals
    summary.amounts = amounts
    summary.finishedAt = WallClock.now
    summary.usage = ProcessUsage.current()
    summary.budget = options.failed ?? graph.limits.failed
    let finished = summary.finishedAt
    let outcome = summary.status == .done ? "done" : "failed"
    let report = summary.json.canonical
    try store.with { open throws(SQLiteError) in
      try open.ledger.endRun(
        run,
        at: Timestamp.text(finished),
        outcome: outcome,
        report: report
      )
    }
    try store.close()
  }
}

extension SourceContext {
  init(graph: Graph, folder: StateFolder, filesFrom: FilesFrom?) {
    self.init(
      outputs: graph.outputPaths + [folder.manifest, folder.failures, folder.ledger, folder.cache]
        + [folder.report, folder.reportPage],
      filesFrom: filesFrom
    )
  }
}

extension Graph {
  /// The stages as the ledger remembers them.
  var recordedStages: [RecordedStage] {
    nodes.map { node in
      RecordedStage(
        name: node.name,
        kind: node.kind.name,
        version: node.kind.version,
        settings: node.instance.decisive.canonical,
        inputs: node.from.map { nodes[$0].name }.joined(separator: ",")
      )
    }.sorted { precedes($0.name, $1.name) }
  }
}
