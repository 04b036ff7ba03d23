import CommandLineKit
import JSON
import Pipeline
import Stages

/// Compares outputs with what should be in them.
struct VerifyCommand: Command {
  static let name = "verify"
  static let summary = "Compare a folder of outputs with its manifest and its ledger."
  static let parameters: [Parameter<Self>] = [
    .operand("output", \.output, "The folder of outputs.").completing(.directory)
  ]

  var output = ""
  var common = CommonOptions()

  func run() async throws -> Int32 {
    let verification = try Verification(of: output)
    let isSound = verification.problemCount == 0
    if common.json {
      let json: JSON = [
        "version": 1, "sound": JSON(isSound),
        "checks": JSON(
          verification.checks.map {
            [
              "subject": JSON($0.subject), "note": JSON($0.note),
              "problems": JSON($0.problems.map { JSON($0) }),
            ]
          }
        ),
      ]
      _ = Console.print(json.layout())
    } else {
      var text = ""
      for check in verification.checks where !common.quiet || !check.problems.isEmpty {
        text += "\(check.problems.isEmpty ? "ok  " : "FAIL") \(check.subject) (\(check.note))\n"
        for problem in check.problems.prefix(common.verbosity > 0 ? .max : 20) {
          text += "       \(problem)\n"
        }
      }
      _ = Console.print(text)
    }
    return (isSound ? ExitStatus.done : .failed).rawValue
  }
}
