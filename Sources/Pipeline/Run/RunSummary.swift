import Digests
package import JSON
package import Ledger
package import SystemIO

/// What a run did, for reports; the only place where a run speaks of time.
package struct RunSummary: Sendable {
  package struct Output: Sendable {
    package var output: PublishedOutput
    package var isChanged: Bool
  }

  package let graph: Graph
  package let startedAt: Int64
  package var finishedAt: Int64
  package var listed = 0
  package var changes: [ChangeReason: Int] = [:]
  package var ignored: [IgnoredEntry] = []
  package var vanished: [String] = []
  package var remarks: [ChangeTally.Remark] = []
  package var stages: [Int: StageTally] = [:]
  /// What stages found in all documents together, by the index of the stage.
  package var amounts: [Int: [String: Int]] = [:]
  package var outputs: [Output] = []
  package var failures: [FailedDocument] = []
  package var totals = Ledger.Totals(documents: 0, contents: 0, bytes: 0)
  package var usage = ProcessUsage.current()
  package var budget = FailureBudget.count(0)

  init(graph: Graph, startedAt: Int64) {
    self.graph = graph
    self.startedAt = startedAt
    finishedAt = startedAt
  }

  package var failedCount: Int { failures.count { !$0.isSkipped } }
  package var skippedCount: Int { failures.count { $0.isSkipped } }

  package var status: ExitStatus {
    budget.allows(failed: failedCount, of: totals.documents) ? .done : .failed
  }

  package var seconds: Double { Double(finishedAt - startedAt) / 1e9 }

  mutating func note(_ surveys: [Survey]) {
    listed = surveys.reduce(0) { $0 + $1.listing.entries.count }
    changes[.upToDate] = surveys.reduce(0) { $0 + $1.unchanged }
    ignored = surveys.flatMap(\.listing.ignored)
  }

  mutating func settle(
    _ tally: ChangeTally,
    gone: [(source: String, document: KnownDocument)],
    dropped: [String],
    shared: [HeldContent: Int]
  ) {
    vanished = tally.vanished
    remarks = tally.remarks.sorted { precedes($0.path, $1.path) }
    for (reason, count) in tally.counts where reason != .new {
      changes[reason, default: 0] += count
    }
    // Bytes that left a path and came to another of the same source were renamed.
    var lost: [HeldContent: Int] = [:]
    for (source, document) in gone {
      guard let hash = document.content?.hash else { continue }
      lost[HeldContent(source: source, hash: hash, hint: ""), default: 0] += 1
    }
    var renamed = 0
    var seen: Set<HeldContent> = []
    var arrived: [HeldContent: Int] = [:]
    for (_, content) in tally.arrivals { arrived[content, default: 0] += 1 }
    for (_, content) in tally.arrivals.sorted(by: { precedes($0.path, $1.path) }) {
      var bytes = content
      bytes.hint = ""
      if let left = lost[bytes], left > 0 {
        lost[bytes] = left - 1
        renamed += 1
        changes[.renamed, default: 0] += 1
      } else if let holders = shared[content],
        // Somebody held it before, or another newcomer was first.
        holders > arrived[content, default: 0] || !seen.insert(content).inserted
      {
        changes[.duplicate, default: 0] += 1
      } else {
        changes[.new, default: 0] += 1
      }
    }
    // Newcomers that could not be read are new all the same.
    let unread = tally.counts[.new, default: 0] - tally.arrivals.count
    if unread > 0 { changes[.new, default: 0] += unread }
    let deleted = gone.count + dropped.count - renamed
    if deleted > 0 { changes[.deleted, default: 0] += deleted }
  }

  package var json: JSON {
    let reasons = ChangeReason.allCases.compactMap { reason in
      changes[reason].map { JSON.Member(reason.rawValue, JSON($0)) }
    }
    let stageLines = graph.nodes.indices.compactMap { index -> JSON.Member? in
      guard graph.nodes[index].kind.role == .step else { return nil }
      let tally = stages[index] ?? StageTally()
      return JSON.Member(
        graph.nodes[index].name,
        [
          "use": JSON(graph.nodes[index].kind.name), "made": JSON(tally.made),
          "cached": JSON(tally.cached), "failed": JSON(tally.failed), "items": JSON(tally.items),
          "seconds": JSON(Double(tally.nanoseconds) / 1e9),
          "sums": JSON(
            .object(
              (amounts[index] ?? [:]).sorted { precedes($0.key, $1.key) }
                .map { JSON.Member($0.key, JSON($0.value)) }
            )
          ),
        ]
      )
    }
    return [
      "version": 1, "pipeline": JSON(graph.name),
      "status": JSON(status == .done ? "done" : "failed"),
      "started": JSON(Timestamp.text(startedAt)), "seconds": JSON(seconds),
      "documents": [
        "listed": JSON(listed), "known": JSON(totals.documents), "contents": JSON(totals.contents),
        "bytes": JSON(Int(totals.bytes)), "failed": JSON(failedCount),
        "skipped": JSON(skippedCount),
        "ignored": JSON(ignored.count), "vanished": JSON(vanished.count),
      ],
      "changes": JSON(.object(reasons)),
      "stages": JSON(.object(stageLines)),
      "outputs": JSON(
        outputs.map {
          [
            "path": JSON($0.output.path), "bytes": JSON(Int($0.output.bytes)),
            "sha256": JSON($0.output.sha256.description), "changed": JSON($0.isChanged),
            "documents": JSON($0.output.documents), "items": JSON($0.output.items),
          ]
        }
      ),
      "failures": JSON(
        failures.prefix(1000).map {
          [
            "document": JSON($0.path), "stage": JSON($0.failure.stage),
            "reason": JSON($0.failure.reason), "detail": JSON($0.failure.detail),
          ]
        }
      ),
      "remarks": JSON(
        remarks.prefix(1000).map {
          ["document": JSON($0.path), "stage": JSON($0.stage), "remark": JSON($0.text)]
        }
      ),
      "ignored": JSON(
        ignored.prefix(1000).map { ["path": JSON($0.path), "reason": JSON($0.reason)] }
      ),
      "peak_memory_bytes": JSON(Int(usage.peakResidentBytes)),
      "cpu_seconds": JSON(usage.userSeconds + usage.systemSeconds),
    ]
  }
}
