import Scratch

/// What the program says of itself, read from its own help.
struct ProgramHelp {
  let verbs: [String]
  /// The options of each verb, short and long, with their dashes.
  let options: [String: Set<String>]

  static let shared = Result { try ProgramHelp() }

  private init() throws {
    let overview = try Project.run(["help"]).text
    var verbs: [String] = []
    for line in overview.split(separator: "\n") {
      if line.hasPrefix("COMMON OPTIONS") { break }
      // A verb's line is indented by two and has its summary after more spaces.
      guard line.hasPrefix("  "), !line.hasPrefix("   "), line.dropFirst(2).contains("  ") else {
        continue
      }
      if let verb = line.split(separator: " ").first { verbs.append(String(verb)) }
    }
    self.verbs = verbs
    var options: [String: Set<String>] = [:]
    for verb in verbs {
      let words = try Project.run(["help", verb]).text.split { " ,[]=\n".contains($0) }
      options[verb] = Set(words.filter { $0.hasPrefix("-") && $0.count > 1 }.map(String.init))
    }
    self.options = options
  }
}
