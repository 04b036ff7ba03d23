import LibXML

/// The reader of the part with the styles.
final class StylesPart: OfficePart {
  private let sheet: StyleSheet
  private var style: WordStyle?
  private var inDefaults = false
  /// How deep in properties that hold for parts of a table only.
  private var conditionalDepth = 0

  init(_ sheet: StyleSheet) { self.sheet = sheet }

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    if conditionalDepth > 0 {
      conditionalDepth += 1
      return
    }
    switch name {
    case .rPrDefault: inDefaults = true
    case .style:
      var style = WordStyle()
      style.id = attributes.string(.styleId) ?? ""
      style.isTable = attributes.equals(.type, "table")
      style.isDefault =
        attributes.has(.default) && attributes.isOn(.default)
        && attributes.equals(.type, "paragraph")
      self.style = style
    case .tblStylePr:
      if attributes.equals(.type, "firstRow") { style?.marksFirstRow = true }
      conditionalDepth = 1
    case .pPrChange, .rPrChange: conditionalDepth = 1
    case .lang:
      if inDefaults { sheet.language = attributes.string(.val) }
      style?.language = attributes.string(.val)
    case .name: style?.name = (attributes.string(.val) ?? "").lowercased()
    case .basedOn: style?.basedOn = attributes.string(.val)
    case .outlineLvl: style?.outlineLevel = attributes.integer(.val).map { max(0, min($0, 9)) }
    case .numId: style?.numberingID = attributes.integer(.val)
    case .ilvl: style?.numberingLevel = attributes.integer(.val).map { max(0, min($0, 8)) }
    case .sz:
      guard let size = attributes.integer(.val), size > 0 else { break }
      if inDefaults { sheet.defaultSize = size }
      style?.size = size
    case .b: style?.bold = attributes.isOn()
    case .i: style?.italic = attributes.isOn()
    case .vanish: style?.hidden = attributes.isOn()
    case .pageBreakBefore: style?.pageBreakBefore = attributes.isOn()
    default: break
    }
  }

  override func close(_ name: OfficeName) {
    if conditionalDepth > 0 {
      conditionalDepth -= 1
      return
    }
    switch name {
    case .rPrDefault: inDefaults = false
    case .style:
      if let style { sheet.add(style) }
      style = nil
    default: break
    }
  }
}
