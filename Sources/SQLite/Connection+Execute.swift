import CSQLite

extension Connection {
  /// Runs any number of statements separated by semicolons, passing over the rows they give.
  package func execute(_ sql: String) throws(SQLiteError) {
    var rest = sql[...]
    while let (statement, tail) = try Statement.first(of: rest, on: self, persistent: false) {
      while try statement.step() {}
      rest = tail
    }
  }

  /// Compiles one statement for repeated use.
  package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    guard let (statement, tail) = try Statement.first(of: sql[...], on: self, persistent: true)
    else {
      throw SQLiteError(
        action: .prepare,
        code: SQLITE_MISUSE,
        message: "there is no statement",
        sql: sql,
        path: path
      )
    }
    guard tail.allSatisfy(\.isWhitespace) else {
      throw SQLiteError(
        action: .prepare,
        code: SQLITE_MISUSE,
        message: "there is more than one statement",
        sql: sql,
        path: path
      )
    }
    return statement
  }

  /// Runs one statement once with the values given.
  package func run(_ sql: String, _ values: SQLiteValue...) throws(SQLiteError) {
    let statement = try prepare(sql)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Makes another file's tables readable under a name of their own, as long as nobody writes it.
  package func attachImmutable(path: String, as name: String) throws(SQLiteError) {
    let file = OpenMode.readOnlyImmutable.name(for: path)
    try run("ATTACH ? AS \(name)", .text(file))
  }

  /// Collects what the closure reads from each row.
  package func rows<Row>(
    _ sql: String,
    _ values: SQLiteValue...,
    read: (Statement) -> Row
  ) throws(SQLiteError) -> [Row] {
    let statement = try prepare(sql)
    try statement.bind(values)
    var rows: [Row] = []
    while try statement.step() { rows.append(read(statement)) }
    return rows
  }

  /// Returns the first column of the first row, nil when there is no row or it holds null.
  package func integer(_ sql: String, _ values: SQLiteValue...) throws(SQLiteError) -> Int64? {
    let statement = try prepare(sql)
    try statement.bind(values)
    return try statement.step() ? statement.optionalInt64(0) : nil
  }

  /// Returns the first column of the first row, nil when there is no row or it holds null.
  package func text(_ sql: String, _ values: SQLiteValue...) throws(SQLiteError) -> String? {
    let statement = try prepare(sql)
    try statement.bind(values)
    return try statement.step() ? statement.optionalText(0) : nil
  }

  /// The number of rows that the latest insert, update or delete touched.
  package var changes: Int { handle == nil ? 0 : Int(sqlite3_changes64(handle)) }

  package var lastInsertRowID: Int64 {
    handle == nil ? 0 : sqlite3_last_insert_rowid(handle)
  }

  /// The version of SQLite in use, such as "3.40.1".
  package static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  package var isInTransaction: Bool { handle != nil && sqlite3_get_autocommit(handle) == 0 }
}
