import Pipeline
import CommandLineKit
import JSON

/// Names the program and its version.
struct VersionReportCommand: Command {
  static let name = "version"
  static let summary = "Print the version of the program."

  var common = CommonOptions()

  func run() async throws -> Int32 {
    guard common.json else { return Console.print("stampmill \(programVersion)\n").rawValue }
    #if arch(arm64)
      let architecture = "arm64"
    #else
      let architecture = "x86_64"
    #endif
    let json: JSON = [
      "name": "stampmill", "version": JSON(programVersion), "architecture": JSON(architecture),
      "pipeline_format": 1, "manifest_format": 1, "event_format": 1,
    ]
    return Console.print(json.layout()).rawValue
  }
}
