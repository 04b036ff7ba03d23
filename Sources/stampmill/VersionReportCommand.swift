import CommandLineKit
import JSON
import Pipeline
import Stages

/// Names the program and its version.
struct VersionReportCommand: Command {
  static let name = "version"
  static let summary = "Print the version of the program."
  static let discussion = """
    With --verbose it also says how files are parsed here: what keeps a process that parses from doing \
    harm, and what of that this machine does not allow.
    """

  var common = CommonOptions()

  func run() async throws -> Int32 {
    let missing = common.verbosity > 0 ? try await ParseWorker.missingMeasures() : nil
    guard common.json else {
      var text = "stampmill \(programVersion)\n"
      if let missing {
        text += missing.isEmpty ? "parsing: confined\n" : ""
        for measure in missing { text += "parsing: goes on without \(measure)\n" }
      }
      return Console.print(text).rawValue
    }
    #if arch(arm64)
      let architecture = "arm64"
    #else
      let architecture = "x86_64"
    #endif
    var members: [JSON.Member] = []
    if let missing {
      members = [JSON.Member("missing_confinement", JSON(missing.map { JSON($0) }))]
    }
    let json: JSON = [
      "name": "stampmill", "version": JSON(programVersion), "architecture": JSON(architecture),
      "pipeline_format": 1, "manifest_format": 1, "event_format": 1,
    ]
    return Console.print(JSON(.object((json.members ?? []) + members)).layout()).rawValue
  }
}
