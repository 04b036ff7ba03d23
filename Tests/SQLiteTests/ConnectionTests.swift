import Foundation
import SQLite
import Testing

@Suite struct `Opening a database` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    "plain.sqlite", "with space.sqlite", "100%25?mode=ro#x&y.sqlite", "é ü 👍.sqlite", "a'b\"c",
  ])
  func `any file name`(name: String) throws {
    let path = folder.file(name)
    try Connection(path: path, mode: .readWriteCreate).execute(
      "CREATE TABLE t(v); INSERT INTO t VALUES (42)"
    )
    #expect(exists(path))
    for mode in [OpenMode.readOnly, .readOnlyImmutable, .readWrite] {
      #expect(try Connection(path: path, mode: mode).integer("SELECT v FROM t") == 42)
    }
  }

  @Test(arguments: [":memory:", "file:x?mode=memory"])
  func `a relative name with a meaning of its own is still a file`(name: String) throws {
    let unlikely = "\(name)-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: "./\(unlikely)") }
    try Connection(path: unlikely, mode: .readWriteCreate).execute("CREATE TABLE t(v)")
    #expect(exists("./\(unlikely)"))
  }

  @Test(arguments: ["", "a\0b"])
  func `names that are none`(name: String) {
    let error = #expect(throws: SQLiteError.self) {
      try Connection(path: name, mode: .readWriteCreate)
    }
    #expect(error?.cannotOpen == true)
  }

  @Test(arguments: [OpenMode.readWrite, .readOnly, .readOnlyImmutable])
  func `a missing file`(mode: OpenMode) {
    let path = folder.file("none.sqlite")
    let error = #expect(throws: SQLiteError.self) { try Connection(path: path, mode: mode) }
    #expect(error?.cannotOpen == true)
    #expect(
      error?.description == "cannot open '\(path)': unable to open database file "
        + "(SQLITE_CANTOPEN)"
    )
  }

  @Test func `reading modes refuse to write`() throws {
    let path = folder.file("x.sqlite")
    try Connection(path: path, mode: .readWriteCreate).execute("CREATE TABLE t(v)")
    for mode in [OpenMode.readOnly, .readOnlyImmutable] {
      let error = #expect(throws: SQLiteError.self) {
        try Connection(path: path, mode: mode).execute("INSERT INTO t VALUES (1)")
      }
      #expect(error?.isReadOnly == true)
      #expect(
        error?.description
          == "cannot write '\(path)': attempt to write a readonly database (SQLITE_READONLY)"
          + " in: INSERT INTO t VALUES (1)"
      )
    }
  }

  @Test func `a private copy takes writes and leaves the file alone`() throws {
    let path = folder.file("x.sqlite")
    try Connection(path: path, mode: .readWriteCreate).execute(
      "CREATE TABLE t(v); INSERT INTO t VALUES (1)"
    )
    let before = bytes(of: path)
    let copy = try Connection.privateCopy(ofFile: path)
    try copy.execute("UPDATE t SET v = 2")
    #expect(try copy.integer("SELECT v FROM t") == 2)
    try copy.close()
    #expect(bytes(of: path) == before)
    #expect(throws: SQLiteError.self) { try Connection.privateCopy(ofFile: folder.file("none")) }
    try write([], to: folder.file("empty"))
    #expect(throws: SQLiteError.self) { try Connection.privateCopy(ofFile: folder.file("empty")) }
  }
}

@Suite struct `Transactions and the end of a connection` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  struct Stop: Error {}

  @Test func `all or nothing`() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(v)")
    let answer = try connection.transaction {
      try connection.run("INSERT INTO t VALUES (1)")
      return "kept"
    }
    #expect(answer == "kept")
    #expect(throws: Stop.self) {
      try connection.transaction {
        try connection.run("INSERT INTO t VALUES (2)")
        throw Stop()
      }
    }
    #expect(!connection.isInTransaction)
    #expect(try connection.rows("SELECT v FROM t") { $0.int(0) } == [1])
  }

  @Test func `statements left over at close are finalised`() throws {
    let path = folder.file("x.sqlite")
    let connection = try Connection(path: path, mode: .readWriteCreate)
    try connection.execute("CREATE TABLE t(v); INSERT INTO t VALUES (1), (2)")
    let select = try connection.prepare("SELECT v FROM t")
    #expect(try select.step())
    try connection.close()
    let error = #expect(throws: SQLiteError.self) { try select.step() }
    #expect(error?.message == "the database is closed")
    #expect(select.text(0) == "")
    #expect(throws: SQLiteError.self) { try connection.execute("SELECT 1") }
    #expect(connection.changes == 0)
    try connection.close()
    // Nothing holds a lock any more.
    try Connection(path: path, mode: .readWrite).execute("BEGIN EXCLUSIVE; COMMIT")
  }

  @Test func `a statement keeps its connection`() throws {
    let select = try Connection.inMemory().prepare("SELECT 7")
    #expect(try select.step())
    #expect(select.int(0) == 7)
  }

  @Test func `a locked file is reported as busy`() throws {
    let path = folder.file("x.sqlite")
    let first = try Connection(path: path, mode: .readWriteCreate)
    try first.execute("CREATE TABLE t(v); BEGIN IMMEDIATE")
    let second = try Connection(path: path, mode: .readWrite, busyTimeout: 1)
    let error = #expect(throws: SQLiteError.self) { try second.begin() }
    #expect(error?.isBusy == true)
    first.rollBack()
    try second.begin()
    try second.commit()
  }
}

@Suite struct `The state of a file` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `versions are kept`() throws {
    let path = folder.file("x.sqlite")
    let connection = try Connection(path: path, mode: .readWriteCreate)
    try connection.setUserVersion(-7)
    try connection.setApplicationID(0x5374_616d)
    let other = try Connection(path: path, mode: .readOnly)
    #expect(try other.userVersion() == -7)
    #expect(try other.applicationID() == 0x5374_616d)
  }

  @Test func `a full disk`() throws {
    let path = folder.file("x.sqlite")
    let connection = try Connection(path: path, mode: .readWriteCreate)
    try connection.execute("CREATE TABLE t(v); PRAGMA max_page_count = 8")
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction {
        for _ in 0..<100 { try connection.run("INSERT INTO t\n VALUES (zeroblob(?))", 4000) }
      }
    }
    #expect(error?.isDiskFull == true)
    #expect(
      error?.description
        == "cannot write '\(path)': database or disk is full (SQLITE_FULL) in: "
        + "INSERT INTO t VALUES (zeroblob(?))"
    )
    #expect(!connection.isInTransaction)
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func `a file that is no database`() throws {
    let path = folder.file("x.sqlite")
    try write(Array(repeating: 0x58, count: 5000), to: path)
    let error = #expect(throws: SQLiteError.self) {
      try Connection(path: path, mode: .readOnly).integer("SELECT count(*) FROM sqlite_schema")
    }
    #expect(error?.isCorrupt == true)
    #expect(error?.description.contains("file is not a database (SQLITE_NOTADB)") == true)
  }

  @Test func `a damaged page is found`() throws {
    let path = folder.file("x.sqlite")
    let connection = try Connection(path: path, mode: .readWriteCreate)
    try connection.execute("CREATE TABLE t(v)")
    for number in 0..<200 { try connection.run("INSERT INTO t VALUES (?)", .text("\(number)…")) }
    #expect(try connection.integrityCheck() == [])
    #expect(try connection.quickCheck() == [])
    try connection.close()
    var damaged = bytes(of: path)
    for place in 4100..<4200 { damaged[place] = 0xff }
    try write(damaged, to: path)
    let reader = try Connection(path: path, mode: .readOnly)
    let outcome = Result { try reader.quickCheck() }
    switch outcome {
    case .success(let lines): #expect(!lines.isEmpty)
    case .failure(let error): #expect((error as? SQLiteError)?.isCorrupt == true)
    }
  }

  @Test func `the write-ahead log is emptied`() throws {
    let path = folder.file("x.sqlite")
    let connection = try Connection(path: path, mode: .readWriteCreate)
    try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t(v)")
    #expect(!bytes(of: path + "-wal").isEmpty)
    try connection.checkpointTruncating()
    #expect(bytes(of: path + "-wal").isEmpty)
  }

  @Test func `a mistake in a statement names it`() throws {
    let connection = try Connection.inMemory()
    let error = #expect(throws: SQLiteError.self) { try connection.execute("SELEC 1") }
    #expect(
      error?.description == "cannot prepare a statement for '<memory>': "
        + "near \"SELEC\": syntax error (SQLITE_ERROR) in: SELEC 1"
    )
  }
}
