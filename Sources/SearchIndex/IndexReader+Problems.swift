import SQLite

extension IndexReader {
  /// Returns what is wrong with the file, one sentence each; empty when it is sound.
  ///
  /// Everything is looked at: the database's pages and indexes, the full-text tables against the
  /// text, and the counts against each other. The file is not changed.
  package func problems() throws(IndexError) -> [String] {
    do {
      // FTS5 takes the order to check itself as something written, hence the copy.
      let copy = try Connection.privateCopy(ofFile: path)
      var problems = Self.collect { () throws(SQLiteError) in try copy.integrityCheck() }
      for table in options.tables {
        problems += Self.collect { () throws(SQLiteError) in
          try copy.execute(
            "INSERT INTO \(table.name)(\(table.name), rank) VALUES('integrity-check', 1)"
          )
          return []
        }
        problems += Self.collect { () throws(SQLiteError) in
          try disagreements(table, copy) + CanonicalForm(table, copy).problems()
        }
      }
      problems += Self.collect { () throws(SQLiteError) in try disagreements(copy) }
      return problems
    } catch {
      throw .database(error)
    }
  }

  /// Turns failures into sentences: what damage leads to depends on where it is.
  private static func collect(
    _ check: () throws(SQLiteError) -> [String]
  ) -> [String] {
    do throws(SQLiteError) {
      return try check()
    } catch {
      return [error.description]
    }
  }

  private func disagreements(
    _ table: FullTextTable,
    _ connection: Connection
  ) throws(SQLiteError) -> [String] {
    try compare(
      connection,
      "SELECT count(*) FROM \(table.name)_docsize",
      "SELECT count(*) FROM chunks"
    ) { "\(table.name) knows \($0) chunks, but there are \($1)." }
  }

  private func disagreements(_ connection: Connection) throws(SQLiteError) -> [String] {
    let chunks = "SELECT count(*) FROM chunks"
    return try compare(connection, "SELECT total(chunks) FROM documents", chunks) {
      "the documents claim \($0) chunks, but there are \($1)."
    }
      + compare(
        connection,
        "SELECT count(*) FROM chunks JOIN documents d ON d.id = document",
        chunks
      ) { "\($0) chunks belong to a document, but there are \($1)." }
      + compare(
        connection,
        "SELECT count(*) FROM document_paths JOIN documents ON id = document"
          + " WHERE position = 0",
        "SELECT count(*) FROM documents"
      ) { "there are \($0) paths of documents, but \($1) documents." }
  }

  /// Compares two numbers and returns the sentence about them if they are not the same.
  private func compare(
    _ connection: Connection,
    _ first: String,
    _ second: String,
    _ sentence: (Int64, Int64) -> String
  ) throws(SQLiteError) -> [String] {
    let left = try connection.integer(first) ?? 0
    let right = try connection.integer(second) ?? 0
    return left == right ? [] : [sentence(left, right)]
  }
}
