import CommandLineKit

/// A made-up program that uses each kind of parameter.
enum Kiln {
  static let program = Program<Manners>(
    name: "kiln",
    summary: "Fires pots by a plan, and keeps a record of every firing.",
    discussion: """
      A plan is a file that names the pots, the heat and the time. The same plan gives the same \
      pots, whoever fires it.
      """,
    version: "1.4.2",
    date: "2024-03-01",
    groups: [
      CommandGroup("Work", [Fire.self, Mix.self]),
      CommandGroup("Look", [Draw.self, Find.self]),
    ],
    examples: [
      Example("kiln fire autumn.plan", "Fire everything in a plan"),
      Example("kiln draw autumn.plan --as svg > autumn.svg", "Draw a plan"),
    ],
    exitStatuses: [
      ExitStatus(0, "Everything was done."),
      ExitStatus(1, "A pot broke."),
      ExitStatus(64, "The command line could not be understood."),
    ]
  )

  /// Reads words that must give a command of the type that the caller expects.
  static func command<Wanted>(_ words: [String]) throws -> Wanted? {
    guard case .run(let command) = try program.invocation(of: words) else { return nil }
    return command as? Wanted
  }

  /// Returns the message for words that must be refused.
  static func message(_ words: [String]) -> String? {
    do throws(UsageError) {
      _ = try program.invocation(of: words)
      return nil
    } catch {
      return error.message
    }
  }
}

/// The options that all commands of the kiln share.
struct Manners: ParameterGroup, Equatable {
  enum Coloring: String, CaseIterable, ParameterValue {
    case auto, always, never
  }

  static let heading = "Common options"
  static let parameters: [Parameter<Self>] = [
    .flag("--quiet", "-q", \.isQuiet, "Say nothing but errors."),
    .flag("--verbose", "-v", \.verbosity, "Say more; give it twice to say everything."),
    .option("--color", "when", \.color, "When to use colour."),
  ]

  var isQuiet = false
  var verbosity = 0
  var color = Coloring.auto
}
