import InvertedIndex

/// A document with its words cut and counted, ready to be put into an index.
package struct PreparedDocument: Sendable, Hashable {
  package let document: IndexedDocument
  /// One for each of the options' tokenizers.
  let postings: [Postings]
}
