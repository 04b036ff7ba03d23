import CSQLite

extension Connection {
  package func userVersion() throws(SQLiteError) -> Int32 {
    Int32(truncatingIfNeeded: try integer("PRAGMA user_version") ?? 0)
  }

  package func setUserVersion(_ version: Int32) throws(SQLiteError) {
    try execute("PRAGMA user_version = \(version)")
  }

  package func applicationID() throws(SQLiteError) -> Int32 {
    Int32(truncatingIfNeeded: try integer("PRAGMA application_id") ?? 0)
  }

  package func setApplicationID(_ identifier: Int32) throws(SQLiteError) {
    try execute("PRAGMA application_id = \(identifier)")
  }

  /// Moves everything in the write-ahead log to the database and empties the log.
  package func checkpointTruncating() throws(SQLiteError) {
    let code =
      handle == nil
      ? SQLITE_MISUSE
      : sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    guard code == SQLITE_OK else {
      throw failure(.write, code: code, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// Returns what is wrong with the file, one line each; empty when it is sound.
  package func integrityCheck() throws(SQLiteError) -> [String] {
    try problems("PRAGMA integrity_check")
  }

  /// Returns what is wrong with the file, leaving out whether indexes agree with their tables.
  package func quickCheck() throws(SQLiteError) -> [String] {
    try problems("PRAGMA quick_check")
  }

  private func problems(_ sql: String) throws(SQLiteError) -> [String] {
    let lines = try rows(sql) { $0.text(0) }
    return lines == ["ok"] ? [] : lines
  }
}
