import Digests
import Ledger
import SQLite
import Synchronization
import SystemIO

// Into the ledger: what became of a content, and where it lies.
extension Processing {
  /// Deals with a document whose bytes the ledger knows by the present stages; false otherwise.
  func settleKnown(
    _ arrival: Arrival,
    _ document: WaitingDocument,
    _ key: ContentWork.Key,
    isSame: Bool
  ) throws(RunError) -> Bool {
    let flow = surveys[arrival.survey].flow
    let content = try store.with { open throws(SQLiteError) in
      try open.ledger.content(hash: key.hash, hint: key.hint, flow: flow.digest)
    }
    guard let content, !surveys[arrival.survey].rules.isForced,
      content.status.failure?.isTemporary != true,
      surveys[arrival.survey].rules.agree(with: content.status)
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
        itemIDs: ids,
        run: run
      )
    }
    return true
  }

  func finish(_ work: ContentWork) {
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
          measure: result.measure
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
          itemIDs: ids,
          run: run
        )
      }
      try open.commitIfDue()
    }
    progress.advance(bytes: Int(work.size))
    guard let failure = status.failure else { return }
    for document in documents {
      let path = document.identity.path
      note(
        StageFailure(
          failure.reason,
          failure.detail(of: path),
          isTemporary: failure.isTemporary
        ),
        of: path,
        at: failure.stage,
        isSkipped: status.isSkipped
      )
    }
  }

  /// Tells those who watch what a stage has to say of a document that it worked on.
  func remark(_ text: String, of path: String, at node: Int) {
    let stage = graph.nodes[node].name
    tally.withLock { $0.remarks.append(.init(path: path, stage: stage, text: text)) }
    options.report(.remark(path, stage: stage, text))
  }

  /// Tells those who watch that a document will be in no output.
  func note(_ failure: StageFailure, of path: String, at stage: String, isSkipped: Bool) {
    if !isSkipped { progress.fail() }
    let word = isSkipped ? "skipped" : "quarantined"
    options.report(.item(path, stage: stage, status: word, failure))
  }
}

extension ContentStatus {
  /// What becomes of a document that failed, by the rule of the stage.
  init(_ failure: StageFailure, at stage: String, _ rule: ErrorRule) {
    let recorded = RecordedFailure(
      stage: stage,
      reason: failure.reason,
      detail: failure.detail,
      isTemporary: failure.isTemporary
    )
    self = rule == .skip ? .skipped(recorded) : .failed(recorded)
  }
}
