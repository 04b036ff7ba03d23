import CommandLineKit

/// Has operands that are required, repeated and required again.
struct Mix: Command, Equatable {
  static let name = "mix"
  static let summary = "Mix clays into a tub."
  static let parameters: [Parameter<Self>] = [
    .operands("clay", \.clays, "The clays to mix.", minimum: 1),
    .operand("tub", \.tub, "Where the mixture goes.").completing(.directory),
  ]

  var clays: [String] = []
  var tub = ""
  var common = Manners()

  func run() async throws -> Int32 { 0 }
}

/// Has an option that takes one of a few words.
struct Draw: Command, Equatable {
  enum Form: String, CaseIterable, ParameterValue {
    case dot, mermaid, svg
  }

  static let name = "draw"
  static let summary = "Draw a plan."
  static let parameters: [Parameter<Self>] =
    [
      .operand("plan", \.plan, "The plan to draw.").completing(.file),
      .optionalOperand("scale", \.scale, "How large to draw it.", accepts: .within(1...9)),
      .option("--as", "-a", "form", \.form, "The language of the drawing."),
      .group(\.choice),
    ]

  var plan = ""
  var scale = 1
  var form = Form.dot
  var choice = Choice()
  var common = Manners()

  func run() async throws -> Int32 { 0 }
}

/// Has an operand that takes one of a few words, and then any number of them.
struct Find: Command, Equatable {
  enum Thing: String, CaseIterable, ParameterValue {
    case pots, plans
  }

  static let name = "find"
  static let summary = "Find pots or plans by words."
  static let parameters: [Parameter<Self>] = [
    .operand("thing", \.thing, "What to look for."),
    .operands("word", \.words, "Words that its record must hold.", minimum: 0),
  ]

  var thing = Thing.pots
  var words: [String] = []
  var common = Manners()

  func run() async throws -> Int32 { 7 }
}
