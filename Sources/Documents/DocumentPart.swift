/// The part of a document that an element belongs to: no heading and no chunk reaches beyond it.
package enum DocumentPart: Sendable, Hashable {
  case content
  /// What stands around the content.
  case boilerplate
  /// A file inside of the document, by the names that lead to it.
  case attachment([String])
}

extension Element {
  package var part: DocumentPart {
    guard hasDetails else { return .content }
    if let attachment { return .attachment(attachment.path) }
    guard let role, BoilerplateRole(rawValue: role) != nil else { return .content }
    return .boilerplate
  }
}
