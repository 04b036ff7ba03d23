/// Puts decomposed scalars together again where a composed one exists.
struct Composition {
  private var base: Normalization.Change?
  /// Marks behind the base that could not be composed with it.
  private var blocked: [Normalization.Change] = []
  private var lastClass: UInt8?
  private let compositions = Compositions.shared

  mutating func take(_ next: Normalization.Change, _ body: (UInt32, Int) -> Void) {
    guard let base else {
      if next.combiningClass != 0 {
        body(next.scalar, next.change)
      } else {
        self.base = next
      }
      return
    }
    if lastClass == nil || lastClass ?? 0 < next.combiningClass,
      let composed = compositions.composed(base.scalar, next.scalar)
    {
      self.base?.scalar = composed
      self.base?.change += next.change - 1
      return
    }
    if next.combiningClass == 0 {
      release(body)
      self.base = next
    } else {
      blocked.append(next)
      lastClass = next.combiningClass
    }
  }

  private mutating func release(_ body: (UInt32, Int) -> Void) {
    if let base { body(base.scalar, base.change) }
    for change in blocked { body(change.scalar, change.change) }
    blocked.removeAll(keepingCapacity: true)
    lastClass = nil
    base = nil
  }

  mutating func finish(_ body: (UInt32, Int) -> Void) { release(body) }
}
