import Documents

/// How deep the items of the open list are nested, by their indentation.
struct ListNesting {
  private var indents: [Int] = []

  var isOpen: Bool { !indents.isEmpty }

  mutating func close() { indents.removeAll(keepingCapacity: true) }

  /// The nesting of an item with this indentation, which becomes the innermost one.
  mutating func depth(at indent: Int) -> Int {
    while let last = indents.last, last > indent { indents.removeLast() }
    if indents.last != indent { indents.append(indent) }
    return min(indents.count - 1, Element.depths.upperBound)
  }

  /// Whether a line with this indentation can still belong to the list.
  func holds(indent: Int) -> Bool {
    indents.first.map { indent > $0 } ?? false
  }
}
