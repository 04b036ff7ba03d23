import Ledger
import SQLite

/// Says that the cache cannot give back what was made of a document.
struct LostResult: Error {
  var description: String
}

extension RunError {
  init(_ lost: LostResult) {
    self.init(.inputOutput, "\(lost.description); run again with --force")
    isLostResult = true
  }
}

extension Publication {
  /// Has every document made anew of whose results something is lost or damaged.
  ///
  /// They are remembered as failed for now, which is what the next pass tries again.
  func forgetLostResults() throws(RunError) {
    let failure = RecordedFailure(
      stage: "",
      reason: "cache",
      detail: "has lost its results in the cache",
      isTemporary: true
    )
    for flow in flows {
      let source = graph.nodes[flow.source].name
      var primaries: [PrimaryDocument] = []
      try store.with { open throws(SQLiteError) in
        try open.ledger.eachPrimary(of: source) { primaries.append($0) }
      }
      for primary in primaries {
        let keys = flow.keys(hash: primary.hash, hint: primary.hint)
        var isLost = false
        for lane in flow.lanes where !isLost {
          let stage = graph.nodes[flow.steps[lane.step].node].step
          let bytes = try store.bytes(for: keys[lane.step])
          isLost = bytes.flatMap { try? stage?.decode($0) } == nil
        }
        guard isLost else { continue }
        _ = try store.with { open throws(SQLiteError) in
          try open.beginWriting()
          for key in keys { try open.cache.remove(key) }
          return try open.ledger.record(
            hash: primary.hash,
            hint: primary.hint,
            size: primary.size,
            flow: flow.digest,
            status: .failed(failure),
            run: 0
          )
        }
      }
    }
    try store.commit()
  }
}
