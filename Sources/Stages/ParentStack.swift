import Documents

/// Finds what each element belongs under: the heading, or the list item, and all headings above.
struct ParentStack {
  private var open: [(kind: ElementKind, depth: Int, id: String)] = []
  /// The headings that are open, outermost first, each with its depth.
  private var headings: [(depth: Int, text: String)] = []

  /// The texts of the headings above the element that was placed last.
  private(set) var headingPath: [String] = []

  /// The part of the document that is being read, and what stood above in the content before it.
  private var part = DocumentPart.content
  private var content:
    (open: [(kind: ElementKind, depth: Int, id: String)], headings: [(depth: Int, text: String)]) =
      ([], [])

  mutating func place(_ element: Element, id: String) -> String? {
    enter(element.part)
    let depth = element.categoryDepth ?? 0
    if element.kind == .title {
      while let last = headings.last, last.depth >= depth { headings.removeLast() }
    }
    headingPath = headings.map(\.text)
    if element.kind == .title { headings.append((depth, element.labelledText)) }
    while let top = open.last, !Self.may(top.kind, top.depth, hold: element.kind, depth) {
      open.removeLast()
    }
    let parent = open.last?.id
    open.append((element.kind, depth, id))
    return parent
  }

  /// Begins a part, which has headings of its own; the content goes on with those it had.
  private mutating func enter(_ next: DocumentPart) {
    guard next != part else { return }
    if part == .content { content = (open, headings) }
    (open, headings) = next == .content ? content : ([], [])
    part = next
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
