import LibXML

/// The reader of the part with the document's settings.
final class SettingsPart: OfficePart {
  private(set) var hasEvenPages = false
  private(set) var language: String?

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    switch name {
    case .evenAndOddHeaders: hasEvenPages = attributes.isOn()
    case .themeFontLang: language = attributes.string(.val)
    default: break
    }
  }
}
