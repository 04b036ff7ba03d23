import CommandLineKit
import SystemIO

/// When to use colour.
enum ColorChoice: String, CaseIterable, ParameterValue {
  case auto, always, never
}

/// The options of every verb.
struct CommonOptions: ParameterGroup {
  static let heading = "Common options"
  static let parameters: [Parameter<Self>] = [
    .flag("--json", \.json, "Answer in JSON, for programs."),
    .flag("--quiet", "-q", \.quiet, "Say nothing but errors."),
    .flag("--verbose", "-v", \.verbosity, "Say more."),
    .option("--color", "when", \.color, "When to use colour."),
    .option("--directory", "-C", "folder", \.directory, "Work in this folder.")
      .completing(.directory),
  ]

  var json = false
  var quiet = false
  var verbosity = 0
  var color = ColorChoice.auto
  var directory: String?

  func enterDirectory() throws(SystemError) {
    if let directory { try changeFolder(directory) }
  }
}
