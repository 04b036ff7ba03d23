import Digests
import Ledger
import Drawing
import JSON
import Pipeline
import SystemIO

/// The report of a run as files: JSON for programs, a page for people.
struct ReportFiles {
  let summary: RunSummary

  init(_ summary: RunSummary) { self.summary = summary }

  /// Refuses to write a report over anything but an earlier report.
  static func check(_ path: String) throws(RunError) {
    // A link or a device counts as what it is, not as what it leads to: it would be replaced.
    guard let status = try? FileStatus(path: path, followLinks: false) else { return }
    let own = ["pipeline", "started", "status"]
    guard status.kind == .regular, let bytes = try? readFile(path, limit: 1 << 28).bytes,
      let json = try? JSONParser.value(bytes, file: path), own.allSatisfy({ json[$0] != nil })
    else {
      throw RunError(
        .cannotCreate,
        "'\(path)' is there already and is no report; move it away or write the report elsewhere"
      )
    }
  }

  func write(copy: String?) throws(RunError) {
    let folder = StateFolder(outputs: summary.graph.outputFolder)
    let json = summary.json.layout()
    do throws(SystemError) {
      try replaceFile(folder.report, with: json)
      try replaceFile(folder.reportPage, with: page.html)
      if let copy { try replaceFile(copy, with: json) }
    } catch {
      throw RunError(writing: error)
    }
  }

  private var page: HTMLReport {
    let outcome: HTMLReport.Outcome =
      summary.status == .failed ? .failed : summary.failedCount > 0 ? .okWithFailures : .ok
    var page = HTMLReport(
      title: summary.graph.name,
      outcome: outcome,
      sentence: sentence
    )
    page.figures = [
      .init("Documents", Readable.count(summary.totals.documents)),
      .init("Bytes", Readable.bytes(Int(summary.totals.bytes))),
      .init("Failed", Readable.count(summary.failedCount)),
      .init("Time", Readable.duration(.seconds(summary.seconds))),
      .init("Memory", Readable.bytes(Int(summary.usage.peakResidentBytes)), note: "at most"),
    ]
    page.diagram = try? GraphDrawing.diagram(summary.graph, summary)
    page.stages = summary.graph.steps.map { index in
      let node = summary.graph.nodes[index]
      let tally = summary.stages[index] ?? StageTally()
      let seconds = Double(tally.nanoseconds) / 1e9
      return .init(
        name: node.name,
        kind: node.kind.name,
        entered: tally.made + tally.cached + tally.failed,
        left: tally.made + tally.cached,
        cached: tally.cached,
        failed: tally.failed,
        time: .nanoseconds(tally.nanoseconds),
        perSecond: seconds > 0 ? Double(tally.made) / seconds : nil
      )
    }
    page.documents = ChangeReason.allCases.compactMap { reason in
      summary.changes[reason].flatMap { $0 > 0 ? .init(reason.rawValue, $0) : nil }
    }
    page.sums = summary.graph.steps.flatMap { index in
      (summary.amounts[index] ?? [:]).sorted { $0.key < $1.key }
        .map { .init(stage: summary.graph.nodes[index].name, name: $0.key, count: $0.value) }
    }
    page.outputs = summary.outputs.map {
      .init(
        path: $0.output.path,
        bytes: Int($0.output.bytes),
        sha256: $0.output.sha256.description,
        isChanged: $0.isChanged
      )
    }
    page.failures = summary.failures.map {
      .init(
        document: $0.path,
        stage: $0.failure.stage,
        reason: $0.failure.reason,
        detail: $0.failure.detail
      )
    }
    page.settings = summary.graph.nodes.map {
      .init("\($0.name) (\($0.kind.name))", JSON(.object($0.instance.resolved)).compact)
    }
    return page
  }

  private var sentence: String {
    let when = Timestamp.text(summary.startedAt)
    let documents = Readable.count(summary.totals.documents)
    return summary.status == .done
      ? "Run of \(when): \(documents) documents, outputs up to date."
      : "Run of \(when): more documents failed than the budget allows; the others are in the outputs."
  }
}
