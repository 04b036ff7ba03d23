/// One operand, option or flag of a command, or a group of them, tied to the property that it sets.
package struct Parameter<Root>: Sendable {
  private(set) var slots: [Slot<Root>]

  init(
    _ shape: ParameterShape,
    initial: @escaping @Sendable (Root) -> String?,
    store: @escaping Slot<Root>.Store
  ) {
    slots = [Slot(shape: shape, initial: initial, store: store)]
  }

  /// Takes in all parameters of a group that the command holds as one property.
  package static func group<Group: ParameterGroup>(
    _ path: any WritableKeyPath<Root, Group> & Sendable
  ) -> Self {
    Self(slots: Group.slots.map { $0.held(at: path) })
  }

  private init(slots: [Slot<Root>]) { self.slots = slots }

  /// Leaves the parameter out of help, completions and the manual.
  package func hidden() -> Self { changed { $0.shape.isHidden = true } }

  /// Says what a shell should offer as the value.
  package func completing(_ hint: ValueHint) -> Self { changed { $0.shape.hint = hint } }

  /// Replaces the default that help shows, for one that is worked out later; `nil` shows none.
  package func showing(default text: String?) -> Self { changed { $0.initial = { _ in text } } }

  private func changed(_ change: (inout Slot<Root>) -> Void) -> Self {
    var copy = self
    for index in copy.slots.indices { change(&copy.slots[index]) }
    return copy
  }
}
