package import Chunking
package import Digests
package import Documents
package import Pipeline

/// A document cut into chunks.
package struct Chunks: Payload {
  package static let port = PortType.chunks
  package static let givesIdentities = true

  package var title: String?
  package var chunks: [Chunk]
  /// The larger chunks that they are pieces of, where such were asked for.
  package var parents: [Chunk]
  /// What the ids of the document's elements are made of.
  package var elements: ElementKeys
  package var ledger: ChunkLedger

  package init(
    title: String?,
    chunks: [Chunk],
    parents: [Chunk] = [],
    elements: ElementKeys = ElementKeys(),
    ledger: ChunkLedger = ChunkLedger()
  ) {
    self.title = title
    self.chunks = chunks
    self.parents = parents
    self.elements = elements
    self.ledger = ledger
  }

  package var itemCount: Int { chunks.count }
  package var characterCount: Int { chunks.reduce(0) { $0 + $1.text.unicodeScalars.count } }
  package var sums: [(name: String, count: Int)] { ledger.amounts }

  package func identities(in document: DocumentIdentity) -> [[UInt8]] {
    ids(in: document).map(\.bytes)
  }

  package func ids(in document: DocumentIdentity) -> [StableID] {
    var ids = ChunkIDs(document)
    return chunks.map { ids.next($0) }
  }
}

extension Chunks {
  /// The ids of the parents, in their order.
  package func parentIDs(in document: DocumentIdentity) -> [StableID] {
    var ids = ChunkIDs(document, label: "parent chunk")
    return parents.map { ids.next($0) }
  }
}

/// The ids of chunks: of their document, the titles above them and their text, so that a change in one
/// part of a document leaves the ids of the others as they were.
package struct ChunkIDs {
  private let document: DocumentIdentity
  private let label: String
  private var seen: [Digest: Int] = [:]

  package init(_ document: DocumentIdentity, label: String = "chunk") {
    self.document = document
    self.label = label
  }

  /// The id of the document's next chunk.
  package mutating func next(_ chunk: Chunk) -> StableID {
    var content = KeyHasher("\(label) text")
    content.add(chunk.kind.rawValue)
    content.add(chunk.titlePath.count)
    for title in chunk.titlePath { content.add(title) }
    content.add(chunk.text)
    let digest = content.finish()
    let occurrence = seen[digest, default: 0]
    seen[digest] = occurrence + 1
    var key = KeyHasher(label)
    key.add(document.source)
    key.add(document.path)
    key.add(digest)
    key.add(occurrence)
    return StableID(key.finish())
  }
}
