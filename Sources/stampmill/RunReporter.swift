import Drawing
import JSON
import Pipeline
import Synchronization
import SystemIO

/// Tells a person, or a program, how a run goes.
final class RunReporter: Sendable {
  private let graph: Graph
  private let common: CommonOptions
  private let choice: ProgressChoice
  private let progress: RunProgress
  private let started = MonotonicClock.now
  private let line = Mutex(Line())
  private let ticker = Mutex<Task<Void, Never>?>(nil)
  private let shownFailures = Mutex(0)

  /// The line on the terminal; once stopped it is not drawn again.
  private struct Line {
    var isShown = false
    var isStopped = false
  }

  init(_ graph: Graph, _ common: CommonOptions, _ choice: ProgressChoice, _ progress: RunProgress) {
    self.graph = graph
    self.common = common
    self.progress = progress
    let isTerminal = Terminal.isTerminal(Terminal.standardError)
    self.choice = choice == .auto ? (isTerminal && !common.quiet ? .bar : .none) : choice
  }

  func start() {
    guard choice == .bar || choice == .json else { return }
    let task = Task.detached { [self] in
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(choice == .bar ? 100 : 1000))
        if !Task.isCancelled { choice == .bar ? draw() : writeProgress() }
      }
    }
    ticker.withLock { $0 = task }
  }

  func stop() {
    ticker.withLock {
      $0?.cancel()
      $0 = nil
    }
    line.withLock { $0.isStopped = true }
    clearLine()
  }

  // MARK: A line on a terminal

  private func draw() {
    let snapshot = progress.snapshot
    let elapsed = Duration.nanoseconds(MonotonicClock.now - started)
    var line: ProgressLine
    switch snapshot.phase {
    case .listing: line = ProgressLine(activity: "listing", done: 0, total: nil, elapsed: elapsed)
    case .processing:
      line = ProgressLine(
        activity: graph.steps.first.map { graph.nodes[$0].name } ?? "work",
        done: snapshot.done,
        total: snapshot.total,
        elapsed: elapsed
      )
      line.failed = snapshot.failed
      let seconds = Double(MonotonicClock.now - started) / 1e9
      if seconds > 1, snapshot.bytes > 0 {
        let rate = Double(snapshot.bytes) / seconds
        line.bytesPerSecond = rate
        // By bytes rather than by documents: sizes differ more than anything else.
        line.remaining = .seconds(Double(snapshot.totalBytes - snapshot.bytes) / rate)
      }
    case .writing:
      let activity = snapshot.activity.isEmpty ? "" : ": \(snapshot.activity)"
      line = ProgressLine(
        activity: "write \(snapshot.sink)\(activity)",
        done: snapshot.done,
        total: snapshot.total,
        elapsed: elapsed
      )
      if !snapshot.activity.isEmpty { line.unit = "points" }
      line.remaining = snapshot.remainingSeconds.map { .seconds($0) }
    case .publishing, .ended:
      line = ProgressLine(activity: "publish", done: 0, total: nil, elapsed: elapsed)
    }
    let width = (Terminal.width(Terminal.standardError) ?? 80) - 1
    let isColored = Console.wantsColor(common.color, on: Terminal.standardError)
    let text = line.text(width: width, isColored: isColored)
    self.line.withLock {
      guard !$0.isStopped else { return }
      $0.isShown = true
      Terminal.writeStandardError("\r\u{1B}[K" + text)
    }
  }

  private func clearLine() {
    line.withLock {
      if $0.isShown { Terminal.writeStandardError("\r\u{1B}[K") }
      $0.isShown = false
    }
  }

  // MARK: Events

  private func writeProgress() {
    let snapshot = progress.snapshot
    let seconds = Double(MonotonicClock.now - started) / 1e9
    let rate = seconds > 0 ? Double(snapshot.bytes) / seconds : 0
    var event = Event("progress")
    event["phase"] = JSON("\(snapshot.phase)")
    event["done"] = JSON(snapshot.done)
    event["total"] = JSON(snapshot.total)
    event["failed"] = JSON(snapshot.failed)
    event["bytes_per_s"] = JSON(rate.rounded())
    if snapshot.phase == .processing, rate > 0 {
      event["eta_s"] = JSON((Double(snapshot.totalBytes - snapshot.bytes) / rate).rounded())
    }
    if snapshot.phase == .writing {
      event["stage"] = JSON(snapshot.sink)
      if !snapshot.activity.isEmpty { event["activity"] = JSON(snapshot.activity) }
      if let seconds = snapshot.remainingSeconds { event["eta_s"] = JSON(seconds.rounded()) }
    }
    event.write()
  }

  func note(_ happening: RunEvent) {
    switch happening {
    case .item(let document, let stage, let status, let failure):
      noteFailure(document, stage, status, failure)
    case .remark(let document, let stage, let text): noteRemark(document, stage, text)
    case .notice(let stage, let text): noteNotice(stage, text)
    case .plan(let documents, let toDo, let gone):
      guard choice == .json else { return }
      var event = Event("plan")
      event["documents"] = JSON(documents)
      event["to_do"] = JSON(toDo)
      event["gone"] = JSON(gone)
      event.write()
    case .output(let path, let bytes, let changed):
      guard choice == .json else { return }
      var event = Event("output")
      event["path"] = JSON(path)
      event["bytes"] = JSON(Int(bytes))
      event["changed"] = JSON(changed)
      event.write()
    case .commit(let documents):
      guard choice == .json else { return }
      var event = Event("commit")
      event["documents"] = JSON(documents)
      event.write()
    }
  }

  private func noteFailure(
    _ document: String,
    _ stage: String,
    _ status: String,
    _ failure: StageFailure
  ) {
    if choice == .json {
      var event = Event("item")
      event["stage"] = JSON(stage)
      event["doc"] = JSON(document)
      event["status"] = JSON(status)
      event["reason"] = JSON(failure.reason)
      event["detail"] = JSON(failure.detail)
      event.write()
      return
    }
    guard !common.quiet else { return }
    let count = shownFailures.withLock {
      $0 += 1
      return $0
    }
    // The first few tell what is going on; the rest stand in failures.jsonl.
    guard count <= 20 || common.verbosity > 0 else { return }
    clearLine()
    // The detail names the document, by its path in the source.
    Console.say(line: "warning: \(stage): \(failure.detail) (\(failure.reason), \(status))")
  }

  private func noteRemark(_ document: String, _ stage: String, _ text: String) {
    if choice == .json {
      var event = Event("item")
      event["stage"] = JSON(stage)
      event["doc"] = JSON(document)
      event["status"] = "remark"
      event["detail"] = JSON(text)
      event.write()
    } else if !common.quiet {
      clearLine()
      Console.say(line: "warning: \(stage): \(text)")
    }
  }

  private func noteNotice(_ stage: String, _ text: String) {
    if choice == .json {
      var event = Event("notice")
      event["stage"] = JSON(stage)
      event["detail"] = JSON(text)
      event.write()
    } else if !common.quiet {
      clearLine()
      Console.say(line: "\(stage): \(text)")
    }
  }

  /// Says what concerns no document.
  func warn(_ text: String) {
    if choice == .json {
      var event = Event("warning")
      event["detail"] = JSON(text)
      event.write()
    } else if !common.quiet {
      clearLine()
      Console.say(line: "warning: \(text)")
    }
  }

  // MARK: The end

  /// A run that could not be brought to its end still ends its events.
  func conclude(_ error: RunError) {
    guard choice == .json else { return }
    var event = Event("end")
    event["status"] = JSON(error.status == .failed ? "failed" : "ended early")
    event["exit"] = JSON(Int(error.status.rawValue))
    event["error"] = JSON(error.description)
    event.write()
  }

  func conclude(_ summary: RunSummary) {
    if choice == .json {
      var event = Event("end")
      event["status"] = JSON(summary.status == .done ? "done" : "failed")
      event["exit"] = JSON(Int(summary.status.rawValue))
      event["seconds"] = JSON(summary.seconds)
      event.write()
    }
    if common.json {
      _ = Console.print(summary.json.layout())
      return
    }
    if common.quiet && summary.status == .done { return }
    if choice == .json { return }
    for line in SummaryText(summary, isVerbose: common.verbosity > 0).lines {
      Console.say(line: line)
    }
  }
}

extension RunProgress.Snapshot {
  /// How long what a sink is doing will still take, as far as it can be told from what it took up to now.
  fileprivate var remainingSeconds: Double? {
    let (began, first) = since
    let seconds = Double(MonotonicClock.now - began) / 1e9
    guard !activity.isEmpty, done > first, total > done, seconds > 1 else { return nil }
    return Double(total - done) * seconds / Double(done - first)
  }
}

/// One line for a program that watches.
private struct Event {
  private var members: [JSON.Member]

  init(_ type: String) {
    members = [JSON.Member("v", 1), JSON.Member("t", JSON(type))]
  }

  subscript(name: String) -> JSON? {
    get { members.first { $0.name == name }?.value }
    set { if let newValue { members.append(JSON.Member(name, newValue)) } }
  }

  func write() {
    Terminal.writeStandardError(JSON(.object(members)).compact + "\n")
  }
}
