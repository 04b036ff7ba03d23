package import SQLite

/// Something that a search found.
package struct SearchHit: Sendable {
  package var id: String
  package var document: String
  package var path: String
  package var copies: [String]
  package var titlePath: String
  package var ordinal: Int
  package var firstPage: Int?
  package var score: Double
  /// A piece of the text with the found words between the marks that were asked for.
  package var snippet: String
  package var text: String
}

/// Reads a search file.
package final class IndexReader {
  private let connection: Connection
  package let path: String

  package init(path: String) throws(SQLiteError) {
    self.path = path
    connection = try Connection(path: path, mode: .readOnly)
  }

  /// Whether the file is one of ours.
  package func isSearchFile() throws(SQLiteError) -> Bool {
    try connection.applicationID() == IndexSchema.applicationID
  }

  /// Finds the best chunks; title words count for more than words of the text.
  package func search(
    _ query: QueryText,
    limit: Int,
    marks: (open: String, close: String)
  ) throws(SQLiteError) -> [SearchHit] {
    let hits = try connection.rows(
      """
      SELECT c.uuid, d.uuid, d.path, c.title_path, c.ordinal, c.first_page,
        -bm25(chunks_fts, 3.0, 1.0) AS score,
        snippet(chunks_fts, 1, ?2, ?3, '…', 40), c.text, d.id
      FROM chunks_fts
      JOIN chunks c ON c.id = chunks_fts.rowid JOIN documents d ON d.id = c.document
      WHERE chunks_fts MATCH ?1 ORDER BY score DESC, c.id LIMIT ?4
      """,
      SQLiteValue(query.expression),
      SQLiteValue(marks.open),
      SQLiteValue(marks.close),
      SQLiteValue(limit)
    ) { row in
      (
        SearchHit(
          id: row.text(0),
          document: row.text(1),
          path: row.text(2),
          copies: [],
          titlePath: row.text(3),
          ordinal: row.int(4),
          firstPage: row.optionalInt(5),
          score: row.double(6),
          snippet: row.text(7),
          text: row.text(8)
        ), row.int64(9)
      )
    }
    var result: [SearchHit] = []
    for (hit, document) in hits {
      var hit = hit
      hit.copies = try connection.rows(
        "SELECT path FROM document_paths WHERE document = ? AND path <> ? ORDER BY path",
        SQLiteValue(document),
        SQLiteValue(hit.path)
      ) { $0.text(0) }
      result.append(hit)
    }
    return result
  }

  /// A document of the index, as verification needs it.
  package struct Entry: Sendable, Hashable {
    package var id: String
    package var path: String
    package var sha256: String
    package var paths: [String]
    package var chunks: [String]
  }

  /// All documents in the order of source and path, each with the ids of its chunks.
  package func documents(_ visit: (Entry) throws -> Void) throws {
    let chunkRows = try connection.prepare(
      "SELECT uuid FROM chunks WHERE document = ? ORDER BY ordinal"
    )
    let pathRows = try connection.prepare(
      "SELECT path FROM document_paths WHERE document = ? ORDER BY path"
    )
    let rows = try connection.prepare(
      "SELECT id, uuid, path, sha256 FROM documents ORDER BY source, path"
    )
    while try rows.step() {
      func column(_ statement: Statement) throws -> [String] {
        defer { statement.reset() }
        try statement.bind(1, rows.int64(0))
        var values: [String] = []
        while try statement.step() { values.append(statement.text(0)) }
        return values
      }
      try visit(
        Entry(
          id: rows.text(1),
          path: rows.text(2),
          sha256: rows.text(3),
          paths: try column(pathRows),
          chunks: try column(chunkRows)
        )
      )
    }
  }

  package func counts() throws(SQLiteError) -> (documents: Int, chunks: Int) {
    (
      Int(try connection.integer("SELECT count(*) FROM documents") ?? 0),
      Int(try connection.integer("SELECT count(*) FROM chunks") ?? 0)
    )
  }

  /// What SQLite and FTS5 themselves find wrong, looked for in a private copy of the file.
  package static func problems(ofFile path: String) throws(SQLiteError) -> [String] {
    let copy = try Connection.privateCopy(ofFile: path)
    var problems = try copy.integrityCheck().filter { $0 != "ok" }
    let tables = try copy.rows(
      "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%' ORDER BY name"
    ) { $0.text(0) }
    for table in tables {
      do throws(SQLiteError) {
        try copy.execute("INSERT INTO \(table)(\(table), rank) VALUES('integrity-check', 1)")
      } catch {
        problems.append("\(table): \(error.message)")
      }
    }
    return problems
  }
}
