/// The styles of a document.
final class StyleSheet {
  private var styles: [String: WordStyle] = [:]
  private var resolved: [String: ResolvedStyle] = [:]
  private var last: (id: String, style: ResolvedStyle)?
  private var defaultStyle: String?
  /// The language that text has unless something says otherwise.
  var language: String?
  /// The size that text has unless something says otherwise, in half points.
  var defaultSize = 20

  func add(_ style: WordStyle) {
    guard styles[style.id] == nil else { return }
    if style.isDefault { defaultStyle = style.id }
    if style.isDefault, let language = style.language { self.language = language }
    styles[style.id] = style
    (last, resolved) = (nil, [:])
  }

  /// The number of the list that a style is linked to.
  func numberingID(ofStyle id: String) -> Int? { styles[id]?.numberingID }

  /// The style with all it inherits; the default style where none is named.
  subscript(id: String?) -> ResolvedStyle {
    guard let id = id ?? defaultStyle else { return ResolvedStyle() }
    // The same style is asked for several times for each paragraph.
    if let last, last.id == id { return last.style }
    let style = resolved[id] ?? resolve(id)
    resolved[id] = style
    last = (id, style)
    return style
  }

  private func resolve(_ id: String) -> ResolvedStyle {
    var result = ResolvedStyle()
    guard styles[id] != nil else {
      // A style that nobody defines still has the name of a built-in one.
      result.role = ParagraphRole(styleName: id.lowercased()) ?? .body
      return result
    }
    var role: ParagraphRole?
    var bold: Bool?
    var italic: Bool?
    var hidden: Bool?
    var pageBreakBefore: Bool?
    var next: String? = id
    var steps = 0
    while let id = next, let style = styles[id], steps < 64 {
      steps += 1
      role = role ?? Self.role(of: style)
      if result.numberingID == nil, let number = style.numberingID {
        result.numberingID = number
        result.numberingStyle = id
      }
      if result.numberingLevel == nil { result.numberingLevel = style.numberingLevel }
      result.size = result.size ?? style.size
      bold = bold ?? style.bold
      italic = italic ?? style.italic
      hidden = hidden ?? style.hidden
      pageBreakBefore = pageBreakBefore ?? style.pageBreakBefore
      if style.marksFirstRow { result.marksFirstRow = true }
      next = style.basedOn
    }
    result.role = role ?? .body
    result.bold = bold ?? false
    result.italic = italic ?? false
    result.hidden = hidden ?? false
    result.pageBreakBefore = pageBreakBefore ?? false
    return result
  }

  /// What a style itself says of its paragraphs, inherited things apart.
  private static func role(of style: WordStyle) -> ParagraphRole? {
    guard !style.isTable else { return .body }
    let named = ParagraphRole(styleName: style.name)
    switch named {
    case nil, .heading: break
    default: return named
    }
    // Where both are given, the level is what is shown in the outline.
    guard let level = style.outlineLevel else { return named }
    return level < 9 ? .heading(level) : .body
  }
}
