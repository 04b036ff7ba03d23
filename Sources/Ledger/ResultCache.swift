package import Digests
package import SQLite

/// Results of stages by their keys, on disk; deleting it costs time and nothing else.
///
/// For one task at a time.
package final class ResultCache {
  package let path: String
  /// The most bytes that a result may have; SQLite takes a little more in one row.
  package static let largest = 999_000_000
  private let connection: Connection
  private let find: Statement
  private let has: Statement
  private let insert: Statement
  /// There once a pipeline keeps parts, which most do not: each table takes room on the disk.
  private var parts: (find: Statement, insert: Statement)?

  package init(path: String) throws(SQLiteError) {
    self.path = path
    connection = try Connection(path: path, mode: .readWriteCreate)
    // Results are some kilobytes each; on small pages most of the room beside them would be lost.
    try connection.execute(
      """
      PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA cache_size = -8192
      """
    )
    if try connection.userVersion() != 3 {
      // The bytes stand in a table of their own pages, so that looking keys up stays quick.
      try connection.execute(
        """
        DROP TABLE IF EXISTS results;
        CREATE TABLE results(
          id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, items INTEGER NOT NULL,
          characters INTEGER NOT NULL, sums TEXT NOT NULL, bytes BLOB NOT NULL);
        PRAGMA user_version = 3
        """
      )
    }
    insert = try connection.prepare(
      "INSERT OR REPLACE INTO results(key, items, characters, sums, bytes) VALUES(?, ?, ?, ?, ?)"
    )
    find = try connection.prepare("SELECT bytes FROM results WHERE key = ?")
    has = try connection.prepare("SELECT items, characters, sums FROM results WHERE key = ?")
  }

  /// How much a result holds; nil when there is none.
  package struct Measure: Sendable, Hashable {
    package var items: Int
    package var characters: Int
    /// Amounts that reports add up, as `name=count` with spaces between.
    package var sums: String

    package init(items: Int, characters: Int, sums: String = "") {
      self.items = items
      self.characters = characters
      self.sums = sums
    }
  }

  package func measure(of key: Digest) throws(SQLiteError) -> Measure? {
    defer { has.reset() }
    try has.bind(1, key.bytes)
    return try has.step()
      ? Measure(items: has.int(0), characters: has.int(1), sums: has.text(2)) : nil
  }

  package func bytes(for key: Digest) throws(SQLiteError) -> [UInt8]? {
    defer { find.reset() }
    try find.bind(1, key.bytes)
    return try find.step() ? find.blob(0) : nil
  }

  package func begin() throws(SQLiteError) {
    if !connection.isInTransaction { try connection.begin() }
  }

  package func store(_ bytes: [UInt8], _ measure: Measure, for key: Digest) throws(SQLiteError) {
    try insert.bind(1, key.bytes)
    try insert.bind(2, measure.items)
    try insert.bind(3, measure.characters)
    try insert.bind(4, measure.sums)
    try insert.run(borrowing: bytes.span, at: 5)
  }

  package func remove(_ key: Digest) throws(SQLiteError) {
    try connection.run("DELETE FROM results WHERE key = ?", SQLiteValue(key.bytes))
  }

  /// What is kept under each of some keys that documents share.
  package func parts(for keys: [Digest]) throws(SQLiteError) -> [[UInt8]?] {
    let find = try partStatements().find
    defer { find.reset() }
    var found: [[UInt8]?] = []
    found.reserveCapacity(keys.count)
    for key in keys {
      try find.bind(1, key.bytes)
      found.append(try find.step() ? find.blob(0) : nil)
      find.reset()
    }
    return found
  }

  package func keep(_ bytes: [UInt8], for key: Digest) throws(SQLiteError) {
    let insert = try partStatements().insert
    try insert.bind(1, key.bytes)
    try insert.run(borrowing: bytes.span, at: 2)
  }

  private func partStatements() throws(SQLiteError) -> (find: Statement, insert: Statement) {
    if let parts { return parts }
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS parts(
        id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL)
      """
    )
    let made = (
      find: try connection.prepare("SELECT bytes FROM parts WHERE key = ?"),
      insert: try connection.prepare("INSERT OR REPLACE INTO parts(key, bytes) VALUES(?, ?)")
    )
    parts = made
    return made
  }

  package func commit() throws(SQLiteError) {
    if connection.isInTransaction { try connection.commit() }
  }

  package var isInTransaction: Bool { connection.isInTransaction }

  /// Gives up what was stored since the last commit.
  package func rollBack() { connection.rollBack() }

  package func close() throws(SQLiteError) {
    try commit()
    try connection.close()
  }
}
