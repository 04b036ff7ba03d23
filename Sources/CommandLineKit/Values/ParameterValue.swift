import Spelling

/// A type that one word of a command line can express.
package protocol ParameterValue: ParameterStorage where Value == Self {
  /// The only words that are accepted, if they can be listed.
  static var choices: [String]? { get }

  /// The word that expresses the value.
  var argument: String { get }

  init(argument: String) throws(ArgumentProblem)
}

extension ParameterValue {
  package static var choices: [String]? { nil }
  package static var repeats: Bool { false }
  package static var needsValue: Bool { true }
  package var shownDefault: String? { argument.isEmpty ? nil : argument }

  package mutating func take(_ value: Self?, after earlier: Int) {
    if let value { self = value }
  }
}

/// An enumeration of words accepts its raw values and lists them everywhere.
extension ParameterValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  package static var choices: [String]? { allCases.map(\.rawValue) }
  package var argument: String { rawValue }

  package init(argument: String) throws(ArgumentProblem) {
    guard let value = Self(rawValue: argument) else {
      let words = Self.allCases.map(\.rawValue)
      throw ArgumentProblem(
        expected: listed(words),
        suggestion: nearest(to: argument, in: words)
      )
    }
    self = value
  }
}
