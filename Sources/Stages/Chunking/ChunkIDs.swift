package import Digests
package import Documents
package import Pipeline

/// The ids of chunks: of their document, the titles above them and their text, so that a change in one
/// part of a document leaves the ids of the others as they were.
package struct ChunkIDs {
  private let label: String
  /// How many there are so far by the beginning of the first's id, since there may be millions.
  private var seen: [UInt64: Int32] = [:]

  package init(label: String = "chunk") { self.label = label }

  /// The id of the next chunk of a document.
  package mutating func next(_ chunk: Chunk, in document: DocumentIdentity) -> StableID {
    var content = KeyHasher("\(label) text")
    content.add(chunk.kind.rawValue)
    content.add(chunk.titlePath.count)
    for title in chunk.titlePath { content.add(title) }
    content.add(chunk.text)
    let digest = content.finish()
    let first = id(document, digest, 0)
    let count = seen[first.high, default: 0]
    seen[first.high] = count + 1
    return count == 0 ? StableID(first) : StableID(id(document, digest, Int(count)))
  }

  private func id(_ document: DocumentIdentity, _ content: Digest, _ occurrence: Int) -> Digest {
    var key = KeyHasher(label)
    key.add(document.source)
    key.add(document.path)
    key.add(content)
    key.add(occurrence)
    return key.finish()
  }
}
