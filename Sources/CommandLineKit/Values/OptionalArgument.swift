/// The property of an option whose value may be left out, as in `--force` and `--force=parse`.
package enum OptionalArgument<Value: ParameterValue>: ParameterStorage {
  /// The option was not given.
  case absent
  /// The option was given without a value.
  case bare
  case given(Value)

  package static var repeats: Bool { false }
  package static var needsValue: Bool { false }

  package var shownDefault: String? {
    guard case .given(let value) = self else { return nil }
    return value.shownDefault
  }

  package mutating func take(_ value: Value?, after earlier: Int) {
    self = value.map { .given($0) } ?? .bare
  }
}

extension OptionalArgument: Equatable where Value: Equatable {}
