import Digests
import JSON
import Ledger
import SQLite
import Synchronization
import SystemIO

/// Finds out what a run would do, without doing any of it.
///
/// It reads only the files whose bytes decide the answer: those that might be renamed or equal to others,
/// and those that look changed but have the same size.
package struct Planner {
  let graph: Graph
  let filesFrom: FilesFrom?
  let programVersion: String
  let folder: StateFolder
  private let ledger: Ledger?

  package init(_ graph: Graph, filesFrom: FilesFrom? = nil, programVersion: String)
    throws(RunError)
  {
    self.graph = graph
    self.programVersion = programVersion
    self.filesFrom = filesFrom
    folder = StateFolder(outputs: graph.outputFolder)
    do throws(SQLiteError) {
      ledger = try Ledger(readingAt: folder.ledger)
    } catch {
      throw RunError(error)
    }
  }

  package func plan() async throws(RunError) -> Plan {
    var plan = Plan()
    let (owner, published) =
      try read { ledger throws(SQLiteError) in (try ledger.fact("pipeline"), try ledger.outputs()) }
      ?? (nil, [])
    try folder.checkOwner(owner, for: graph.name)
    try OutputGuard(graph: graph, folder: folder, known: published).check()
    for source in graph.sources { try await add(source, to: &plan) }
    try addDroppedSources(to: &plan)
    plan.documents.sort {
      ($0.source, 0) == ($1.source, 0) ? precedes($0.path, $1.path) : precedes($0.source, $1.source)
    }
    plan.outputs = try outputs(plan)
    plan.estimate = estimate(plan)
    return plan
  }

  private func read<Result>(_ body: (Ledger) throws(SQLiteError) -> Result) throws(RunError)
    -> Result?
  {
    guard let ledger else { return nil }
    do throws(SQLiteError) { return try body(ledger) } catch { throw RunError(error) }
  }

  // MARK: Documents

  private func add(_ source: Int, to plan: inout Plan) async throws(RunError) {
    let flow = Flow(source: source, in: graph)
    let node = graph.nodes[source]
    guard let stage = node.source else { return }
    let context = SourceContext(graph: graph, folder: folder, filesFrom: filesFrom)
    let listing: SourceListing
    do throws(SourceError) { listing = try await stage.list(context) } catch {
      throw RunError(error)
    }
    let known =
      try read { ledger throws(SQLiteError) in
        try ledger.documents(of: node.name, flow: flow.digest)
      } ?? []
    let isSourceChanged =
      try read { ledger throws(SQLiteError) in
        try ledger.settings(ofSource: node.name) != node.settings
      } ?? true
    let survey = Survey(
      flow: flow,
      listing: listing,
      known: known,
      rules: .init(isSourceChanged: isSourceChanged, onError: graph.errorRules)
    )
    plan.upToDate += survey.unchanged
    plan.remarks += listing.ignored.map {
      Plan.Remark(path: $0.path, reason: $0.reason, isFailure: false)
    }
    plan.remarks += listing.unreadable.map {
      Plan.Remark(path: $0.path, reason: $0.failure.detail, isFailure: true)
    }
    let hashes = await hashes(of: toRead(survey), stage, context)
    let settingChange = try settingChange(flow)
    var gone = GoneDocuments(survey.gone)
    var holders = Holders(survey, known, hashes)
    for item in survey.work {
      let hash = hashes[Array(item.entry.path.utf8)]
      judge(item, hash, node.name, settingChange, &gone, &holders, &plan)
    }
    addUnreadable(listing, known, node.name, to: &plan)
    for document in survey.gone where gone.newPath(of: document) == nil {
      plan.documents.append(
        Plan.Document(
          source: node.name,
          path: document.path,
          reason: .deleted,
          detail: "",
          bytes: 0
        )
      )
    }
    for document in survey.reopened {
      plan.documents.append(
        Plan.Document(
          source: node.name,
          path: document.path,
          reason: .retry,
          detail: document.failure.map { "failed before: \($0.reason)" } ?? "",
          bytes: 0
        )
      )
    }
  }

  /// Documents of outputs that cannot be read any more leave them.
  private func addUnreadable(
    _ listing: SourceListing,
    _ known: [KnownDocument],
    _ source: String,
    to plan: inout Plan
  ) {
    let parts = Dictionary(
      listing.unreadable.map { (Array($0.path.utf8), $0.failure.detail) },
      uniquingKeysWith: { first, _ in first }
    )
    for document in known where document.content != nil {
      guard let detail = parts[Array(document.path.utf8)] else { continue }
      plan.documents.append(
        Plan.Document(
          source: source,
          path: document.path,
          reason: .deleted,
          detail: detail,
          bytes: 0
        )
      )
    }
  }

  private func judge(
    _ item: Survey.WorkItem,
    _ hash: Digest?,
    _ source: String,
    _ settingChange: (reason: ChangeReason, detail: String),
    _ gone: inout GoneDocuments,
    _ holders: inout Holders,
    _ plan: inout Plan
  ) {
    let path = item.entry.path
    var bytes = item.entry.countedSize
    let reason: ChangeReason
    var detail = ""
    switch item.cause {
    case .unknown:
      if let hash, let former = gone.take(hash, for: path) {
        (reason, detail, bytes) = (.renamed, "was '\(former)'", 0)
      } else if let hash, let holder = holders.other(than: path, hash) {
        (reason, detail, bytes) = (.duplicate, "same bytes as '\(holder)'", 0)
      } else {
        reason = .new
      }
    case .touched:
      if let known = item.known?.content, known.hash == hash, known.isCurrent,
        known.status.failure?.isTemporary != true
      {
        plan.upToDate += 1
        return
      }
      if let known = item.known?.content, known.hash == hash, !known.isCurrent {
        (reason, detail) = settingChange
      } else {
        reason = .changed
      }
    case .flow, .forced: (reason, detail) = settingChange
    case .retry:
      reason = .retry
      detail = item.known?.failure.map { "failed before: \($0.reason)" } ?? ""
    }
    plan.bytes += bytes
    plan.documents.append(
      Plan.Document(source: source, path: path, reason: reason, detail: detail, bytes: bytes)
    )
  }

  /// The entries whose bytes have to be known to tell why they are looked at.
  private func toRead(_ survey: Survey) -> [SourceEntry] {
    var sizes: [Int64: Int] = [:]
    for entry in survey.listing.entries { sizes[entry.stamp.size, default: 0] += 1 }
    for document in survey.gone { sizes[document.stamp.size, default: 0] += 1 }
    // A stamp that is not trusted says nothing of the size either.
    let isAnySizeGone = survey.gone.contains { $0.stamp == .untrusted }
    return survey.work.filter { item in
      switch item.cause {
      case .unknown: isAnySizeGone || sizes[item.entry.stamp.size, default: 0] > 1
      case .touched:
        item.known?.stamp.size == item.entry.stamp.size || item.known?.stamp == .untrusted
          || sizes[item.entry.stamp.size, default: 0] > 1
      case .retry:
        // One that could not be read may be now, and be what a newcomer is a copy of.
        item.known?.content == nil && sizes[item.entry.stamp.size, default: 0] > 1
      case .flow, .forced: false
      }
    }.map(\.entry)
  }

  private func hashes(of entries: [SourceEntry], _ stage: any SourceStage, _ context: SourceContext)
    async -> [[UInt8]: Digest]
  {
    let found = Mutex<[[UInt8]: Digest]>([:])
    let inlet = SourceInlet { entry, content in
      let bytes: [UInt8]? =
        switch content {
        case .bytes(let bytes): bytes
        case .onDemand(let read): try? read().bytes
        case .failure, .vanished: nil
        }
      if let bytes { found.withLock { $0[Array(entry.path.utf8)] = SHA256.digest(bytes) } }
    }
    await stage.deliver(entries, context, to: inlet)
    return found.withLock { $0 }
  }

  private func addDroppedSources(to plan: inout Plan) throws(RunError) {
    let names = graph.sources.map { graph.nodes[$0].name }
    let dropped = try read { ledger throws(SQLiteError) in
      try ledger.inputs().filter { !names.contains($0.source) }
    }
    for input in dropped ?? [] {
      plan.documents.append(
        Plan.Document(
          source: input.source,
          path: input.path,
          reason: .deleted,
          detail: "the pipeline no longer has the source '\(input.source)'",
          bytes: 0
        )
      )
    }
  }

  // MARK: Settings

  /// What differs between the stages of the last run and those of the file.
  private func settingChange(_ flow: Flow) throws(RunError) -> (
    reason: ChangeReason, detail: String
  ) {
    let before = try read { ledger throws(SQLiteError) in try ledger.stages() } ?? []
    var changes: [String] = []
    var isModel = false
    for step in flow.steps {
      let node = graph.nodes[step.node]
      guard let old = before.first(where: { $0.name == node.name }) else {
        changes.append("new stage '\(node.name)'")
        continue
      }
      if old.kind != node.kind.name {
        changes.append("'\(node.name)' used '\(old.kind)', now '\(node.kind.name)'")
        continue
      }
      if old.version != node.kind.version {
        changes.append("'\(node.kind.name)' works differently in this version of the program")
      }
      let oldInputs = old.inputs
      let inputs = node.from.map { graph.nodes[$0].name }.joined(separator: ",")
      if oldInputs != inputs {
        changes.append("'\(node.name)' read from \(oldInputs), now \(inputs)")
      }
      guard let settings = try? JSONParser.value(Array(old.settings.utf8), file: "ledger") else {
        continue
      }
      for member in node.instance.decisive.members ?? [] {
        let value = settings[member.name] ?? nil
        guard value != member.value else { continue }
        changes.append("\(node.name).\(member.name): \(value.compact) → \(member.value.compact)")
        let about = node.kind.settings.first { $0.name == member.name }
        if about?.role == .model { isModel = true }
      }
    }
    let detail =
      changes.isEmpty
      ? "other stages or settings were at work on it" : changes.joined(separator: ", ")
    return (isModel ? .model : .settings, detail)
  }

  // MARK: Outputs

  private func outputs(_ plan: Plan) throws(RunError) -> [Plan.Output] {
    let (known, stages, published, generation) =
      try read { ledger throws(SQLiteError) in
        (
          try ledger.outputs(), try ledger.stages(), try ledger.fact("published"),
          try ledger.generation()
        )
      } ?? ([], [], nil, 0)
    return OutputForecast(
      graph: graph,
      folder: folder,
      known: known,
      stages: stages,
      published: published.flatMap(Standing.init(text:)),
      present: Standing(
        generation: generation,
        programVersion: programVersion,
        graph: graph,
        flows: graph.sources.map { Flow(source: $0, in: graph) }
      ),
      changedSources: Set(plan.documents.lazy.filter { $0.reason != .retry }.map(\.source))
    ).outputs()
  }

  /// Goes by the seconds that the last run took for each byte; else by what a small machine does.
  private func estimate(_ plan: Plan) -> Plan.Estimate? {
    guard plan.hasWork else { return nil }
    let report = (try? ledger?.lastRunReport()).flatMap { $0 }
      .flatMap { try? JSONParser.value(Array($0.utf8), file: "report") }
    let bytes = Double(plan.bytes)
    if let report, let total = report["documents"]?["bytes"]?.integer, total >= 1_000_000,
      case .number(let seconds)? = report["seconds"]?.value,
      let made = report["stages"]?.members?.compactMap({ $0.value["made"]?.integer }).max(),
      let known = report["documents"]?["contents"]?.integer, known > 0, made * 2 > known
    {
      // The last run worked on most of what there is, so its pace is that of the work.
      return Plan.Estimate(seconds: seconds.double * bytes / Double(total), isMeasured: true)
    }
    return Plan.Estimate(seconds: bytes / 10e6, isMeasured: false)
  }
}

/// Documents that are gone, by their bytes, each to be claimed by one new path.
private struct GoneDocuments {
  private var left: [Digest: [KnownDocument]] = [:]
  private var claimed: [Int64: String] = [:]

  init(_ documents: [KnownDocument]) {
    for document in documents {
      if let hash = document.content?.hash { left[hash, default: []].append(document) }
    }
  }

  mutating func take(_ hash: Digest, for path: String) -> String? {
    guard let document = left[hash]?.first else { return nil }
    left[hash]?.removeFirst()
    claimed[document.id] = path
    return document.path
  }

  func newPath(of document: KnownDocument) -> String? { claimed[document.id] }
}

/// Who holds a content, so that a newcomer with the same bytes is known as a duplicate.
private struct Holders {
  /// Equal bytes that are read as two formats are no copies of each other.
  private struct Content: Hashable {
    var hash: Digest
    var hint: String
  }

  private var first: [Content: String] = [:]

  init(_ survey: Survey, _ known: [KnownDocument], _ hashes: [[UInt8]: Digest]) {
    var former = Set(survey.gone.map(\.id))
    for item in survey.work where item.cause == .touched || item.cause == .retry {
      guard let known = item.known else { continue }
      let path = item.entry.path
      let present = hashes[Array(path.utf8)]
      // A file that looks different and was not read has another size.
      if item.cause == .touched, present != known.content?.hash { former.insert(known.id) }
      // What it holds now was not held before, yet it is nobody's copy: it was there as a path.
      guard let present, present != known.content?.hash else { continue }
      let held = Content(hash: present, hint: FileContent.hint(forPath: path))
      if first[held] == nil { first[held] = path }
    }
    for document in known where !former.contains(document.id) {
      guard let content = document.content else { continue }
      let held = Content(hash: content.hash, hint: content.hint)
      if first[held] == nil { first[held] = document.path }
    }
  }

  /// Another path with these bytes; the first newcomer becomes the holder for the next.
  mutating func other(than path: String, _ hash: Digest) -> String? {
    let held = Content(hash: hash, hint: FileContent.hint(forPath: path))
    if let holder = first[held] { return holder }
    first[held] = path
    return nil
  }
}
