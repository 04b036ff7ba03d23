import SQLite

/// The tables of an index file.
package enum Schema {
  /// Marks the file as a search index; the letters "StSi".
  static let applicationID: Int32 = 0x5374_5369
  static let version: Int32 = 1

  /// Says what a user finds in the file.
  package static let schemaDescription = """
    documents       one row for each document, in the order of their keys: id, key, uuid, source,
                    path, format, bytes, sha256, title, chunks (how many), characters
    document_paths  every path of a document (document, position, path); position 0 is the path in
                    documents, the others are identical copies
    chunks          the pieces that a search finds, in the order of the documents: id, uuid,
                    document, ordinal, kind, start_offset, end_offset, first_page, last_page,
                    title_path (headings joined by ' › '), text
    chunks_fts      the full-text index (FTS5) over title_path and text of chunks; its rowid is
                    chunks.id, and its rank counts headings more than text
    chunks_trigram  the same by groups of three characters, if the index was made with it
    status          one row: how many documents, chunks and characters there are
    about           what the file was made with

    SELECT d.path, c.first_page, c.title_path, snippet(chunks_fts, 1, '[', ']', '…', 12)
    FROM chunks_fts JOIN chunks c ON c.id = chunks_fts.rowid JOIN documents d ON d.id = c.document
    WHERE chunks_fts MATCH 'printer AND "paper jam"' ORDER BY rank LIMIT 10;
    """

  static let tables = """
    CREATE TABLE about(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE documents(
      id INTEGER PRIMARY KEY, key TEXT NOT NULL, uuid TEXT NOT NULL, source TEXT NOT NULL,
      path TEXT NOT NULL, format TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
      title TEXT, chunks INTEGER NOT NULL, characters INTEGER NOT NULL);
    CREATE TABLE document_paths(
      document INTEGER NOT NULL REFERENCES documents(id), position INTEGER NOT NULL,
      path TEXT NOT NULL, PRIMARY KEY(document, position)) WITHOUT ROWID;
    CREATE TABLE chunks(
      id INTEGER PRIMARY KEY, uuid TEXT NOT NULL,
      document INTEGER NOT NULL REFERENCES documents(id), ordinal INTEGER NOT NULL,
      kind TEXT NOT NULL, start_offset INTEGER, end_offset INTEGER, first_page INTEGER,
      last_page INTEGER, title_path TEXT NOT NULL, text TEXT NOT NULL);
    CREATE VIEW status AS SELECT count(*) AS documents,
      coalesce(sum(chunks), 0) AS chunks, coalesce(sum(characters), 0) AS characters
      FROM documents;
    """

  /// Made last: filling an index row by row would cost more than sorting it once.
  static let indexes = """
    CREATE INDEX documents_uuid ON documents(uuid);
    CREATE INDEX document_paths_path ON document_paths(path);
    CREATE INDEX chunks_uuid ON chunks(uuid);
    CREATE INDEX chunks_document ON chunks(document);
    """

  /// What waits until the end: the added documents and their paths.
  static let spool = """
    CREATE TEMP TABLE added_documents(
      id INTEGER PRIMARY KEY, key, uuid, source, path, format, bytes, sha256, title, chunks,
      characters);
    CREATE TEMP TABLE added_paths(
      document, position, path, PRIMARY KEY(document, position)) WITHOUT ROWID;
    """

  static func fullText(_ table: FullTextTable, titleWeight: Double) -> String {
    """
    CREATE VIRTUAL TABLE \(table.name) USING fts5(title_path, text, content='chunks',
      content_rowid='id', tokenize='\(table.tokenizer.replacing("'", with: "''"))');
    INSERT INTO \(table.name)(\(table.name), rank) VALUES('rank', 'bm25(\(titleWeight), 1.0)');
    """
  }

  /// What the file was made with; two files that differ here cannot share any part.
  static func about(_ options: IndexOptions) -> [(name: String, value: String)] {
    [
      ("format", "search index, version \(version)"),
      ("page_size", "\(options.pageSize)"),
      ("sqlite", Connection.libraryVersion),
      ("title_weight", "\(options.titleWeight)"),
      ("tokenizers", options.tokenizers.joined(separator: "\n")),
    ]
  }
}
