import CommandLineKit
import Drawing
import JSON
import Pipeline

/// Says what a run would do, and why.
struct PlanCommand: Command {
  static let name = "plan"
  static let summary = "Say what a run would do, and why."
  static let discussion = "Reads, and changes nothing: no output, no state, no lock."
  static let parameters: [Parameter<Self>] = [
    .operand("pipeline", \.file, "The pipeline file.").completing(.file),
    .flag("--resolved", \.isResolved, "Print the pipeline with all values filled in instead."),
    .flag("--exit-code", \.exitCode, "End with status 1 when there is work to do."),
    .option(
      "--files-from",
      "file",
      \.filesFrom,
      "Names for the 'list' source; '-' is standard input."
    )
    .completing(.file),
    .flag("--null", "-0", \.isNulSeparated, "The names end with NUL instead of a newline."),
    .group(\.pipeline),
  ]

  var file = ""
  var isResolved = false
  var exitCode = false
  var filesFrom: String?
  var isNulSeparated = false
  var pipeline = PipelineOptions()
  var common = CommonOptions()

  func run() async throws -> Int32 {
    let graph = try pipeline.graph(file, common)
    let names = try FilesFrom(filesFrom, isNulSeparated, graph, file, command: Self.name)
    return try await Self.show(
      graph,
      common,
      filesFrom: names,
      exitCode: exitCode,
      isResolved: isResolved
    )
  }

  static func show(
    _ graph: Graph,
    _ common: CommonOptions,
    filesFrom: FilesFrom?,
    exitCode: Bool,
    isResolved: Bool
  ) async throws -> Int32 {
    if isResolved { return Console.print(graph.resolved.layout()).rawValue }
    let plan = try await Planner(
      graph,
      filesFrom: filesFrom,
      programVersion: programVersion
    ).plan()
    let status: ExitStatus
    if common.json {
      status = Console.print(plan.json.layout())
    } else {
      status = Console.print(text(plan, isVerbose: common.verbosity > 0))
    }
    return exitCode && plan.hasWork ? ExitStatus.failed.rawValue : status.rawValue
  }

  private static func text(_ plan: Plan, isVerbose: Bool) -> String {
    var text = ""
    if !plan.documents.isEmpty {
      var table = TextTable([.init("reason"), .init("document"), .init("why")])
      let limit = isVerbose ? Int.max : 40
      for document in plan.documents.prefix(limit) {
        table.append([document.reason.rawValue, document.path, document.detail])
      }
      text += table.text()
      if plan.documents.count > limit {
        text += "… and \(Readable.count(plan.documents.count - limit)) more (-v shows all)\n"
      }
      text += "\n"
    }
    for output in plan.outputs {
      text += "\(output.action.rawValue)  \(output.path): \(output.reason)\n"
    }
    for remark in plan.remarks.prefix(isVerbose ? .max : 20) {
      text +=
        "\(remark.isFailure ? "cannot read" : "not a document")  \(remark.path): \(remark.reason)\n"
    }
    let counts = plan.counts.map { "\(Readable.count($0.count)) \($0.reason.rawValue)" }
    text += counts.isEmpty ? "no documents" : counts.joined(separator: ", ")
    if let estimate = plan.estimate, plan.bytes > 0 {
      let time =
        estimate.seconds < 1
        ? "under a second" : "about \(Readable.duration(.seconds(estimate.seconds)))"
      let basis = estimate.isMeasured ? "going by the last run" : "a rough guess"
      text += "; \(Readable.bytes(Int(plan.bytes))) to work on, \(time) (\(basis))"
    }
    return text + (plan.hasWork ? "\n" : "; nothing to do\n")
  }
}
