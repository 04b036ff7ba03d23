/// A document as the index takes it.
package struct IndexedDocument: Sendable {
  package var id: String
  package var source: String
  package var path: String
  /// Other paths with the same bytes.
  package var copies: [String]
  package var format: String
  package var bytes: Int64
  package var sha256: [UInt8]
  package var title: String?
  package var chunks: [IndexedChunk]

  package init(
    id: String,
    source: String,
    path: String,
    copies: [String],
    format: String,
    bytes: Int64,
    sha256: [UInt8],
    title: String?,
    chunks: [IndexedChunk]
  ) {
    self.id = id
    self.source = source
    self.path = path
    self.copies = copies
    self.format = format
    self.bytes = bytes
    self.sha256 = sha256
    self.title = title
    self.chunks = chunks
  }
}

/// A chunk as the index takes it.
package struct IndexedChunk: Sendable {
  package var id: String
  package var kind: String
  package var titlePath: [String]
  package var text: String
  package var start: Int?
  package var end: Int?
  package var firstPage: Int?
  package var lastPage: Int?

  package init(
    id: String,
    kind: String,
    titlePath: [String],
    text: String,
    start: Int? = nil,
    end: Int? = nil,
    firstPage: Int? = nil,
    lastPage: Int? = nil
  ) {
    self.id = id
    self.kind = kind
    self.titlePath = titlePath
    self.text = text
    self.start = start
    self.end = end
    self.firstPage = firstPage
    self.lastPage = lastPage
  }
}
