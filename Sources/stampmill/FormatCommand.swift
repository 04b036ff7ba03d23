import CommandLineKit
import JSON
import Pipeline
import SystemIO

/// Lays pipeline files out.
struct FormatCommand: Command {
  static let name = "fmt"
  static let summary = "Lay out pipeline files in the one form."
  static let parameters: [Parameter<Self>] = [
    .operands(
      "pipeline",
      \.files,
      "The files; '-' reads standard input and writes standard output.",
      minimum: 1
    ).completing(.file),
    .flag(
      "--check",
      \.isCheck,
      "Change nothing; end with status 1 when a file is not so laid out."
    ),
  ]

  var files: [String] = []
  var isCheck = false
  var common = CommonOptions()

  func run() async throws -> Int32 {
    var status = ExitStatus.done
    for file in files {
      let bytes =
        file == "-" ? try readStandardInput() : try PipelineOptions.read(file)
      let outcome = JSONParser.parse(bytes, file: file)
      guard let json = outcome.json, outcome.problems.isEmpty else {
        throw Diagnostics(list: outcome.problems.map(Diagnostic.init))
      }
      let text = json.layout()
      if isCheck {
        guard Array(text.utf8) != bytes else { continue }
        Console.say("'\(file)' is not laid out as 'fmt' would")
        status = .failed
      } else if file == "-" {
        try Terminal.writeStandardOutput(text)
      } else if Array(text.utf8) != bytes {
        // The file behind a link is laid out, with the rights that it has.
        let target = try resolvedPath(file)
        try replaceFile(target, with: text, mode: try FileStatus(path: target).mode & 0o777)
      }
    }
    return status.rawValue
  }
}
