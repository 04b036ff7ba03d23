/// What can be said of a parameter without knowing the type of its property.
struct ParameterShape: Sendable, Equatable {
  /// Whether an option wants a value after its name.
  enum ValueNeed {
    case absent, optional, required
  }

  /// The long name with its dashes; an operand has none.
  let name: String?
  /// The one-letter name with its dash.
  let letter: String?
  let label: String
  let help: String
  let value: ValueNeed
  /// How many words an operand needs at least.
  let minimum: Int
  var repeats = false
  var hint = ValueHint.anything
  var isHidden = false
  var heading: String?
  var initial: String?

  init(
    _ name: String? = nil,
    _ letter: String? = nil,
    label: String = "",
    help: String,
    value: ValueNeed,
    minimum: Int = 0,
    repeats: Bool = false
  ) {
    self.name = name
    self.letter = letter
    self.label = label.uppercased()
    self.help = help
    self.value = value
    self.minimum = minimum
    self.repeats = repeats
  }

  var isOperand: Bool { name == nil }

  /// The names of an option with their dashes, the letter first.
  var names: [String] { [letter, name].compactMap(\.self) }

  /// How a message calls the parameter.
  var spelling: String { name.map { "Option '\($0)'" } ?? "Argument \(label)" }

  /// The value as it follows the long name.
  var valueSuffix: String {
    switch value {
    case .absent: ""
    case .optional: "[=\(label)]"
    case .required: " \(label)"
    }
  }

  /// An operand as a line of usage shows it.
  var usage: String {
    let word = repeats ? "\(label)..." : label
    return minimum == 0 ? "[\(word)]" : word
  }
}

extension [ParameterShape] {
  var operands: [ParameterShape] { filter { $0.isOperand && !$0.isHidden } }
  var options: [ParameterShape] { filter { !$0.isOperand && !$0.isHidden } }
}
