package import Digests
package import Documents
package import Pipeline

// The one place where values become payloads; read it as the list of ports.

extension PortType {
  package static let elements = PortType("elements")
  package static let chunks = PortType("chunks")
}

/// A document as typed elements in reading order.
package struct Elements: Payload {
  package static let port = PortType.elements

  /// The elements, and what the document says of itself.
  package var document: ParsedDocument
  package var elements: [Element] { document.elements }
  /// What the document calls itself: its first title, where it has one.
  package var title: String? {
    elements.first { $0.kind == .title && $0.part == .content }?.labelledText
      ?? document.facts.title
  }

  package init(_ document: ParsedDocument) { self.document = document }
  package init(_ elements: [Element]) { document = ParsedDocument(elements) }

  package var itemCount: Int { elements.count }
  package var characterCount: Int { elements.reduce(0) { $0 + $1.text.unicodeScalars.count } }
  package var sums: [(name: String, count: Int)] { document.ledger.amounts }

  package func encode(into writer: inout RecordWriter) {
    writer.write(document)
  }

  package init(from reader: inout RecordReader) throws(RecordError) {
    document = try reader.parsedDocument()
  }
}

/// A document cut into chunks.
package struct Chunks: Payload {
  package static let port = PortType.chunks
  package static let givesIdentities = true

  package var title: String?
  package var chunks: [Chunk]

  package init(title: String?, chunks: [Chunk]) {
    self.title = title
    self.chunks = chunks
  }

  package var itemCount: Int { chunks.count }
  package var characterCount: Int { chunks.reduce(0) { $0 + $1.text.unicodeScalars.count } }

  package func encode(into writer: inout RecordWriter) {
    writer.write(title) { $0.write($1) }
    writer.write(chunks) { $0.write($1) }
  }

  package init(from reader: inout RecordReader) throws(RecordError) {
    title = try reader.optional { (reader) throws(RecordError) in try reader.text() }
    chunks = try reader.list { (reader) throws(RecordError) in try reader.chunk() }
  }

  package func identities(in document: DocumentIdentity) -> [[UInt8]] {
    ids(in: document).map(\.bytes)
  }

  /// The id of each chunk: of its document, the titles above it and its text, so that a change in one
  /// part of a document leaves the ids of the others as they were.
  package func ids(in document: DocumentIdentity) -> [StableID] {
    var seen: [Digest: Int] = [:]
    return chunks.map { chunk in
      var content = KeyHasher("chunk text")
      content.add(chunk.kind.rawValue)
      content.add(chunk.titlePath.count)
      for title in chunk.titlePath { content.add(title) }
      content.add(chunk.text)
      let digest = content.finish()
      let occurrence = seen[digest, default: 0]
      seen[digest] = occurrence + 1
      var key = KeyHasher("chunk")
      key.add(document.source)
      key.add(document.path)
      key.add(digest)
      key.add(occurrence)
      return StableID(key.finish())
    }
  }
}
