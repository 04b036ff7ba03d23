import CSQLite

/// A compiled statement, to be bound, stepped and used again.
///
/// Parameters count from 1 and columns from 0, as in SQLite. Bound values stay until they are
/// replaced. After the last row, and after a failure, the statement is ready for the next use.
package final class Statement {
  package let sql: String
  /// Also keeps the connection alive.
  let connection: Connection
  private(set) var handle: OpaquePointer?

  private init(_ handle: OpaquePointer, sql: String, connection: Connection) {
    self.handle = handle
    self.sql = sql
    self.connection = connection
    connection.register(self)
  }

  deinit {
    connection.unregister(self)
    finalize()
  }

  func finalize() {
    sqlite3_finalize(handle)
    handle = nil
  }

  /// Compiles the first statement of the text and returns it with the text that follows it.
  static func first(
    of text: Substring,
    on connection: Connection,
    persistent: Bool
  ) throws(SQLiteError) -> (Statement, rest: Substring)? {
    let flags = persistent ? csqlite_prepare_persistent : 0
    var rest = text
    while !rest.isEmpty {
      var source = String(rest)
      var handle: OpaquePointer?
      var used = 0
      let code = source.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          var tail: UnsafePointer<CChar>?
          let code = sqlite3_prepare_v3(
            connection.handle,
            characters.baseAddress,
            Int32(clamping: characters.count),
            flags,
            &handle,
            &tail
          )
          if let tail, let start = characters.baseAddress { used = tail - start }
          return code
        }
      }
      guard code == SQLITE_OK else {
        throw connection.failure(.prepare, code: code, sql: source)
      }
      let bytes = rest.utf8
      let end = bytes.index(bytes.startIndex, offsetBy: used)
      let sql = String(rest[..<end])
      let tail = rest[end...]
      if let handle { return (Statement(handle, sql: sql, connection: connection), tail) }
      // Only blanks or a comment so far, or a zero byte, beyond which SQLite does not read.
      guard used > 0 else {
        throw SQLiteError(
          action: .prepare,
          code: SQLITE_MISUSE,
          message: "there is a zero byte in the statement",
          sql: source,
          path: connection.path
        )
      }
      rest = tail
    }
    return nil
  }

  /// Moves to the next row; false when there is none.
  package func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW:
      return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      let error = failure(code)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Gives up the remaining rows and makes the statement ready for new values.
  package func reset() { sqlite3_reset(handle) }

  /// Runs the statement to its end with the values that are bound.
  package func run() throws(SQLiteError) {
    while try step() {}
  }

  /// Runs the statement to its end with these values for its parameters.
  package func run(_ values: SQLiteValue...) throws(SQLiteError) {
    try bind(values)
    try run()
  }

  func failure(_ code: Int32) -> SQLiteError {
    let reads = handle != nil && sqlite3_stmt_readonly(handle) != 0
    return connection.failure(reads ? .read : .write, code: code, sql: sql)
  }
}
