import CSQLite
import Glibc

/// An open database; the only owner of its handle.
///
/// It lives as long as its statements do. `close()` ends it earlier and reports what went wrong;
/// statements left over are finalised then and fail as misused from there on.
package final class Connection {
  package let path: String
  private(set) var handle: OpaquePointer?
  /// The statements alive, so that closing can take their handles away.
  private var statements: [ObjectIdentifier: Unmanaged<Statement>] = [:]
  /// The private pages of a file opened as a copy.
  private var copy: UnsafeMutableRawBufferPointer?

  /// Opens a file; a database that is locked is tried again for as long as the timeout says.
  package convenience init(
    path: String,
    mode: OpenMode,
    busyTimeout milliseconds: Int32 = 5000
  ) throws(SQLiteError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw SQLiteError(
        action: .open,
        code: SQLITE_CANTOPEN,
        message: "not a usable file name",
        path: path
      )
    }
    if mode == .freshFile { Self.removeFile(at: path) }
    try self.init(path: path, name: mode.name(for: path), flags: mode.flags)
    sqlite3_busy_timeout(handle, milliseconds)
    // SQLite quietly falls back to reading when a file may not be written.
    if mode.wantsWriting, sqlite3_db_readonly(handle, "main") == 1 {
      throw SQLiteError(
        action: .open,
        code: SQLITE_READONLY,
        message: "the file may not be written",
        path: path
      )
    }
  }

  private init(path: String, name: String, flags: Int32) throws(SQLiteError) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let message = opened.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
      let error = SQLiteError(
        action: .open,
        code: code,
        message: message.map { String(cString: $0) } ?? "",
        path: path
      )
      sqlite3_close_v2(opened)
      throw error
    }
    self.path = path
    handle = opened
  }

  deinit {
    sqlite3_close_v2(handle)
    if let copy { munmap(copy.baseAddress, copy.count) }
  }

  /// Removes a database's file and what SQLite may have left beside it.
  package static func removeFile(at path: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// Opens an empty database that lives in memory only.
  package static func inMemory() throws(SQLiteError) -> Connection {
    try Connection(
      path: "<memory>",
      name: ":memory:",
      flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    )
  }

  /// Opens a file so that it can be written to without ever being changed.
  ///
  /// What is written goes to private pages and is gone on closing. Nobody may shorten the file
  /// meanwhile, and it must not be in WAL mode.
  package static func privateCopy(ofFile path: String) throws(SQLiteError) -> Connection {
    func failure(_ message: String) -> SQLiteError {
      SQLiteError(action: .open, code: SQLITE_CANTOPEN, message: message, path: path)
    }
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(String(cString: strerror(errno))) }
    defer { Glibc.close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure(String(cString: strerror(errno))) }
    guard status.st_size > 0 else { throw failure("the file is empty") }
    let count = Int(status.st_size)
    let pages = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0)
    guard let pages, pages != MAP_FAILED else { throw failure(String(cString: strerror(errno))) }

    let connection: Connection
    do {
      connection = try Connection(
        path: path,
        name: ":memory:",
        flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
      )
    } catch {
      munmap(pages, count)
      throw error
    }
    connection.copy = UnsafeMutableRawBufferPointer(start: pages, count: count)
    let code = sqlite3_deserialize(
      connection.handle,
      "main",
      pages.assumingMemoryBound(to: UInt8.self),
      Int64(count),
      Int64(count),
      0
    )
    guard code == SQLITE_OK else { throw connection.failure(.open, code: code, sql: nil) }
    return connection
  }

  /// Closes now, with an error where `deinit` would have to be silent.
  package func close() throws(SQLiteError) {
    for statement in statements.values { statement.takeUnretainedValue().finalize() }
    statements = [:]
    let code = sqlite3_close(handle)
    guard code == SQLITE_OK else { throw failure(.close, code: code, sql: nil) }
    handle = nil
  }

  func register(_ statement: Statement) {
    statements[ObjectIdentifier(statement)] = Unmanaged.passUnretained(statement)
  }

  func unregister(_ statement: Statement) { statements[ObjectIdentifier(statement)] = nil }

  /// Returns the error that SQLite has just reported on this connection.
  func failure(_ action: SQLiteError.Action, code: Int32, sql: String?) -> SQLiteError {
    guard let handle, sqlite3_errcode(handle) & 0xff == code & 0xff else {
      let words = handle == nil ? "the database is closed" : String(cString: sqlite3_errstr(code))
      return SQLiteError(action: action, code: code, message: words, sql: sql, path: path)
    }
    return SQLiteError(
      action: action,
      code: sqlite3_extended_errcode(handle),
      message: String(cString: sqlite3_errmsg(handle)),
      sql: sql,
      path: path
    )
  }
}
