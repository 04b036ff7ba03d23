import Documents

/// Finds what each element belongs under: the heading, or the list item, and all headings above.
struct ParentStack {
  private var open: [(kind: ElementKind, depth: Int, id: String)] = []
  /// The headings that are open, outermost first, each with its depth.
  private var headings: [(depth: Int, text: String)] = []

  /// The texts of the headings above the element that was placed last.
  private(set) var headingPath: [String] = []

  mutating func place(_ element: Element, id: String) -> String? {
    let depth = element.categoryDepth ?? 0
    if element.kind == .title {
      while let last = headings.last, last.depth >= depth { headings.removeLast() }
    }
    headingPath = headings.map(\.text)
    if element.kind == .title { headings.append((depth, element.text)) }
    while let top = open.last, !Self.may(top.kind, top.depth, hold: element.kind, depth) {
      open.removeLast()
    }
    let parent = open.last?.id
    open.append((element.kind, depth, id))
    return parent
  }

  private static func may(
    _ parent: ElementKind,
    _ parentDepth: Int,
    hold child: ElementKind,
    _ depth: Int
  ) -> Bool {
    if parent == child { return parentDepth < depth }
    let body: Set<ElementKind> = [
      .narrativeText, .uncategorizedText, .listItem, .table, .figureCaption, .checkBox,
      .codeSnippet, .image, .formula, .address, .emailAddress, .documentData,
    ]
    return switch parent {
    case .title: body.contains(child)
    case .header: child == .title || body.contains(child)
    default: false
    }
  }
}
