/// A type of property that mentions of a parameter can fill.
///
/// The type decides what may be typed: a plain value once, a list as often as wanted, and an
/// `OptionalArgument` with or without a value.
package protocol ParameterStorage: Sendable {
  associatedtype Value: ParameterValue

  /// Whether the parameter may be given more than once.
  static var repeats: Bool { get }
  /// Whether an option must be followed by a value.
  static var needsValue: Bool { get }

  /// The default as help shows it.
  var shownDefault: String? { get }

  /// Takes in one mention, given how many came before; `nil` is a mention without a value.
  mutating func take(_ value: Value?, after earlier: Int)
}

extension ParameterStorage {
  static var valueNeed: ParameterShape.ValueNeed { needsValue ? .required : .optional }
}

extension Optional: ParameterStorage where Wrapped: ParameterValue {
  package static var repeats: Bool { false }
  package static var needsValue: Bool { true }
  package var shownDefault: String? { flatMap(\.shownDefault) }

  package mutating func take(_ value: Wrapped?, after earlier: Int) { self = value }
}

extension Array: ParameterStorage where Element: ParameterValue {
  package static var repeats: Bool { true }
  package static var needsValue: Bool { true }

  package var shownDefault: String? {
    isEmpty ? nil : map(\.argument).joined(separator: ", ")
  }

  /// Replaces the default at the first mention and adds to the list at later ones.
  package mutating func take(_ value: Element?, after earlier: Int) {
    if earlier == 0 { removeAll() }
    if let value { append(value) }
  }
}
