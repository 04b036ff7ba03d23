import LibXML

/// The reader of the part with the lists.
final class NumberingPart: OfficePart {
  private let numbering: ListNumbering
  private var definition: (id: Int, value: ListNumbering.Definition)?
  private var instance: (id: Int, value: ListNumbering.Instance)?
  private var level: (index: Int, value: NumberingLevel)?
  private var overridden = 0
  /// How deep in something that is passed over.
  private var passedDepth = 0

  init(_ numbering: ListNumbering) { self.numbering = numbering }

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    if passedDepth > 0 {
      passedDepth += 1
      return
    }
    switch name {
    // The fallback has a format that everybody knows.
    case .choice, .numberingChange, .pPrChange, .rPrChange: passedDepth = 1
    case .abstractNum:
      definition = (attributes.integer(.abstractNumId) ?? -1, ListNumbering.Definition())
    case .num:
      instance = (attributes.integer(.numId) ?? -1, ListNumbering.Instance(definition: -1))
    case .abstractNumId: instance?.value.definition = attributes.integer(.val) ?? -1
    case .numStyleLink: definition?.value.numberingStyle = attributes.string(.val)
    case .styleLink: definition?.value.styleLink = attributes.string(.val)
    case .lvlOverride: overridden = attributes.integer(.ilvl) ?? 0
    case .startOverride: instance?.value.starts[overridden] = attributes.integer(.val)
    case .lvl: level = (attributes.integer(.ilvl) ?? 0, NumberingLevel())
    default: openInLevel(name, attributes)
    }
  }

  private func openInLevel(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    switch name {
    case .start: level?.value.start = attributes.integer(.val) ?? 1
    case .numFmt: level?.value.format = attributes.string(.val) ?? "decimal"
    case .lvlText: level?.value.text = attributes.string(.val) ?? ""
    case .lvlRestart: level?.value.restart = attributes.integer(.val)
    case .isLgl: level?.value.isLegal = attributes.isOn()
    case .lvlPicBulletId: level?.value.hasPicture = true
    case .pStyle: level?.value.style = attributes.string(.val)
    case .rFonts: level?.value.font = attributes.string(.ascii) ?? attributes.string(.hAnsi)
    default: break
    }
  }

  override func close(_ name: OfficeName) {
    if passedDepth > 0 {
      passedDepth -= 1
      return
    }
    switch name {
    case .lvl:
      if let level, (0..<9).contains(level.index) {
        definition?.value.levels[level.index] = level.value
        instance?.value.levels[level.index] = level.value
      }
      level = nil
    case .abstractNum:
      if let definition { numbering.add(definition.value, definition.id) }
      definition = nil
    case .num:
      if let instance { numbering.add(instance.value, instance.id) }
      instance = nil
    default: break
    }
  }
}
