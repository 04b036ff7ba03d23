import LibXML

/// The media types of a package's parts.
final class ContentTypes: OfficePart {
  private var bySuffix: [String: String] = [:]
  private(set) var byPart: [String: String] = [:]

  func type(of part: String) -> String? {
    byPart[part] ?? bySuffix[PartName.suffix(part)]
  }

  /// The types of a flat package stand at its parts.
  func add(_ type: String, of part: String) { byPart[part] = type }

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard let type = attributes.string(.contentType) else { return }
    if name == .contentDefault, let suffix = attributes.string(.fileExtension) {
      bySuffix[suffix.lowercased()] = type
    } else if name == .contentOverride, let part = attributes.string(.partName) {
      byPart[PartName.normalized(part)] = type
    }
  }
}
