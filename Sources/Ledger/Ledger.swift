package import SQLite

/// The memory of a pipeline: which documents there are, what became of each, what was published.
///
/// One writer at a time, kept to one task by its owner; a killed process leaves it consistent.
package final class Ledger {
  package let path: String
  let connection: Connection
  let statements: LedgerStatements

  /// Opens the ledger, making it when there is none.
  ///
  /// A ledger of another schema version is emptied: nothing in it cannot be found out again.
  package init(path: String) throws(SQLiteError) {
    self.path = path
    connection = try Connection(path: path, mode: .readWriteCreate)
    try connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    let version = try connection.userVersion()
    if version != LedgerSchema.version {
      try Self.create(on: connection, replacing: version != 0)
    }
    statements = try LedgerStatements(connection)
  }

  /// Opens an existing ledger without the wish to change it; nil where there is none.
  package init?(readingAt path: String) throws(SQLiteError) {
    do throws(SQLiteError) {
      connection = try Connection(path: path, mode: .readOnly)
    } catch {
      if error.cannotOpen { return nil }
      throw error
    }
    self.path = path
    guard try connection.userVersion() == LedgerSchema.version else { return nil }
    statements = try LedgerStatements(connection)
  }

  private static func create(on connection: Connection, replacing: Bool) throws(SQLiteError) {
    try connection.begin()
    if replacing {
      let tables = try connection.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      ) { $0.text(0) }
      for table in tables { try connection.execute("DROP TABLE \"\(table)\"") }
    }
    try connection.execute(LedgerSchema.tables)
    try connection.setUserVersion(LedgerSchema.version)
    try connection.commit()
  }

  package func begin() throws(SQLiteError) {
    if !connection.isInTransaction { try connection.begin() }
  }

  package func commit() throws(SQLiteError) {
    if connection.isInTransaction { try connection.commit() }
  }

  package var isInTransaction: Bool { connection.isInTransaction }

  /// Gives up what was recorded since the last commit.
  package func rollBack() {
    statements.reset()
    connection.rollBack()
  }

  /// Folds the write-ahead log back, so that nothing but the ledger itself is left on disk.
  ///
  /// At rest it is an ordinary database: one with a log could only be read where its reader may write.
  package func close() throws(SQLiteError) {
    try commit()
    statements.reset()
    do throws(SQLiteError) {
      try connection.execute("PRAGMA journal_mode = DELETE")
    } catch {
      // Somebody is reading it; the next run has another chance.
      if !error.isBusy { throw error }
    }
    try connection.close()
  }

  // MARK: Facts about the whole

  package func fact(_ name: String) throws(SQLiteError) -> String? {
    try connection.text("SELECT value FROM meta WHERE name = ?", SQLiteValue(name))
  }

  package func setFact(_ name: String, _ value: String) throws(SQLiteError) {
    try connection.run(
      "INSERT INTO meta VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET value = ?2",
      SQLiteValue(name),
      SQLiteValue(value)
    )
  }

  /// All settings of a source in the last run, as canonical JSON.
  package func settings(ofSource name: String) throws(SQLiteError) -> String? {
    try fact("settings of \(name)")
  }

  package func setSettings(_ settings: String, ofSource name: String) throws(SQLiteError) {
    try setFact("settings of \(name)", settings)
  }

  /// Counts changes of documents and contents; outputs remember the count they were made at.
  package func generation() throws(SQLiteError) -> Int {
    Int(try fact("generation") ?? "0") ?? 0
  }

  package func advanceGeneration() throws(SQLiteError) {
    try setFact("generation", String(try generation() + 1))
  }
}
