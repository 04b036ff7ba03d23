import Digests
import Ledger
import SQLite
import Synchronization
import SystemIO

// From the sources: documents are read, or known again by their stamps.
extension Processing {
  func feed(_ index: Int) async {
    defer { arrivals.finishSending() }
    let survey = surveys[index]
    guard let source = graph.nodes[survey.flow.source].source else { return }
    var wanted: [SourceEntry] = []
    for item in survey.work {
      if control.isInterrupted || !isRunning { return }
      if item.cause == .flow, await sendFromCache(item, survey: index) { continue }
      wanted.append(item.entry)
    }
    let inlet = SourceInlet { entry, content in
      guard !self.control.isInterrupted, self.isRunning, let item = survey.item(at: entry.path)
      else { return }
      await self.budget.acquire(entry.countedSize)
      let arrival = Arrival(survey: index, item: item, content: content, held: entry.countedSize)
      if await !self.arrivals.send(arrival) { self.budget.release(entry.countedSize) }
    }
    let context = SourceContext(
      graph: graph,
      folder: StateFolder(outputs: graph.outputFolder),
      filesFrom: options.filesFrom
    )
    await source.deliver(wanted, context, to: inlet)
  }

  /// Sends a document on without reading it, when the cache has what its first steps made.
  private func sendFromCache(_ item: Survey.WorkItem, survey: Int) async -> Bool {
    guard let content = item.known?.content, !surveys[survey].rules.isForced else { return false }
    let flow = surveys[survey].flow
    let keys = flow.keys(hash: content.hash, hint: content.hint)
    do throws(RunError) {
      for root in flow.roots {
        guard try store.measure(of: keys[root]) != nil else { return false }
      }
    } catch {
      giveUp(error)
      return true
    }
    return await arrivals.send(Arrival(survey: survey, item: item, content: nil, held: 0))
  }

  /// Whether there is any sense in trying something again.
  func goesOn() -> Bool { isRunning && !control.isInterrupted }

  var isRunning: Bool { trouble.withLock { $0 == nil } }

  func readArrivals() async {
    let roots = Set(
      surveys.flatMap { survey in survey.flow.roots.map { survey.flow.steps[$0].node } }
    )
    defer { for node in roots { inlets[node]?.finishSending() } }
    while let arrival = await arrivals.receive() {
      do throws(RunError) {
        try await take(arrival)
      } catch {
        giveUp(error)
        return
      }
    }
  }

  private func take(_ arrival: Arrival) async throws(RunError) {
    let survey = surveys[arrival.survey]
    let node = graph.nodes[survey.flow.source]
    let entry = arrival.item.entry
    let identity = DocumentIdentity(source: node.name, path: entry.path)
    guard let content = arrival.content else {
      if let known = arrival.item.known?.content {
        try await begin(
          arrival,
          identity,
          hash: known.hash,
          hint: known.hint,
          stamp: entry.stamp,
          size: entry.stamp.size,
          bytes: nil
        )
      }
      return
    }
    switch await read(content, of: entry, node.options.retry) {
    case .read(let bytes, let stamp):
      try await begin(
        arrival,
        identity,
        hash: SHA256.digest(bytes),
        hint: FileContent.hint(forPath: entry.path),
        stamp: trusted(stamp),
        size: Int64(bytes.count),
        bytes: bytes
      )
    case .vanished: try vanish(arrival)
    case .failed(let failure):
      try failToRead(arrival, identity, failure, rule: node.options.onError)
    }
  }

  private enum Reading {
    case read([UInt8], FileStamp)
    case vanished
    case failed(StageFailure)
  }

  private func read(_ content: SourceContent, of entry: SourceEntry, _ rule: RetryRule) async
    -> Reading
  {
    switch content {
    case .bytes(let bytes): return .read(bytes, entry.stamp)
    case .failure(let failure): return .failed(failure)
    case .vanished: return .vanished
    case .onDemand(let read):
      do throws(StageFailure) {
        let (bytes, stamp) = try await rule.apply(while: goesOn) { () throws(StageFailure) in
          try read()
        }
        return .read(bytes, stamp)
      } catch {
        return error.reason == StageFailure.vanished ? .vanished : .failed(error)
      }
    }
  }

  /// The stamp to remember; one so young that a change might not show in it is not trusted.
  private func trusted(_ stamp: FileStamp) -> FileStamp {
    let age = WallClock.now - max(stamp.changed, stamp.modified)
    return age < 2_000_000_000 ? .untrusted : stamp
  }

  private func vanish(_ arrival: Arrival) throws(RunError) {
    release(arrival)
    tally.withLock { $0.vanished.append(arrival.item.entry.path) }
    guard let known = arrival.item.known else { return }
    try store.with { open throws(SQLiteError) in
      try open.advance()
      try open.ledger.forget(document: known.id)
    }
  }

  private func failToRead(
    _ arrival: Arrival,
    _ identity: DocumentIdentity,
    _ failure: StageFailure,
    rule: ErrorRule
  ) throws(RunError) {
    release(arrival)
    note(failure, of: identity.path, at: identity.source, isSkipped: rule == .skip)
    if rule == .fail { throw Self.failed(identity.path, at: identity.source, failure.detail) }
    tally.withLock { $0.count(arrival.item, isSame: false) }
    let stamp = arrival.item.entry.stamp
    let status = ContentStatus(failure, at: identity.source, rule)
    let known = arrival.item.known
    try store.with { open throws(SQLiteError) in
      if known?.reading != status || known?.stamp != stamp { try open.advance() }
      try open.beginWriting()
      try open.ledger.record(
        source: identity.source,
        path: identity.path,
        stamp: stamp,
        unread: status,
        run: run
      )
    }
  }

  static func failed(_ path: String, at stage: String, _ detail: String) -> RunError {
    RunError(.failed, "'\(path)' failed in '\(stage)', which is to end the run: \(detail)")
  }
}
