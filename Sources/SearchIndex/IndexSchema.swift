/// The tables of a search file, made to be queried with plain `sqlite3` as well.
package enum IndexSchema {
  /// The schema's version, as `PRAGMA user_version` gives it.
  package static let version: Int32 = 1
  /// "Stmp" as a number: tells a search file of ours from any other SQLite file.
  package static let applicationID: Int32 = 0x5374_6D70

  /// What stands between the titles of a path.
  package static let titleSeparator = " › "

  static let tables = """
    CREATE TABLE documents(
      id INTEGER PRIMARY KEY,
      uuid TEXT NOT NULL UNIQUE,
      source TEXT NOT NULL,
      path TEXT NOT NULL,
      title TEXT,
      format TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      chunks INTEGER NOT NULL);
    CREATE TABLE document_paths(
      document INTEGER NOT NULL REFERENCES documents(id),
      path TEXT NOT NULL,
      PRIMARY KEY(document, path)) WITHOUT ROWID;
    CREATE TABLE chunks(
      id INTEGER PRIMARY KEY,
      uuid TEXT NOT NULL UNIQUE,
      document INTEGER NOT NULL REFERENCES documents(id),
      ordinal INTEGER NOT NULL,
      kind TEXT NOT NULL,
      title_path TEXT NOT NULL,
      text TEXT NOT NULL,
      start INTEGER,
      end INTEGER,
      first_page INTEGER,
      last_page INTEGER);
    """

  static let indexes = """
    CREATE INDEX chunks_document ON chunks(document, ordinal);
    CREATE INDEX document_paths_path ON document_paths(path);
    """

  /// The full-text table of one tokenizer; its text stays in `chunks`, so nothing is stored twice.
  static func fullText(_ table: String, tokenizer: String) -> String {
    let quoted = tokenizer.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''")
    return """
      CREATE VIRTUAL TABLE \(table) USING fts5(
        title_path, text, content='chunks', content_rowid='id', tokenize='\(quoted)');
      """
  }

  /// The name of the table of a tokenizer: the first one's is `chunks_fts`.
  package static func table(_ tokenizer: String, at position: Int) -> String {
    guard position > 0 else { return "chunks_fts" }
    let word = tokenizer.split(separator: " ").first ?? "more"
    return "chunks_fts_" + word.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
