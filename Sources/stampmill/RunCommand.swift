import CommandLineKit
import Drawing
import JSON
import ParseWorkers
import Pipeline
import Stages
import SystemIO

/// How progress is told.
enum ProgressChoice: String, CaseIterable, ParameterValue {
  case auto, bar, json, none
}

/// Brings the outputs of a pipeline up to date.
struct RunCommand: Command {
  static let name = "run"
  static let summary = "Bring the outputs of a pipeline up to date."
  static let discussion = """
    Works only on documents that are new or changed, or that a changed setting concerns. Documents \
    that are gone leave the outputs. All outputs take their names together, when everything is done.

    One interrupt (Ctrl-C) finishes what is in hand and keeps it; a second one stops at once. Either \
    way the next run goes on from there.
    """
  static let parameters: [Parameter<Self>] = [
    .operand("pipeline", \.file, "The pipeline file.").completing(.file),
    .option(
      "--jobs",
      "-j",
      "count",
      \.jobs,
      "How many documents to work on at once.",
      accepts: .within(1...1024)
    ),
    .option("--memory", "size", \.memory, "The memory for documents in work, such as 1GiB."),
    .option(
      "--max-failed",
      "number",
      \.maxFailed,
      "How many documents, or which share such as 2%, may fail."
    ),
    .option("--force", "stage", \.force, "Work on everything again, or on one stage.")
      .completing(.anything),
    .option(
      "--files-from",
      "file",
      \.filesFrom,
      "Names for the 'list' source; '-' is standard input."
    )
    .completing(.file),
    .flag("--null", "-0", \.isNulSeparated, "The names end with NUL instead of a newline."),
    .option("--report", "file", \.report, "Also write the report here, as JSON.").completing(.file),
    .option("--progress", "how", \.progress, "How to tell progress; auto is a line on a terminal."),
    .flag("--dry-run", "-n", \.isDry, "Only say what would be done, as 'plan' does."),
    .group(\.pipeline),
  ]
  static let examples = [
    Example("stampmill run pipelines/handbook.json", "Bring everything up to date"),
    Example("stampmill run kb.json --set in=docs --jobs 4", "Give a parameter a value"),
    Example(
      "find . -name '*.md' -print0 | stampmill run list.json --files-from - -0",
      "Name the files yourself"
    ),
  ]

  var file = ""
  var jobs: Int?
  var memory: String?
  var maxFailed: String?
  var force = OptionalArgument<String>.absent
  var filesFrom: String?
  var isNulSeparated = false
  var report: String?
  var progress = ProgressChoice.auto
  var isDry = false
  var pipeline = PipelineOptions()
  var common = CommonOptions()

  func run() async throws -> Int32 {
    let graph = try pipeline.graph(file, common)
    let names = try FilesFrom(filesFrom, isNulSeparated, graph, file, command: Self.name)
    var options = try options(graph, names)
    if let report { try ReportFiles.check(report) }
    if isDry {
      return try await PlanCommand.show(
        graph,
        common,
        filesFrom: names,
        exitCode: false,
        isResolved: false
      )
    }
    let control = RunControl()
    let progress = RunProgress()
    let reporter = RunReporter(graph, common, self.progress, progress)
    try InterruptWatcher.start { number, count in
      if count > 1 { Console.end(128 + number) }
      control.interrupt(number)
      Console.say("\nstopping; what is in hand is finished and kept (again to stop at once)")
    }
    options.report = { reporter.note($0) }
    let runner = Runner(graph, options: options, control: control, progress: progress)
    reporter.start()
    let summary: RunSummary
    do {
      let threads = try WorkerThreads(count: options.threadCount(graph), name: "stage")
      defer { threads.shutdown() }
      let workers = try ParseWorker.pool(count: options.threadCount(graph) - 2)
      defer { workers.shutdown() }
      defer { if let warning = workers.warning { reporter.warn(warning) } }
      let report = report
      summary = try await ParseWorker.$workers.withValue(workers) {
        try await withTaskExecutorPreference(threads) {
          try await runner.run { summary throws(RunError) in
            try ReportFiles(summary).write(copy: report)
          }
        }
      }
    } catch {
      reporter.stop()
      reporter.conclude(RunError(any: error))
      throw error
    }
    reporter.stop()
    reporter.conclude(summary)
    return summary.status.rawValue
  }

  private func options(_ graph: Graph, _ names: FilesFrom?) throws(UsageError) -> RunOptions {
    var options = RunOptions(programVersion: programVersion)
    options.jobs = jobs
    options.filesFrom = names
    if let memory {
      guard let size = ByteSize(memory) else {
        throw UsageError(
          "Option '--memory' takes \(ByteSize.expected), not '\(memory)'.",
          command: Self.name
        )
      }
      options.memory = size
    }
    if let maxFailed {
      guard let budget = FailureBudget(maxFailed) else {
        throw UsageError(
          "Option '--max-failed' takes \(FailureBudget.expected), not '\(maxFailed)'.",
          command: Self.name
        )
      }
      options.failed = budget
    }
    switch force {
    case .absent: break
    case .bare: options.forced = Set(graph.nodes.map(\.name))
    case .given(let stage):
      guard graph.nodes.contains(where: { $0.name == stage }) else {
        throw UsageError("The pipeline has no stage '\(stage)' to force.", command: Self.name)
      }
      options.forced = [stage]
    }
    return options
  }
}

extension RunOptions {
  /// Threads for stages, which may block: as many as the busiest stage asks for, and two to spare.
  func threadCount(_ graph: Graph) -> Int {
    let own = graph.nodes.compactMap(\.options.jobs).max() ?? 0
    return (jobs ?? max(own, Machine.availableProcessors)) + 2
  }
}
