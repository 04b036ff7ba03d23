import JSON
import CommandLineKit
import Pipeline
import Stages
import SystemIO

/// The options by which a pipeline file gets its values.
struct PipelineOptions: ParameterGroup {
  static let heading = "Values of the pipeline"
  static let parameters: [Parameter<Self>] = [
    .option("--set", "name=value", \.sets, "Give a parameter a value."),
    .option("--params", "file", \.files, "Take the values of parameters from a JSON file.")
      .completing(.file),
  ]

  var sets: [String] = []
  var files: [String] = []

  /// Refuses values that name nothing.
  func checkSets(command: String? = nil) throws(UsageError) {
    for set in sets where set.first == "=" || !set.contains("=") {
      throw UsageError("Option '--set' takes name=value, not '\(set)'.", command: command)
    }
  }

  func source(_ file: String) -> PipelineSource {
    PipelineSource(
      file: file,
      sets: sets,
      parameterFiles: files,
      environment: environmentVariables()
    ) { path throws(Diagnostic) in try Self.read(path) }
  }

  static func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    do throws(ReadFileError) {
      return try readFile(path, limit: 64 << 20).bytes
    } catch {
      throw Diagnostic(
        at: .init(file: path, line: 0, column: 0),
        error.isMissing ? "the file does not exist" : error.description
      )
    }
  }

  /// The graph of a file; throws everything that is wrong with it, shows what is only doubtful.
  func graph(_ file: String, _ common: CommonOptions) throws -> Graph {
    try checkSets()
    let outcome = GraphBuilder.build(source(file), kinds: stageKinds)
    guard let graph = outcome.graph else {
      let isMissing = (try? FileStatus(path: file)) == nil
      throw Diagnostics(
        list: outcome.diagnostics,
        status: isMissing ? .missingInput : outcome.diagnostics.status
      )
    }
    if !outcome.diagnostics.isEmpty, !common.json {
      Diagnostics(list: outcome.diagnostics).show(common)
    }
    return graph
  }
}

extension ReadFileError {
  var isMissing: Bool {
    if case .system(let error) = self { error.isMissing } else { false }
  }
}
