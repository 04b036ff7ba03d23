/// How much there is in an index.
package struct IndexCounts: Sendable, Hashable {
  package var documents: Int
  package var chunks: Int
  /// Unicode scalars in the text of all chunks.
  package var characters: Int

  package init(documents: Int, chunks: Int, characters: Int) {
    self.documents = documents
    self.chunks = chunks
    self.characters = characters
  }
}
