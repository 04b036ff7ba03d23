extension Connection {
  /// Runs the closure as one unit: all of it is kept, or, when it throws, none of it.
  ///
  /// The right to write is taken at the start, so that two writers wait for each other instead of
  /// failing half-way.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try begin()
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  package func begin() throws(SQLiteError) { try execute("BEGIN IMMEDIATE") }

  package func commit() throws(SQLiteError) { try execute("COMMIT") }

  /// Gives up what was written since the beginning; SQLite may have done so already.
  package func rollBack() {
    guard isInTransaction else { return }
    // A failed rollback leaves the transaction open, and closing the connection undoes it.
    try? execute("ROLLBACK")
  }
}
