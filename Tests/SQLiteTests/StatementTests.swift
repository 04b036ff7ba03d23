import SQLite
import Testing

@Suite struct `Binding and reading values` {
  @Test(
    arguments: [
      .null, .integer(0), .integer(.max), .integer(.min), .integer(-1),
      .integer(9_007_199_254_740_993),
      .real(0.1), .real(-.infinity), .real(.leastNonzeroMagnitude), .text(""), .text("plain"),
      .text("a\0b\0"),
      .text("👩‍👩‍👧‍👦 é e\u{301} › \u{10FFFF}"), .text(String(repeating: "x", count: 300_000)),
      .blob([]), .blob([0, 255, 0]), .blob([UInt8](repeating: 7, count: 100_000)),
    ] as [SQLiteValue]
  )
  func roundTrip(value: SQLiteValue) throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(v)")
    try connection.run("INSERT INTO t VALUES (?)", value)
    let select = try connection.prepare("SELECT v, typeof(v) FROM t")
    try #require(try select.step())
    let back: SQLiteValue =
      switch select.text(1) {
      case "integer": .integer(select.int64(0))
      case "real": .real(select.double(0))
      case "text": .text(select.text(0))
      case "blob": .blob(select.blob(0))
      default: .null
      }
    #expect(back == value)
    #expect(select.isNull(0) == (value == .null))
    #expect(try !select.step())
  }

  @Test func `text keeps its bytes behind a zero`() throws {
    let connection = try Connection.inMemory()
    #expect(try connection.text("SELECT hex(?)", "a\0é") == "6100C3A9")
  }

  @Test func `typed binding of optionals`() throws {
    let connection = try Connection.inMemory()
    let select = try connection.prepare("SELECT ?, ?, ?, ?, ?, ?")
    try select.bind(1, nil as Int?)
    try select.bind(2, 7 as Int?)
    try select.bind(3, nil as String?)
    try select.bind(4, "x" as String?)
    try select.bind(5, nil as [UInt8]?)
    try select.bind(6, [1] as [UInt8]?)
    try #require(try select.step())
    #expect(select.optionalInt(0) == nil)
    #expect(select.optionalInt(1) == 7)
    #expect(select.optionalText(2) == nil)
    #expect(select.optionalText(3) == "x")
    #expect(select.optionalBlob(4) == nil)
    #expect(select.optionalBlob(5) == [1])
  }

  @Test func `borrowed bytes are stored and not kept`() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(v)")
    let insert = try connection.prepare("INSERT INTO t VALUES (?)")
    for bytes in [[1, 2, 3], [], [9]] as [[UInt8]] {
      try insert.run(borrowing: bytes.span, at: 1)
    }
    try insert.run()
    let stored = try connection.rows("SELECT v FROM t ORDER BY rowid") { $0.optionalBlob(0) }
    #expect(stored == [[1, 2, 3], [], [9], nil])
  }

  @Test func `blobs are lent without a copy`() throws {
    let connection = try Connection.inMemory()
    let select = try connection.prepare("SELECT x'0102FF', NULL")
    try #require(try select.step())
    #expect(select.withBlob(0) { $0.count == 3 && $0[2] == 255 })
    #expect(select.withBlob(1) { $0.isEmpty })
  }

  @Test func `values that do not fit the parameters are refused`() throws {
    let connection = try Connection.inMemory()
    let error = #expect(throws: SQLiteError.self) { try connection.run("SELECT ?, ?", 1) }
    #expect(error?.message == "1 values for 2 parameters")
  }

  @Test func `invalid UTF-8 reads with replacement characters`() throws {
    let connection = try Connection.inMemory()
    #expect(try connection.text("SELECT CAST(x'41FF42' AS TEXT)") == "A\u{FFFD}B")
  }
}

@Suite struct `Using a statement again` {
  @Test func `many rows through one statement`() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT)")
    try connection.transaction {
      let insert = try connection.prepare("INSERT INTO t VALUES (?, ?)")
      for number in 0..<100_000 {
        try insert.bind(1, number)
        try insert.bind(2, "name \(number)")
        try insert.run()
      }
    }
    #expect(connection.lastInsertRowID == 99_999)
    let select = try connection.prepare("SELECT id, name FROM t ORDER BY id")
    var next = 0
    while try select.step() {
      guard select.int(0) == next, select.text(1) == "name \(next)" else { break }
      next += 1
    }
    #expect(next == 100_000)
  }

  @Test func `it is ready again after its last row, a reset and a failure`() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(v UNIQUE); INSERT INTO t VALUES (1), (2)")
    let select = try connection.prepare("SELECT v FROM t WHERE v >= ? ORDER BY v")
    try select.bind(1, 1)
    #expect(try select.step())
    select.reset()
    try select.bind(1, 2)
    #expect(try select.step())
    #expect(select.int(0) == 2)
    #expect(try !select.step())
    try select.bind(1, 3)
    #expect(try !select.step())

    let insert = try connection.prepare("INSERT INTO t VALUES (?)")
    let error = #expect(throws: SQLiteError.self) { try insert.run(2) }
    #expect(error?.isConstraint == true)
    try insert.run(3)
    #expect(connection.changes == 1)
  }

  @Test func `one statement at a time is prepared, any number executed`() throws {
    let connection = try Connection.inMemory()
    try connection.execute(
      "-- a comment\nCREATE TABLE t(v); INSERT INTO t VALUES ('a;b');;  -- end"
    )
    #expect(try connection.text("SELECT v FROM t;  ") == "a;b")
    for sql in ["", "  -- nothing", "SELECT 1; SELECT 2", "SELECT 1\0; SELECT 2"] {
      #expect(throws: SQLiteError.self) { try connection.prepare(sql) }
    }
    #expect(throws: SQLiteError.self) { try connection.execute("SELECT 1;\0DROP TABLE t") }
  }
}
