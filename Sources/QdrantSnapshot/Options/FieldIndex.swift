package import JSON

/// A field of the payload by which the server filters.
package struct FieldIndex: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case keyword, integer, float, bool, datetime, uuid, text
  }

  /// The path of the field, with points between names.
  package var path: String
  package var kind: Kind
  /// More of the field's schema by Qdrant's names, such as `is_tenant` or `tokenizer`.
  package var parameters: [JSON.Member]

  package init(_ path: String, _ kind: Kind, parameters: [JSON.Member] = []) {
    self.path = path
    self.kind = kind
    self.parameters = parameters
  }

  package static func == (left: FieldIndex, right: FieldIndex) -> Bool {
    left.path == right.path && left.schema == right.schema
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(schema)
  }

  /// The schema as the collection and its segments declare it.
  package var schema: JSON {
    guard kind == .text || !parameters.isEmpty else { return JSON(kind.rawValue) }
    return JSON(.object([.init("type", JSON(kind.rawValue))] + parameters))
  }
}
