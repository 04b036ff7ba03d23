/// A property of a command together with how words fill it.
struct Slot<Root>: Sendable {
  /// Puts the text of one mention into the property, given how many mentions came before.
  typealias Store = @Sendable (inout Root, String?, Int) throws(ArgumentProblem) -> Void

  var shape: ParameterShape
  var initial: @Sendable (Root) -> String?
  let store: Store

  /// Returns the untyped description, with the default read from `root`.
  ///
  /// What must be given has no default.
  func shape(in root: Root) -> ParameterShape {
    var copy = shape
    copy.initial = shape.minimum == 0 ? initial(root) : nil
    return copy
  }

  /// Returns the same slot under the heading of its group, unless it has one of its own.
  func under(_ heading: String) -> Self {
    var copy = self
    copy.shape.heading = shape.heading ?? (heading.isEmpty ? nil : heading)
    return copy
  }

  /// Returns the same slot for a type that holds `Root` as a property.
  func held<Outer>(at path: any WritableKeyPath<Outer, Root> & Sendable) -> Slot<Outer> {
    Slot<Outer>(
      shape: shape,
      initial: { [initial] outer in initial(outer[keyPath: path]) },
      store: { [store] (outer, text, earlier) throws(ArgumentProblem) in
        try store(&outer[keyPath: path], text, earlier)
      }
    )
  }
}
