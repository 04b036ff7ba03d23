import SystemIO
import JSON
import CommandLineKit
import Pipeline
import Stages

/// Looks pipeline files over.
struct CheckCommand: Command {
  static let name = "check"
  static let summary = "Say everything that is wrong with pipeline files."
  static let discussion = "Looks at no inputs. Every mistake is named with its line and column."
  static let parameters: [Parameter<Self>] = [
    .operands("pipeline", \.files, "The pipeline files.", minimum: 1).completing(.file),
    .flag("--strict", \.isStrict, "Take warnings as errors."),
    .group(\.pipeline),
  ]

  var files: [String] = []
  var isStrict = false
  var pipeline = PipelineOptions()
  var common = CommonOptions()

  func run() async throws -> Int32 {
    try pipeline.checkSets(command: Self.name)
    var all: [Diagnostic] = []
    for file in files {
      all += GraphBuilder.build(pipeline.source(file), kinds: stageKinds).diagnostics
    }
    let hasFailed = all.hasErrors || (isStrict && !all.isEmpty)
    let isMissing = files.contains { (try? FileStatus(path: $0)) == nil }
    let status: ExitStatus = isMissing ? .missingInput : hasFailed ? all.status : .done
    if common.json {
      _ = Console.print(Diagnostics(list: all).json.layout())
    } else if !all.isEmpty {
      Diagnostics(list: all).show(common)
    } else if !common.quiet {
      Console.say(
        files.count == 1 ? "'\(files[0])' is in order" : "all \(files.count) files are in order"
      )
    }
    return status.rawValue
  }
}
