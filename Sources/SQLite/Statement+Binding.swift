import CSQLite

extension Statement {
  package var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

  package func bind(_ index: Int, _ value: Int64) throws(SQLiteError) {
    try check(sqlite3_bind_int64(handle, Int32(index), value))
  }

  package func bind(_ index: Int, _ value: Int) throws(SQLiteError) {
    try check(sqlite3_bind_int64(handle, Int32(index), Int64(value)))
  }

  package func bind(_ index: Int, _ value: Double) throws(SQLiteError) {
    try check(sqlite3_bind_double(handle, Int32(index), value))
  }

  /// Binds text with its exact bytes, zero bytes among them.
  package func bind(_ index: Int, _ value: String) throws(SQLiteError) {
    var value = value
    let code = value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // A null pointer would bind null in place of the empty text.
        characters.isEmpty
          ? csqlite_bind_text_copy(handle, Int32(index), "", 0)
          : csqlite_bind_text_copy(
            handle,
            Int32(index),
            characters.baseAddress,
            UInt64(characters.count)
          )
      }
    }
    try check(code)
  }

  package func bind(_ index: Int, _ value: [UInt8]) throws(SQLiteError) {
    try bind(index, value.span)
  }

  /// Binds a copy of the bytes.
  package func bind(_ index: Int, _ value: Span<UInt8>) throws(SQLiteError) {
    let code = value.withUnsafeBytes { bytes in
      bytes.isEmpty
        ? sqlite3_bind_zeroblob(handle, Int32(index), 0)
        : csqlite_bind_blob_copy(
          handle,
          Int32(index),
          bytes.baseAddress,
          UInt64(bytes.count)
        )
    }
    try check(code)
  }

  package func bindNull(_ index: Int) throws(SQLiteError) {
    try check(sqlite3_bind_null(handle, Int32(index)))
  }

  package func bind(_ index: Int, _ value: Int?) throws(SQLiteError) {
    guard let value else { return try bindNull(index) }
    try bind(index, value)
  }

  package func bind(_ index: Int, _ value: String?) throws(SQLiteError) {
    guard let value else { return try bindNull(index) }
    try bind(index, value)
  }

  package func bind(_ index: Int, _ value: [UInt8]?) throws(SQLiteError) {
    guard let value else { return try bindNull(index) }
    try bind(index, value)
  }

  package func bind(_ index: Int, _ value: SQLiteValue) throws(SQLiteError) {
    switch value {
    case .null: try bindNull(index)
    case .integer(let integer): try bind(index, integer)
    case .real(let real): try bind(index, real)
    case .text(let text): try bind(index, text)
    case .blob(let bytes): try bind(index, bytes)
    }
  }

  /// Binds all parameters at once.
  package func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
    guard values.count == parameterCount || handle == nil else {
      let message = "\(values.count) values for \(parameterCount) parameters"
      throw SQLiteError(
        action: .prepare,
        code: SQLITE_RANGE,
        message: message,
        sql: sql,
        path: connection.path
      )
    }
    for (index, value) in values.enumerated() { try bind(index + 1, value) }
  }

  /// Runs the statement with bytes that SQLite reads where they are, without a copy.
  ///
  /// The parameter is null afterwards.
  package func run(borrowing bytes: Span<UInt8>, at index: Int) throws(SQLiteError) {
    guard !bytes.isEmpty else {
      try bind(index, bytes)
      return try run()
    }
    let failure = bytes.withUnsafeBytes { bytes -> SQLiteError? in
      do throws(SQLiteError) {
        try check(
          csqlite_bind_blob_borrowed(
            handle,
            Int32(index),
            bytes.baseAddress,
            UInt64(bytes.count)
          )
        )
        defer { sqlite3_bind_null(handle, Int32(index)) }
        try run()
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  private func check(_ code: Int32) throws(SQLiteError) {
    guard code == SQLITE_OK else { throw failure(code) }
  }
}
