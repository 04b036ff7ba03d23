import Digests
import Documents
import JSON
package import Pipeline
import SearchIndex
import SystemIO

/// Writes a searchable SQLite file.
package struct FullTextSink: SinkStage {
  package static let kind = "fts5"
  package static let summary = "Writes a SQLite file that can be searched with FTS5."
  package static let accepts = [PortType.chunks]

  package static let settings: [Setting<FullTextSink>] = [
    Setting("to", \.to, "The file to write.", role: .output, isRequired: true),
    Setting(
      "tokenize",
      \.tokenize,
      "FTS5 tokenizers; each makes a full-text table.",
      where: { tokenizers in !tokenizers.isEmpty && tokenizers.allSatisfy(isKnown) },
      "lists FTS5 tokenizers: 'unicode61', 'ascii', 'trigram', or 'porter' before one of them"
    ),
  ]

  package var to = ""
  package var tokenize = ["porter unicode61"]

  package init() {}

  private static func isKnown(_ tokenizer: String) -> Bool {
    var words = tokenizer.split(separator: " ")
    if words.first == "porter" { words.removeFirst() }
    return words.isEmpty
      ? tokenizer == "porter" : ["unicode61", "ascii", "trigram"].contains(words[0])
  }

  package func conflicts() -> [SettingConflict] {
    let tables = tokenize.enumerated().map { IndexSchema.table($1, at: $0) }
    guard Set(tables).count < tables.count else { return [] }
    return [SettingConflict("tokenize", "'tokenize' names two tokenizers of one kind")]
  }

  package var outputs: [OutputPath] { [OutputPath(setting: "to", path: to)] }

  package func write(_ documents: DocumentSequence, _ context: SinkContext) async throws
    -> SinkCounts
  {
    let writer = try IndexWriter(path: context.files[to] ?? to, tokenizers: tokenize)
    for index in 0..<documents.count {
      try context.advance()
      guard let chunks = try documents.payload(index) as? Chunks else {
        preconditionFailure("an fts5 sink was handed something it does not accept")
      }
      try writer.add(Self.indexed(documents.documents[index], chunks))
    }
    let counts = try writer.finish()
    return SinkCounts(documents: counts.documents, items: counts.chunks)
  }

  private static func indexed(_ document: SinkDocument, _ chunks: Chunks) -> IndexedDocument {
    let ids = chunks.ids(in: document.identity)
    return IndexedDocument(
      id: document.id.description,
      source: document.source,
      path: document.path,
      copies: document.copies,
      format: document.hint,
      bytes: document.size,
      sha256: document.hash.bytes,
      title: chunks.title,
      chunks: zip(chunks.chunks, ids).map { chunk, id in
        IndexedChunk(
          id: id.description,
          kind: chunk.kind.rawValue,
          titlePath: chunk.titlePath,
          text: chunk.text,
          start: chunk.sourceRange?.lowerBound,
          end: chunk.sourceRange?.upperBound,
          firstPage: chunk.pages?.lowerBound,
          lastPage: chunk.pages?.upperBound
        )
      }
    )
  }
}
