import Documents

/// Finds what each element belongs under: the heading, or the list item, and all headings above.
struct ParentStack {
  private var open: [(kind: ElementKind, depth: Int, id: ElementID)] = []
  /// The headings that are open, outermost first, each with its depth.
  private var headings: [(depth: Int, text: String)] = []
  /// Whether there are other headings now than when the path was made.
  private var isStale = false

  /// The texts of the headings above the element that was placed last.
  private(set) var headingPath: [String] = []
  /// How often the path was another one.
  private(set) var pathNumber = 0

  /// The part of the document that is being read, and what stood above in the content before it.
  private var part = DocumentPart.content
  private var content:
    (open: [(kind: ElementKind, depth: Int, id: ElementID)], headings: [(depth: Int, text: String)]) =
      ([], [])

  mutating func place(_ element: Element, id: ElementID) -> ElementID? {
    enter(element.part)
    let depth = element.categoryDepth ?? 0
    if element.kind == .title {
      while let last = headings.last, last.depth >= depth {
        headings.removeLast()
        isStale = true
      }
    }
    if isStale {
      headingPath = headings.map(\.text)
      pathNumber += 1
      isStale = false
    }
    if element.kind == .title {
      headings.append((depth, element.labelledText))
      isStale = true
    }
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
    isStale = true
    part = next
  }

  private static func may(
    _ parent: ElementKind,
    _ parentDepth: Int,
    hold child: ElementKind,
    _ depth: Int
  ) -> Bool {
    if parent == child { return parentDepth < depth }
    return switch parent {
    case .title: isBody(child)
    case .header: child == .title || isBody(child)
    default: false
    }
  }

  private static func isBody(_ kind: ElementKind) -> Bool {
    switch kind {
    case .narrativeText, .uncategorizedText, .listItem, .table, .figureCaption, .checkBox,
      .codeSnippet, .image, .formula, .address, .emailAddress, .documentData:
      true
    default: false
    }
  }
}
