extension Parameter {
  /// Declares an operand that must be given.
  package static func operand<Storage: ParameterStorage>(
    _ label: String,
    _ path: any WritableKeyPath<Root, Storage> & Sendable,
    _ help: String,
    accepts rule: Rule<Storage.Value>? = nil
  ) -> Self {
    let shape = ParameterShape(label: label, help: help, value: .required, minimum: 1)
    return declared(shape, path, rule)
  }

  /// Declares an operand that may be left out.
  package static func optionalOperand<Storage: ParameterStorage>(
    _ label: String,
    _ path: any WritableKeyPath<Root, Storage> & Sendable,
    _ help: String,
    accepts rule: Rule<Storage.Value>? = nil
  ) -> Self {
    let shape = ParameterShape(label: label, help: help, value: .required)
    return declared(shape, path, rule)
  }

  /// Declares operands that take every word that no other operand needs.
  package static func operands<Value: ParameterValue>(
    _ label: String,
    _ path: any WritableKeyPath<Root, [Value]> & Sendable,
    _ help: String,
    minimum: Int = 1,
    accepts rule: Rule<Value>? = nil
  ) -> Self {
    let shape = ParameterShape(label: label, help: help, value: .required, minimum: minimum)
    return declared(shape, path, rule)
  }

  /// Declares an option with a value; the type of the property says whether it may repeat.
  package static func option<Storage: ParameterStorage>(
    _ name: String,
    _ label: String,
    _ path: any WritableKeyPath<Root, Storage> & Sendable,
    _ help: String,
    accepts rule: Rule<Storage.Value>? = nil
  ) -> Self {
    let shape = ParameterShape(name, label: label, help: help, value: Storage.valueNeed)
    return declared(shape, path, rule)
  }

  /// Declares an option with a value and a one-letter name.
  package static func option<Storage: ParameterStorage>(
    _ name: String,
    _ letter: String,
    _ label: String,
    _ path: any WritableKeyPath<Root, Storage> & Sendable,
    _ help: String,
    accepts rule: Rule<Storage.Value>? = nil
  ) -> Self {
    let shape = ParameterShape(name, letter, label: label, help: help, value: Storage.valueNeed)
    return declared(shape, path, rule)
  }

  /// Declares a switch that sets a truth value; where two switches share one, the last wins.
  package static func flag(
    _ name: String,
    _ path: any WritableKeyPath<Root, Bool> & Sendable,
    _ help: String,
    sets value: Bool = true
  ) -> Self {
    declared(ParameterShape(name, help: help, value: .absent)) { $0[keyPath: path] = value }
  }

  /// Declares a switch with a one-letter name.
  package static func flag(
    _ name: String,
    _ letter: String,
    _ path: any WritableKeyPath<Root, Bool> & Sendable,
    _ help: String,
    sets value: Bool = true
  ) -> Self {
    declared(ParameterShape(name, letter, help: help, value: .absent)) {
      $0[keyPath: path] = value
    }
  }

  /// Declares a switch that counts how often it is given.
  package static func flag(
    _ name: String,
    _ letter: String,
    _ path: any WritableKeyPath<Root, Int> & Sendable,
    _ help: String
  ) -> Self {
    declared(ParameterShape(name, letter, help: help, value: .absent, repeats: true)) {
      $0[keyPath: path] += 1
    }
  }

  private static func declared(
    _ shape: ParameterShape,
    mention: @escaping @Sendable (inout Root) -> Void
  ) -> Self {
    Self(
      shape,
      initial: { _ in nil },
      store: { (root, _, _) throws(ArgumentProblem) in mention(&root) }
    )
  }

  private static func declared<Storage: ParameterStorage>(
    _ shape: ParameterShape,
    _ path: any WritableKeyPath<Root, Storage> & Sendable,
    _ rule: Rule<Storage.Value>?
  ) -> Self {
    var shape = shape
    shape.repeats = Storage.repeats
    if let choices = Storage.Value.choices { shape.hint = .choices(choices) }
    return Self(
      shape,
      initial: { root in root[keyPath: path].shownDefault },
      store: { (root, text, earlier) throws(ArgumentProblem) in
        let value = try text.map { (text) throws(ArgumentProblem) in
          let value = try Storage.Value(argument: text)
          if let rule, !rule.holds(value) { throw ArgumentProblem(expected: rule.expected) }
          return value
        }
        root[keyPath: path].take(value, after: earlier)
      }
    )
  }
}
