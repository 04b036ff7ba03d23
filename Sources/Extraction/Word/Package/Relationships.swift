import LibXML

/// What a part of a package leads to, by the ids it uses.
final class Relationships: OfficePart {
  struct Relationship {
    var id: String
    /// The last word of its type, such as "styles".
    var type: String
    /// The part, or the address where it lies outside.
    var target: String
    var isExternal: Bool
  }

  private(set) var all: [Relationship] = []
  private var byID: [String: Int] = [:]
  private let part: String

  /// Collects the relationships of a part; the empty name is the package's own.
  init(of part: String) { self.part = part }

  subscript(id: String) -> Relationship? { byID[id].map { all[$0] } }

  func first(_ type: String) -> Relationship? {
    all.first { $0.type == type && !$0.isExternal }
  }

  override func open(_ name: OfficeName, _ attributes: borrowing XMLAttributes) {
    guard name == .relationship, let id = attributes.string(.plainId),
      let target = attributes.string(.target), all.count < 1 << 16
    else { return }
    let type = attributes.string(.plainType) ?? ""
    let isExternal = attributes.equals(.targetMode, "External")
    let relationship = Relationship(
      id: id,
      type: type.split(separator: "/").last.map(String.init) ?? "",
      target: isExternal ? target : PartName.resolved(target, from: part),
      isExternal: isExternal
    )
    guard byID[id] == nil else { return }
    byID[id] = all.count
    all.append(relationship)
  }
}
