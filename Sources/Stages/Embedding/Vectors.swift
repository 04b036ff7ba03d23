package import ModelFiles
package import Pipeline
package import Transformers

/// A document's chunks, each with a vector.
package struct Vectors: Payload {
  package static let port = PortType.vectors
  package static let givesIdentities = true

  package var chunks: Chunks
  package var space: VectorSpace
  /// The vectors in the order of the chunks, `space.size` bytes each.
  package var bytes: [UInt8]
  package var tally: EmbeddingTally

  package init(chunks: Chunks, space: VectorSpace, bytes: [UInt8], tally: EmbeddingTally) {
    self.chunks = chunks
    self.space = space
    self.bytes = bytes
    self.tally = tally
  }

  package var itemCount: Int { chunks.chunks.count }
  package var characterCount: Int { chunks.characterCount }
  package var sums: [(name: String, count: Int)] { tally.amounts }

  package func identities(in document: DocumentIdentity) -> [[UInt8]] {
    chunks.identities(in: document)
  }

  /// The bytes of one chunk's vector.
  package func vector(_ index: Int) -> ArraySlice<UInt8> {
    bytes[index * space.size..<(index + 1) * space.size]
  }
}

extension Payload {
  /// The chunks, where it has such, with vectors or without.
  var itsChunks: Chunks? { self as? Chunks ?? (self as? Vectors)?.chunks }
}

/// What the vectors of a stage have in common.
package struct VectorSpace: Sendable, Hashable {
  package var form: VectorForm
  package var dimensions: Int
  /// How they are meant to be compared.
  package var similarity: Similarity

  package init(form: VectorForm, dimensions: Int, similarity: Similarity) {
    self.form = form
    self.dimensions = dimensions
    self.similarity = similarity
  }

  /// The bytes of one vector.
  package var size: Int { dimensions * form.size }
}

/// How much was embedded, and what was too long for it.
package struct EmbeddingTally: Sendable, Hashable {
  package var tokens = 0
  /// Texts of which only the beginning was embedded, and the tokens that were left out.
  package var cutTexts = 0
  package var cutTokens = 0
  /// Texts that were embedded in pieces.
  package var splitTexts = 0

  package init() {}

  mutating func add(_ counts: TokenCounts) {
    tokens += counts.read
    cutTokens += counts.cut
    if counts.cut > 0 { cutTexts += 1 }
    if counts.pieces > 1 { splitTexts += 1 }
  }

  /// Its amounts that are not zero, each by the name that reports use.
  var amounts: [(name: String, count: Int)] {
    [
      ("tokens", tokens), ("cut_texts", cutTexts), ("cut_tokens", cutTokens),
      ("split_texts", splitTexts),
    ].filter { $0.1 != 0 }
  }
}
