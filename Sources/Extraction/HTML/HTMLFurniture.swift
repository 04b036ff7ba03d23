import Documents
import LibXML

/// What the names that authors give to parts of a page say of them.
enum HTMLFurniture {
  case advertisement
  /// Something about cookies or a newsletter that lies over the page.
  case consent
  /// Ways to other pages.
  case links(BoilerplateRole)

  var role: BoilerplateRole {
    if case .links(let role) = self { role } else { .boilerplate }
  }

  /// Reads the class and the id of an element word by word.
  static func kind(of tree: HTMLTree, _ index: Int) -> HTMLFurniture? {
    guard tree.hasAttributes(index) else { return nil }
    for name in [HTMLAttributeName.class, .id] {
      guard let value = tree.attribute(name, of: index), value.utf8.count < 1_000 else { continue }
      for word in words(value) {
        if let kind = kinds[word] { return kind }
      }
    }
    return nil
  }

  /// Cuts at signs and where small letters are followed by a capital.
  private static func words(_ value: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasSmall = false
    for byte in value.utf8 {
      let isCapital = (0x41...0x5A).contains(byte)
      let isSmall = (0x61...0x7A).contains(byte)
      if !(isCapital || isSmall) || (isCapital && wasSmall) {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      }
      if isCapital || isSmall { word.append(byte | 0x20) }
      wasSmall = isSmall
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static let kinds: [String: HTMLFurniture] = {
    let groups: [(HTMLFurniture, String)] = [
      (.advertisement, "ad ads advert advertisement adsense sponsored banner"),
      (.consent, "cookie cookies consent gdpr newsletter popup subscribe paywall"),
      (
        .links(.navigation),
        "nav navbar navbox navigation menu submenu sidenav breadcrumb breadcrumbs pagination pager "
          + "paginator toolbar skip skiplinks sitemap"
      ),
      (.links(.header), "masthead topbar"),
      (.links(.footer), "footer"),
      (.links(.aside), "sidebar widget"),
      (.links(.boilerplate), "share sharing social related tags catlinks recommended"),
    ]
    var kinds: [String: HTMLFurniture] = [:]
    for (kind, words) in groups {
      for word in words.split(separator: " ") { kinds[String(word)] = kind }
    }
    return kinds
  }()
}
