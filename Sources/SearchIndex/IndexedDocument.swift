/// A document as the search index stores it.
package struct IndexedDocument: Sendable, Hashable {
  /// What the documents of an index are ordered by, byte by byte; no two have the same.
  package var key: String
  /// The sixteen bytes of its UUID.
  package var id: [UInt8]
  /// The name of the source it came from.
  package var source: String
  package var path: String
  /// The paths of identical copies, in the order in which they are to be listed.
  package var alsoAt: [String]
  package var format: String
  /// The length of the file.
  package var bytes: Int64
  /// The digest of the file.
  package var sha256: [UInt8]
  package var title: String?
  package var chunks: [IndexedChunk]

  package init(
    key: String,
    id: [UInt8],
    source: String,
    path: String,
    alsoAt: [String] = [],
    format: String,
    bytes: Int64,
    sha256: [UInt8],
    title: String? = nil,
    chunks: [IndexedChunk]
  ) {
    self.key = key
    self.id = id
    self.source = source
    self.path = path
    self.alsoAt = alsoAt
    self.format = format
    self.bytes = bytes
    self.sha256 = sha256
    self.title = title
    self.chunks = chunks
  }

  /// Whether a key belongs before another: by bytes, where `String` would compare characters.
  package static func key(_ key: String, precedes other: String) -> Bool {
    key.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
