import Digests
import Ledger
import SQLite
import Synchronization
import SystemIO

/// The middle of a run: documents go from their sources through the steps into cache and ledger.
///
/// Readers take documents from the sources, each step has workers of its own, and every hand-over is a
/// bounded channel, so a slow step holds up what feeds it and memory stays flat.
final class Processing: Sendable {
  let graph: Graph
  let surveys: [Survey]
  let store: StateStore
  let options: RunOptions
  let control: RunControl
  let progress: RunProgress
  let run: Int64
  let now: Int64

  private let budget: ByteBudget
  private let arrivals: Channel<Arrival>
  private let inlets: [Int: Channel<Parcel>]
  private let waiting = Mutex<[ContentWork.Key: [WaitingDocument]]>([:])
  private let trouble = Mutex<RunError?>(nil)
  private let tally = Mutex(ChangeTally())
  private let stageTallies = Mutex<[Int: StageTally]>([:])
  private let jobs: Int

  /// A document on its way from a source to the first steps.
  private struct Arrival: Sendable {
    var survey: Int
    var item: Survey.WorkItem
    var content: SourceContent?
    var held: Int64
  }

  init(
    graph: Graph,
    surveys: [Survey],
    store: StateStore,
    options: RunOptions,
    control: RunControl,
    progress: RunProgress,
    run: Int64
  ) {
    self.graph = graph
    self.surveys = surveys
    self.store = store
    self.options = options
    self.control = control
    self.progress = progress
    self.run = run
    now = WallClock.now
    let jobs = options.jobs ?? Machine.availableProcessors
    self.jobs = jobs
    budget = ByteBudget(options.memoryBudget(graph.limits))
    arrivals = Channel(capacity: 4 * jobs, senders: surveys.count)
    var inlets: [Int: Channel<Parcel>] = [:]
    for node in graph.steps {
      var feeders: Set<Int> = []  // stages whose workers send here; -1 are the readers
      for survey in surveys {
        for step in survey.flow.steps where step.node == node {
          feeders.insert(step.parent.map { survey.flow.steps[$0].node } ?? -1)
        }
      }
      var senders = 0
      for feeder in feeders {
        senders += feeder == -1 ? jobs : Self.workers(graph.nodes[feeder], options, jobs)
      }
      inlets[node] = Channel(capacity: 2 * jobs, senders: senders)
    }
    self.inlets = inlets
  }

  private static func workers(_ node: Graph.Node, _ options: RunOptions, _ jobs: Int) -> Int {
    options.jobs ?? node.options.jobs ?? jobs
  }

  /// Works until every document is dealt with, the run is interrupted, or something cannot go on.
  func execute() async throws(RunError) -> ChangeTally {
    let total = surveys.reduce(0) { $0 + $1.work.count }
    let bytes = surveys.reduce(0) { $0 + $1.work.reduce(0) { $0 + Int($1.entry.fingerprint.size) } }
    progress.enter(.processing, total: total, bytes: bytes)
    await withTaskGroup(of: Void.self) { group in
      for index in surveys.indices { group.addTask { await self.feed(index) } }
      for _ in 0..<jobs { group.addTask { await self.readArrivals() } }
      for node in graph.steps where inlets[node] != nil {
        for _ in 0..<Self.workers(graph.nodes[node], options, jobs) {
          group.addTask { await self.work(at: node) }
        }
      }
      await group.waitForAll()
    }
    try store.commit()
    if let trouble = trouble.withLock({ $0 }) { throw trouble }
    return tally.withLock { $0 }
  }

  /// What each stage did, by its index in the graph.
  var stages: [Int: StageTally] { stageTallies.withLock { $0 } }

  private func count(_ node: Int, _ change: (inout StageTally) -> Void) {
    stageTallies.withLock { change(&$0[node, default: StageTally()]) }
  }

  /// Ends everything at once: a state that cannot be written, or a rule that says so.
  private func giveUp(_ error: RunError) {
    trouble.withLock { if $0 == nil { $0 = error } }
    arrivals.abort()
    for inlet in inlets.values { inlet.abort() }
    budget.abort()
  }

  // MARK: From the sources

  private func feed(_ index: Int) async {
    defer { arrivals.finishSending() }
    let survey = surveys[index]
    guard let source = graph.nodes[survey.flow.source].source else { return }
    var wanted: [SourceEntry] = []
    for item in survey.work {
      if control.isInterrupted || !isRunning { return }
      if item.cause == .flow, await sendFromCache(item, survey: index) { continue }
      wanted.append(item.entry)
    }
    // Paths are told apart by their bytes; Swift's strings by their meaning.
    let byPath = Dictionary(
      survey.work.map { (Array($0.entry.path.utf8), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let inlet = SourceInlet { entry, content in
      guard !self.control.isInterrupted, self.isRunning,
        let item = byPath[Array(entry.path.utf8)]
      else { return }
      await self.budget.acquire(entry.fingerprint.size)
      let arrival = Arrival(
        survey: index,
        item: item,
        content: content,
        held: entry.fingerprint.size
      )
      if await !self.arrivals.send(arrival) { self.budget.release(entry.fingerprint.size) }
    }
    let context = SourceContext(
      graph: graph,
      source: survey.flow.source,
      folder: StateFolder(outputs: graph.outputFolder),
      filesFrom: options.filesFrom
    )
    await source.deliver(wanted, context, to: inlet)
  }

  /// Sends a document on without reading it, when the cache has what its first steps made.
  private func sendFromCache(_ item: Survey.WorkItem, survey: Int) async -> Bool {
    guard let content = item.known?.content, options.forced.isEmpty else { return false }
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

  private var isRunning: Bool { trouble.withLock { $0 == nil } }

  private func readArrivals() async {
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
          stamp: FileStamp(entry.fingerprint),
          size: entry.fingerprint.size,
          bytes: nil
        )
      }
      return
    }
    switch read(content, of: entry) {
    case .read(let bytes, let fingerprint):
      try await begin(
        arrival,
        identity,
        hash: SHA256.digest(bytes),
        hint: FileContent.hint(forPath: entry.path),
        stamp: trusted(fingerprint),
        size: Int64(bytes.count),
        bytes: bytes
      )
    case .vanished: try vanish(arrival)
    case .failed(let failure):
      try failToRead(arrival, identity, failure, rule: node.options.onError)
    }
  }

  private enum Reading {
    case read([UInt8], Fingerprint)
    case vanished
    case failed(StageFailure)
  }

  private func read(_ content: SourceContent, of entry: SourceEntry) -> Reading {
    switch content {
    case .bytes(let bytes): return .read(bytes, entry.fingerprint)
    case .failure(let failure): return .failed(failure)
    case .vanished: return .vanished
    case .onDemand(let read):
      do throws(StageFailure) {
        let (bytes, fingerprint) = try read()
        return .read(bytes, fingerprint)
      } catch {
        return error.reason == StageFailure.vanished ? .vanished : .failed(error)
      }
    }
  }

  /// The stamp to remember; one so young that a change might not show in it is not trusted.
  private func trusted(_ fingerprint: Fingerprint) -> FileStamp {
    let age = WallClock.now - max(fingerprint.changed, fingerprint.modified)
    return age < 2_000_000_000 ? .untrusted : FileStamp(fingerprint)
  }

  private func vanish(_ arrival: Arrival) throws(RunError) {
    budget.release(arrival.held)
    progress.advance(bytes: Int(arrival.item.entry.fingerprint.size))
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
    budget.release(arrival.held)
    progress.advance(bytes: Int(arrival.item.entry.fingerprint.size))
    progress.fail()
    options.report(.item(identity.path, stage: identity.source, status: "quarantined", failure))
    if rule == .fail { throw Self.failed(identity.path, at: identity.source, failure.detail) }
    tally.withLock { $0.count(arrival.item, isSame: false) }
    let stamp = FileStamp(arrival.item.entry.fingerprint)
    let recorded = RecordedFailure(
      stage: identity.source,
      reason: failure.reason,
      detail: failure.detail,
      isTemporary: true
    )
    try store.with { open throws(SQLiteError) in
      let isKnown =
        arrival.item.known?.failure?.reason == failure.reason
        && arrival.item.known?.failure?.detail == failure.detail
        && arrival.item.known?.stamp == stamp
      if !isKnown { try open.advance() }
      try open.beginWriting()
      try open.ledger.record(
        source: identity.source,
        path: identity.path,
        stamp: stamp,
        content: nil,
        failure: recorded,
        itemIDs: [],
        run: run
      )
    }
  }

  private static func failed(_ path: String, at stage: String, _ detail: String) -> RunError {
    RunError(.failed, "'\(path)' failed in '\(stage)', which is to end the run: \(detail)")
  }

  // MARK: Through the steps

  /// Takes a content up, unless it is known or in work already; then the document only joins it.
  private func begin(
    _ arrival: Arrival,
    _ identity: DocumentIdentity,
    hash: Digest,
    hint: String,
    stamp: FileStamp,
    size: Int64,
    bytes: [UInt8]?
  ) async throws(RunError) {
    let survey = surveys[arrival.survey]
    let key = ContentWork.Key(source: arrival.survey, hash: hash, hint: hint)
    let known = arrival.item.known?.content
    let isSame = known?.hash == hash && known?.hint == hint
    tally.withLock { $0.count(arrival.item, isSame: isSame, identity: identity, hash: hash) }
    let document = WaitingDocument(identity: identity, stamp: stamp)
    if join(document, key) {
      release(arrival)
      return
    }
    if try settleKnown(arrival, document, key, isSame: isSame) {
      release(arrival)
      return
    }
    let isFirst = waiting.withLock { waiting in
      waiting[key, default: []].append(document)
      return waiting[key]?.count == 1
    }
    guard isFirst else {
      release(arrival)
      return
    }
    let work = ContentWork(
      key: key,
      size: size,
      keys: survey.flow.keys(hash: hash, hint: hint),
      path: identity.path,
      held: arrival.held
    )
    let content = bytes.map { FileContent(bytes: $0, hint: hint) }
    await spread(work, to: survey.flow.roots) { () async throws(StageFailure) in
      guard let content else {
        throw StageFailure(
          "cache",
          "has a damaged result in the cache; the next run makes it anew",
          isTemporary: true
        )
      }
      return content
    }
  }

  private func release(_ arrival: Arrival) {
    budget.release(arrival.held)
    progress.advance(bytes: Int(arrival.item.entry.fingerprint.size))
  }

  private func join(_ document: WaitingDocument, _ key: ContentWork.Key) -> Bool {
    waiting.withLock { waiting in
      guard waiting[key] != nil else { return false }
      waiting[key]?.append(document)
      return true
    }
  }

  /// Deals with a document whose bytes the ledger knows by the present stages; false otherwise.
  private func settleKnown(
    _ arrival: Arrival,
    _ document: WaitingDocument,
    _ key: ContentWork.Key,
    isSame: Bool
  ) throws(RunError) -> Bool {
    let flow = surveys[arrival.survey].flow
    let content = try store.with { open throws(SQLiteError) in
      try open.ledger.content(hash: key.hash, hint: key.hint, flow: flow.digest)
    }
    guard let content, content.isCurrent, options.forced.isEmpty,
      content.status.failure?.isTemporary != true
    else { return false }
    var ids: [UInt8] = []
    if content.status.isDone {
      let keys = flow.keys(hash: key.hash, hint: key.hint)
      for step in flow.steps.indices where identifies(step, in: flow) {
        guard let payload = try cached(step, of: flow, key: keys[step]) else { return false }
        ids += payload.identities(in: document.identity).flatMap { $0 }
      }
    }
    try store.with { open throws(SQLiteError) in
      if isSame { try open.beginWriting() } else { try open.advance() }
      try open.ledger.record(
        source: document.identity.source,
        path: document.identity.path,
        stamp: document.stamp,
        content: content.id,
        failure: nil,
        itemIDs: ids,
        run: run
      )
    }
    return true
  }

  /// Whether a step is the first on its way whose items have ids of their own.
  private func identifies(_ step: Int, in flow: Flow) -> Bool {
    guard graph.nodes[flow.steps[step].node].step?.identifiesItems == true else { return false }
    guard let parent = flow.steps[step].parent else { return true }
    return graph.nodes[flow.steps[parent].node].step?.identifiesItems != true
  }

  private func cached(_ step: Int, of flow: Flow, key: Digest) throws(RunError) -> (any Payload)? {
    guard let bytes = try store.bytes(for: key) else { return nil }
    return try? graph.nodes[flow.steps[step].node].step?.decode(bytes)
  }

  private func spread(
    _ work: ContentWork,
    to steps: [Int],
    input: @escaping @Sendable () async throws(StageFailure) -> any Payload
  ) async {
    let flow = surveys[work.key.source].flow
    // Counted before anything is sent: a quick step must not find the count at nothing too early.
    if work.replaceParcel(by: steps.count) { finish(work) }
    for step in steps {
      let parcel = Parcel(work: work, step: step, input: input)
      _ = await inlets[flow.steps[step].node]?.send(parcel)
    }
  }

  private func work(at node: Int) async {
    let children = Set(
      surveys.flatMap { survey in
        survey.flow.steps.filter { $0.parent.map { survey.flow.steps[$0].node } == node }.map(
          \.node
        )
      }
    )
    defer { for child in children { inlets[child]?.finishSending() } }
    guard let inlet = inlets[node], let stage = graph.nodes[node].step else { return }
    let step = StepWork(stage: stage, options: graph.nodes[node].options)
    while let parcel = await inlet.receive() {
      do throws(RunError) {
        try await process(parcel, step, at: node)
      } catch {
        giveUp(error)
        return
      }
    }
  }

  private func process(_ parcel: Parcel, _ step: StepWork, at node: Int) async throws(RunError) {
    let work = parcel.work
    let flow = surveys[work.key.source].flow
    let key = work.keys[parcel.step]
    let isForced = options.forced.contains(graph.nodes[node].name)
    let make = { @Sendable () async throws(StageFailure) -> any Payload in
      try await step.run(try await parcel.input(), path: work.path)
    }
    let output: @Sendable () async throws(StageFailure) -> any Payload
    if !isForced, let measure = try store.measure(of: key) {
      var payload: (any Payload)?
      if identifies(parcel.step, in: flow) {
        payload = try cached(parcel.step, of: flow, key: key)
        if payload == nil { return try await process(fresh: parcel, make, at: node) }
      }
      work.add(.init(step: parcel.step, key: key, measure: measure), identified: payload)
      count(node) { $0.cached += 1 }
      let stage = step.stage
      output = { [payload] () async throws(StageFailure) in
        if let payload { return payload }
        if let bytes = try? self.store.bytes(for: key), let read = try? stage.decode(bytes) {
          return read
        }
        // The bytes are damaged; what is made now takes their place.
        let made = try await make()
        _ = try? self.keep(made, for: key)
        return made
      }
      await spread(work, to: flow.steps[parcel.step].children, input: output)
    } else {
      try await process(fresh: parcel, make, at: node)
    }
  }

  private func process(
    fresh parcel: Parcel,
    _ make: @Sendable () async throws(StageFailure) -> any Payload,
    at node: Int
  ) async throws(RunError) {
    let work = parcel.work
    let flow = surveys[work.key.source].flow
    let key = work.keys[parcel.step]
    let payload: any Payload
    let start = MonotonicClock.now
    do throws(StageFailure) {
      payload = try await make()
    } catch {
      count(node) { $0.failed += 1 }
      try fail(work, parcel.step, error, at: node)
      return
    }
    let elapsed = MonotonicClock.now - start
    count(node) {
      $0.made += 1
      $0.nanoseconds += elapsed
      $0.items += payload.itemCount
    }
    let measure = try keep(payload, for: key)
    work.add(
      .init(step: parcel.step, key: key, measure: measure),
      identified: identifies(parcel.step, in: flow) ? payload : nil
    )
    await spread(work, to: flow.steps[parcel.step].children) { payload }
  }

  private func keep(_ payload: any Payload, for key: Digest) throws(RunError)
    -> ResultCache.Measure
  {
    var writer = RecordWriter()
    payload.encode(into: &writer)
    let measure = ResultCache.Measure(
      items: payload.itemCount,
      characters: payload.characterCount
    )
    try store.store(writer.bytes, measure, for: key)
    return measure
  }

  private func fail(_ work: ContentWork, _ step: Int, _ failure: StageFailure, at node: Int)
    throws(RunError)
  {
    let stage = graph.nodes[node]
    if stage.options.onError == .fail {
      throw Self.failed(work.path, at: stage.name, "'\(work.path)' \(failure.detail)")
    }
    work.fail(
      step: step,
      RecordedFailure(
        stage: stage.name,
        reason: failure.reason,
        detail: failure.detail,
        isTemporary: failure.isTemporary
      ),
      rule: stage.options.onError
    )
    if work.replaceParcel(by: 0) { finish(work) }
  }

  // MARK: Into the ledger

  private func finish(_ work: ContentWork) {
    do throws(RunError) {
      try record(work)
    } catch {
      giveUp(error)
    }
    budget.release(work.held)
  }

  private func record(_ work: ContentWork) throws(RunError) {
    let survey = surveys[work.key.source]
    let status = work.status
    let results = work.results
    let content = try store.with { open throws(SQLiteError) in
      try open.advance()
      let content = try open.ledger.record(
        hash: work.key.hash,
        hint: work.key.hint,
        size: work.size,
        flow: survey.flow.digest,
        status: status,
        run: run
      )
      for result in results {
        try open.ledger.record(
          result: result.key,
          of: survey.flow.steps[result.step].label,
          content: content,
          items: result.measure.items,
          characters: result.measure.characters
        )
      }
      return content
    }
    // From here on later documents find the content in the ledger.
    let documents = waiting.withLock { $0.removeValue(forKey: work.key) ?? [] }
    let rows = documents.map { ($0, status.isDone ? work.itemIDs(in: $0.identity) : []) }
    try store.with { open throws(SQLiteError) in
      for (document, ids) in rows {
        try open.ledger.record(
          source: document.identity.source,
          path: document.identity.path,
          stamp: document.stamp,
          content: content,
          failure: nil,
          itemIDs: ids,
          run: run
        )
      }
      open.pendingRows += rows.count
      if open.pendingRows >= 1000 { try open.commit() }
    }
    progress.advance(bytes: Int(work.size))
    if let failure = status.failure {
      for document in documents {
        let word = if case .skipped = status { "skipped" } else { "quarantined" }
        if word == "quarantined" { progress.fail() }
        options.report(
          .item(
            document.identity.path,
            stage: failure.stage,
            status: word,
            StageFailure(
              failure.reason,
              failure.detail(of: document.identity.path),
              isTemporary: failure.isTemporary
            )
          )
        )
      }
    }
  }
}
