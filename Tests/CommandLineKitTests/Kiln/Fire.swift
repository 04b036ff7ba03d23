import CommandLineKit

/// Has options of every kind.
struct Fire: Command, Equatable {
  static let name = "fire"
  static let summary = "Fire the pots of a plan."
  static let discussion = """
    Pots that were fired before with the same clay, heat and time are left alone. What is left \
    alone, and why, can be seen with '--verbose'.

    A rule for '--glaze' looks like this:

      rim=blue
      foot=none
    """
  static let examples = [
    Example("kiln fire autumn.plan --heat 1240.5 -j2", "Fire with two chambers at another heat"),
    Example("kiln fire autumn.plan --glaze 'rim=deep blue' --again=dry", "Dry and glaze again"),
  ]
  static let exitStatuses = [ExitStatus(1, "A pot broke, or more than '--losses' did.")]
  static let parameters: [Parameter<Self>] =
    [
      .operand("plan", \.plan, "The plan to follow; '-' reads standard input.")
        .completing(.file),
      .option(
        "--chambers",
        "-j",
        "count",
        \.chambers,
        "How many chambers to heat at once.",
        accepts: .atLeast(1)
      ),
      .option("--heat", "degrees", \.heat, "Heat of the main firing."),
      .option("--shift", "degrees", \.shift, "Heat to add for this kiln; may be negative."),
      .option("--glaze", "-g", "part=color", \.glazes, "Glaze a part of every pot."),
      .option("--again", "step", \.again, "Do a step again, or all of them."),
      .option("--record", "folder", \.record, "Where to keep the record of this firing.")
        .completing(.directory),
      .option("--losses", "share", \.losses, "How many pots may break before the firing stops."),
      .flag("--stop-early", \.stopsEarly, "Stop at the first pot that breaks."),
      .flag("--keep-going", \.stopsEarly, "Fire the other pots when one breaks.", sets: false),
      .flag("--null", "-0", \.endsWithNull, "End each name with a zero byte."),
      .flag("--raku", \.isRaku, "Not for visitors.").hidden(),
      .group(\.choice),
    ]

  var plan = ""
  var chambers = 4
  var heat = 1200.0
  var shift = 0
  var glazes: [String] = []
  var again = OptionalArgument<String>.absent
  var record: String?
  var losses = Share(percent: 10)
  var stopsEarly = false
  var endsWithNull = false
  var isRaku = false
  var choice = Choice()
  var common = Manners()

  func run() async throws -> Int32 { 0 }
}

/// A value with a form of its own, such as "5%".
struct Share: ParameterValue, Equatable {
  var percent: Int
  var argument: String { "\(percent)%" }

  init(percent: Int) { self.percent = percent }

  init(argument: String) throws(ArgumentProblem) {
    guard argument.hasSuffix("%"), let percent = Int(argument.dropLast()), 0...100 ~= percent else {
      throw ArgumentProblem(expected: "a share such as 5%")
    }
    self.percent = percent
  }
}

/// A group that more than one command holds.
struct Choice: ParameterGroup, Equatable {
  static let heading = "Choice of pots"
  static let parameters: [Parameter<Self>] = [
    .option("--only", "glob", \.only, "Only pots whose name matches."),
    .option("--clay", "kind", \.clay, "Only pots of this clay."),
  ]

  enum Clay: String, CaseIterable, ParameterValue {
    case earthenware, stoneware, porcelain
  }

  var only: [String] = []
  var clay: Clay?
}
