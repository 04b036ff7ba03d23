import Digests
import Ledger
import SQLite
import Synchronization
import SystemIO

// Through the steps: what the cache has is passed on, the rest is made.
extension Processing {
  /// Takes a content up, unless it is known or in work already; then the document only joins it.
  func begin(
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
    let held = HeldContent(source: identity.source, hash: hash, hint: hint)
    tally.withLock { $0.count(arrival.item, isSame: isSame, holding: held) }
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

  func release(_ arrival: Arrival) {
    budget.release(arrival.held)
    progress.advance(bytes: Int(arrival.item.entry.countedSize))
  }

  private func join(_ document: WaitingDocument, _ key: ContentWork.Key) -> Bool {
    waiting.withLock { waiting in
      guard waiting[key] != nil else { return false }
      waiting[key]?.append(document)
      return true
    }
  }

  /// Whether a step is the first on its way whose items have ids of their own.
  func identifies(_ step: Int, in flow: Flow) -> Bool {
    guard graph.nodes[flow.steps[step].node].step?.identifiesItems == true else { return false }
    guard let parent = flow.steps[step].parent else { return true }
    return graph.nodes[flow.steps[parent].node].step?.identifiesItems != true
  }

  func cached(_ step: Int, of flow: Flow, key: Digest) throws(RunError) -> (any Payload)? {
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

  func work(at node: Int) async {
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
    let timeout = graph.nodes[node].options.timeout
    let context = StepContext(
      path: work.path,
      timeout: timeout,
      jobs: Self.jobs(graph.nodes[node], options, jobs),
      parts: store.parts(isForced: isForced)
    ) { remark in
      self.remark("'\(work.path)' \(remark)", of: work.path, at: node)
    }
    let make = { @Sendable () async throws(StageFailure) -> any Payload in
      try await step.run(try await parcel.input(), context, while: self.goesOn)
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
        let bytes = try self.encoded(made)
        _ = try? self.store.store(bytes, .init(of: made), for: key)
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
    try await graph.nodes[node].step?.prepare(
      jobs: Self.jobs(graph.nodes[node], options, jobs)
    )
    let payload: any Payload
    let bytes: [UInt8]
    let start = MonotonicClock.now
    do throws(StageFailure) {
      payload = try await make()
      bytes = try self.encoded(payload)
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
    let measure = ResultCache.Measure(of: payload)
    try store.store(bytes, measure, for: key)
    work.add(
      .init(step: parcel.step, key: key, measure: measure),
      identified: identifies(parcel.step, in: flow) ? payload : nil
    )
    await spread(work, to: flow.steps[parcel.step].children) { payload }
  }

  /// The result as the cache keeps it.
  private func encoded(_ payload: any Payload) throws(StageFailure) -> [UInt8] {
    var writer = RecordWriter()
    payload.encode(into: &writer)
    let count = writer.bytes.count
    guard count <= options.largestResult else {
      throw StageFailure(
        "too-large",
        "gives a result of \(count) bytes, and one may have \(options.largestResult) at most"
      )
    }
    return writer.bytes
  }

  private func fail(_ work: ContentWork, _ step: Int, _ failure: StageFailure, at node: Int)
    throws(RunError)
  {
    let stage = graph.nodes[node]
    if stage.options.onError == .fail {
      throw Self.failed(work.path, at: stage.name, "'\(work.path)' \(failure.detail)")
    }
    work.fail(step: step, ContentStatus(failure, at: stage.name, stage.options.onError))
    if work.replaceParcel(by: 0) { finish(work) }
  }
}

extension ResultCache.Measure {
  init(of payload: any Payload) {
    self.init(
      items: payload.itemCount,
      characters: payload.characterCount,
      sums: payload.sums.map { "\($0.name)=\($0.count)" }.joined(separator: " ")
    )
  }
}
