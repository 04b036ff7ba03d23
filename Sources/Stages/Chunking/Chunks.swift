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
    var ids = ChunkIDs()
    return chunks.map { ids.next($0, in: document) }
  }
}

extension Chunks {
  /// The ids of the parents, in their order.
  package func parentIDs(in document: DocumentIdentity) -> [StableID] {
    var ids = ChunkIDs(label: "parent chunk")
    return parents.map { ids.next($0, in: document) }
  }
}
