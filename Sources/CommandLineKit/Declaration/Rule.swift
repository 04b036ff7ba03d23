/// A condition on a value beyond its type, with the words that name what is expected.
package struct Rule<Value>: Sendable {
  let expected: String
  let holds: @Sendable (Value) -> Bool

  package init(_ expected: String, _ holds: @escaping @Sendable (Value) -> Bool) {
    self.expected = expected
    self.holds = holds
  }
}

extension Rule where Value: ParameterValue & Comparable {
  /// Accepts `least` and everything above it.
  package static func atLeast(_ least: Value) -> Self {
    Self("a number of at least \(least.argument)") { $0 >= least }
  }

  /// Accepts both ends of `range` and what lies between.
  package static func within(_ range: ClosedRange<Value>) -> Self {
    let (low, high) = (range.lowerBound.argument, range.upperBound.argument)
    return Self("a number from \(low) to \(high)") { range.contains($0) }
  }
}
