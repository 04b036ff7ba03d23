/// What decides, besides the documents, what an index file holds.
package struct IndexOptions: Sendable, Hashable {
  /// The tokenizers, as FTS5 declares them; each makes a table of its own.
  ///
  /// The first one's table is `chunks_fts`; the others' are named after the tokenizer, so that
  /// "trigram" makes `chunks_trigram`.
  package var tokenizers: [String]
  /// How much more a word counts in the headings than in the text.
  package var titleWeight: Double
  /// The length of a database page.
  package var pageSize: Int

  package init(
    tokenizers: [String] = ["porter unicode61"],
    titleWeight: Double = 4,
    pageSize: Int = 16_384
  ) {
    self.tokenizers = tokenizers
    self.titleWeight = titleWeight
    self.pageSize = pageSize
  }

  /// The full-text tables in the order of their tokenizers.
  var tables: [FullTextTable] {
    tokenizers.enumerated().map { index, tokenizer in
      let name = tokenizer.prefix { $0.isLetter || $0.isNumber }
      return FullTextTable(name: index == 0 ? "chunks_fts" : "chunks_\(name)", tokenizer: tokenizer)
    }
  }
}

/// One of the FTS5 tables over the chunks.
struct FullTextTable: Sendable, Hashable {
  let name: String
  let tokenizer: String

  /// How many columns are searched: the headings and the text.
  static let columns = 2
  static let trigrams = "chunks_trigram"
}
