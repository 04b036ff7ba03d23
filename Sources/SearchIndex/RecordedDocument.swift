/// What an index file says of a document.
package struct RecordedDocument: Sendable, Hashable {
  package var key: String
  package var uuid: String
  package var path: String
  /// In hexadecimal.
  package var sha256: String
  /// The document's chunks in their order.
  package var chunkUUIDs: [String]
}
