/// The titles of a document, and how deep each is once all of them are known.
struct TitleOutline {
  private var titles: [(element: Int, style: TitleStyle, hasSubtitle: Bool)] = []

  /// Notes that an element is a title; one with a subtitle has text right below it.
  mutating func add(_ element: Int, _ style: TitleStyle, hasSubtitle: Bool) {
    titles.append((element, style, hasSubtitle))
  }

  /// The elements that are titles, with their depths.
  ///
  /// Underlines rank by first appearance, then come capitals, numbers by their levels, and
  /// lines that merely stand alone. A title is one deeper than the last that outranks it, so no
  /// level is skipped.
  func depths() -> [(element: Int, depth: Int)] {
    var underlines: [TitleStyle] = []
    var open: [Int] = []
    return titles.enumerated().map { place, title in
      if case .underlined = title.style, !underlines.contains(title.style) {
        underlines.append(title.style)
      }
      let rank = place == 0 && isDocumentTitle ? 0 : Self.rank(title.style, underlines)
      while let last = open.last, last >= rank { open.removeLast() }
      open.append(rank)
      return (title.element, open.count - 1)
    }
  }

  private static func rank(_ style: TitleStyle, _ underlines: [TitleStyle]) -> Int {
    switch style {
    case .underlined: 1 + (underlines.firstIndex(of: style) ?? 0)
    case .capitals: 1_000
    case .numbered(let levels): 1_000 + levels
    case .plain: 2_000
    }
  }

  /// Whether the first title names the document and so stands above all others.
  ///
  /// It has to be the first element, and be unlike the rest: in a style of its own, with a
  /// subtitle, or right before another of its style.
  private var isDocumentTitle: Bool {
    guard let first = titles.first, first.element == 0 else { return false }
    if case .numbered = first.style { return false }
    if first.hasSubtitle { return true }
    guard let alike = titles.dropFirst().first(where: { $0.style == first.style }) else {
      return true
    }
    return alike.element == 1
  }
}
