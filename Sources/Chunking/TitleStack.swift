import Documents

/// The headings that stand above the element being read, outermost first.
struct TitleStack {
  /// Deeper titles count as this deep, so that no path grows with the document.
  private static let deepest = 63

  private(set) var path: [String] = []
  private var depths: [Int] = []

  /// Notes an element; a title closes those of its own depth and deeper.
  mutating func pass(_ element: Element, measured measure: TextMeasure) {
    guard element.kind == .title, !measure.isBlank else { return }
    let depth = min(element.categoryDepth ?? 0, Self.deepest)
    while let last = depths.last, last >= depth {
      depths.removeLast()
      path.removeLast()
    }
    var title = ""
    title.append(folding: element.text, measured: measure)
    depths.append(depth)
    path.append(title)
  }
}
