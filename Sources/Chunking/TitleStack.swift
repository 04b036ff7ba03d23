import Documents

/// The headings that stand above the element being read, outermost first.
///
/// Each part of a document has headings of its own, and those of the content are taken up again after
/// what stands around it.
struct TitleStack {
  /// Deeper titles count as this deep, so that no path grows with the document.
  private static let deepest = 63

  var path: [String] { (other == nil ? content : others).path }
  private var content = Levels()
  /// The part beside the content that was read last, and its headings.
  private var other: DocumentPart?
  private var others = Levels()

  private struct Levels {
    var path: [String] = []
    var depths: [Int] = []

    mutating func add(_ title: String, depth: Int) {
      while let last = depths.last, last >= depth {
        depths.removeLast()
        path.removeLast()
      }
      depths.append(depth)
      path.append(title)
    }
  }

  /// Notes an element and its text as it is shown; a title closes those of its own depth and deeper.
  mutating func pass(
    _ element: Element,
    _ text: String,
    of part: DocumentPart,
    measured measure: TextMeasure
  ) {
    if part == .content {
      other = nil
    } else if part != other {
      other = part
      others = Levels()
    }
    guard element.kind == .title, !measure.isBlank else { return }
    let depth = min(element.categoryDepth ?? 0, Self.deepest)
    let title = text.folded(measured: measure)
    if other == nil {
      content.add(title, depth: depth)
    } else {
      others.add(title, depth: depth)
    }
  }
}
