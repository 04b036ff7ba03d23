/// The lists of a plain text that are open, told apart by their indentation.
struct TextListNesting {
  /// The indentations of the open items, outermost first.
  private var indents: [Int] = []
  /// The number of the last item that has one.
  private(set) var lastNumber: Int?

  var isOpen: Bool { !indents.isEmpty }

  /// Adds an item and returns its depth.
  mutating func add(_ mark: ListMark, indent: Int) -> Int {
    while let last = indents.last, indent < last - 1 { indents.removeLast() }
    if let last = indents.last, indent <= last + 1 {
      indents[indents.count - 1] = min(last, indent)
    } else {
      indents.append(indent)
    }
    if case .number(let number) = mark.kind { lastNumber = number }
    return indents.count - 1
  }

  /// Tells whether a paragraph is indented so far that it belongs to the last item.
  func contains(indent: Int) -> Bool {
    indents.last.map { indent > $0 + 1 } ?? false
  }

  mutating func close() { self = TextListNesting() }
}
