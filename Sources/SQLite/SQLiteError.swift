import CSQLite

/// A failure that SQLite reported, with everything needed to understand it.
package struct SQLiteError: Error, Hashable, CustomStringConvertible {
  /// What was being done when the failure came.
  package enum Action: String, Sendable {
    case open, close, prepare, read, write
  }

  package var action: Action
  /// The extended result code.
  package var code: Int32
  /// SQLite's own words.
  package var message: String
  /// The statement that failed, if there was one.
  package var sql: String?
  /// The file, or a name in angle brackets for a database without one.
  package var path: String

  package init(
    action: Action,
    code: Int32,
    message: String,
    sql: String? = nil,
    path: String
  ) {
    self.action = action
    self.code = code
    self.message = message
    self.sql = sql
    self.path = path
  }

  private var primaryCode: Int32 { code & 0xff }

  package var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }
  package var isDiskFull: Bool { primaryCode == SQLITE_FULL }
  package var isReadOnly: Bool { primaryCode == SQLITE_READONLY }
  package var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }
  package var cannotOpen: Bool { primaryCode == SQLITE_CANTOPEN }
  package var isInterrupted: Bool { primaryCode == SQLITE_INTERRUPT }
  package var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }

  package var description: String {
    let deed = action == .prepare ? "cannot prepare a statement for" : "cannot \(action.rawValue)"
    let place = sql.map { " in: \(Self.shortened($0))" } ?? ""
    return "\(deed) '\(path)': \(message) (\(ResultCode.name(of: code)))\(place)"
  }

  /// Puts a statement on one line of bearable length.
  private static func shortened(_ sql: String) -> String {
    let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 240 ? line.prefix(240) + "…" : line
  }
}
