import InvertedIndex
import SQLite

/// Cuts the text of documents into words, the greater part of the work of indexing.
///
/// It keeps working memory, so each task needs its own; what they make goes to one writer.
package final class DocumentPreparer {
  private let tokenizers: [FullTextTokenizer]
  private let collector = PostingCollector()

  package init(_ options: IndexOptions) throws(IndexError) {
    do {
      var tokenizers: [FullTextTokenizer] = []
      for tokenizer in options.tokenizers { tokenizers.append(try FullTextTokenizer(tokenizer)) }
      self.tokenizers = tokenizers
    } catch {
      throw .database(error)
    }
  }

  package func prepare(_ document: IndexedDocument) throws(IndexError) -> PreparedDocument {
    do {
      var postings: [Postings] = []
      for tokenizer in tokenizers { postings.append(try collect(document, with: tokenizer)) }
      return PreparedDocument(document: document, postings: postings)
    } catch {
      throw .database(error)
    }
  }

  private func collect(
    _ document: IndexedDocument,
    with tokenizer: FullTextTokenizer
  ) throws(SQLiteError) -> Postings {
    let collector = collector
    for chunk in document.chunks {
      collector.beginRow()
      collector.beginColumn(0)
      try tokenizer.tokenize(chunk.joinedTitlePath) { collector.add($0, colocated: $1) }
      collector.beginColumn(1)
      try tokenizer.tokenize(chunk.text) { collector.add($0, colocated: $1) }
    }
    return collector.finish()
  }
}
