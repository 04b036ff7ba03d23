/// Why a word is no value of a type, told without naming the parameter.
package struct ArgumentProblem: Error, Equatable, CustomStringConvertible {
  /// What the type takes, as it reads after "takes", such as "a whole number".
  package let expected: String
  package let suggestion: String?

  package init(expected: String, suggestion: String? = nil) {
    self.expected = expected
    self.suggestion = suggestion
  }

  package var description: String {
    "A value must be \(expected)\(suggestion.map { "; did you mean '\($0)'?" } ?? ".")"
  }
}
