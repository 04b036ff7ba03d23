import JSON
import Ledger
import SystemIO
import Drawing
import Pipeline

/// The few lines that a run ends with.
struct SummaryText {
  let lines: [String]

  init(_ summary: RunSummary, isVerbose: Bool) {
    var lines: [String] = []
    let changes = ChangeReason.allCases.compactMap { reason -> String? in
      guard let count = summary.changes[reason], count > 0 else { return nil }
      return "\(Readable.count(count)) \(reason.rawValue)"
    }
    let time = Readable.duration(.seconds(summary.seconds))
    let all = Readable.count(summary.totals.documents)
    let noun = summary.totals.documents == 1 ? "document" : "documents"
    lines.append("\(all) \(noun): \(changes.isEmpty ? "none" : changes.joined(separator: ", "))")
    for output in summary.outputs where !output.output.stage.isEmpty {
      let items = Readable.count(output.output.items)
      let state = output.isChanged ? "" : "  (unchanged)"
      lines.append(
        "  \(output.output.path)  \(Readable.bytes(Int(output.output.bytes))), \(items) items\(state)"
      )
    }
    if !summary.ignored.isEmpty {
      var groups: [String: Int] = [:]
      for entry in summary.ignored { groups[entry.reason, default: 0] += 1 }
      let text = groups.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
      lines.append("  not documents: \(text.joined(separator: ", "))")
    }
    if summary.failedCount > 0 || summary.skippedCount > 0 {
      lines.append(Self.failures(summary))
    }
    let verdict = summary.status == .done ? "done" : "failed"
    let memory = Readable.bytes(Int(summary.usage.peakResidentBytes))
    lines.append("\(verdict) in \(time)\(isVerbose ? ", \(memory) of memory at most" : "")")
    self.lines = lines
  }

  private static func failures(_ summary: RunSummary) -> String {
    var groups: [String: Int] = [:]
    for failure in summary.failures { groups[failure.failure.reason, default: 0] += 1 }
    let reasons = groups.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
      .joined(separator: ", ")
    let budget = summary.budget.json.string ?? "\(summary.budget.json.integer ?? 0)"
    let file = "\(summary.graph.outputFolder)/\(OutputFolder.failures)"
    let over =
      summary.status == .done
      ? "" : "; the budget is \(budget) ('limits.failed' or --max-failed)"
    let skipped = summary.skippedCount > 0 ? ", \(summary.skippedCount) skipped" : ""
    return "  \(summary.failedCount) failed\(skipped) (\(reasons)): see \(file)\(over)"
  }
}
