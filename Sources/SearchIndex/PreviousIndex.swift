import InvertedIndex
import SQLite

/// An earlier index file whose documents can be carried over to a new one.
struct PreviousIndex {
  /// A document of the earlier file, and the rows of its chunks.
  struct Document {
    var id: Int64
    var key: String
    var chunks: Range<Int64>
    var characters: Int
  }

  /// The name under which the file is attached.
  static let name = "previous"
  let path: String
  let chunkCount: Int
  private let documents: Statement
  private var current: Document?
  private var nextChunk: Int64 = 1

  /// Attaches the file; nil when it is missing or was made in another way than the new one.
  init?(path: String, to connection: Connection, _ options: IndexOptions) throws(SQLiteError) {
    guard (try? connection.attachImmutable(path: path, as: Self.name)) != nil else { return nil }
    // Whatever cannot be read is no reason to fail: a new index can be made without it.
    guard let fits = try? Self.fits(connection, options), fits else {
      try connection.execute("DETACH \(Self.name)")
      return nil
    }
    try connection.execute("PRAGMA \(Self.name).mmap_size = 0")
    self.path = path
    chunkCount = Int(try connection.integer("SELECT max(id) FROM previous.chunks") ?? 0)
    documents = try connection.prepare(
      "SELECT id, key, chunks, characters FROM previous.documents ORDER BY id"
    )
    try advance()
  }

  private static func fits(
    _ connection: Connection,
    _ options: IndexOptions
  ) throws(SQLiteError) -> Bool {
    guard
      try connection.integer("PRAGMA previous.application_id") == Int64(Schema.applicationID),
      try connection.integer("PRAGMA previous.user_version") == Int64(Schema.version)
    else { return false }
    let about = try connection.rows("SELECT name, value FROM previous.about ORDER BY name") {
      [$0.text(0), $0.text(1)]
    }
    guard about == Schema.about(options).map({ [$0.name, $0.value] }) else { return false }
    for table in options.tables {
      guard try structure(of: table, connection) != nil else { return false }
    }
    return true
  }

  /// Returns the shape of a full-text table, nil when somebody has written to it since.
  static func structure(
    of table: FullTextTable,
    _ connection: Connection
  ) throws(SQLiteError) -> StructureRecord? {
    let rows = try connection.rows(
      "SELECT block FROM previous.\(table.name)_data WHERE id = ?",
      .integer(StructureRecord.row)
    ) { $0.blob(0) }
    return rows.first.flatMap { StructureRecord(bytes: $0) }
  }

  private mutating func advance() throws(SQLiteError) {
    guard try documents.step() else {
      current = nil
      return
    }
    let end = nextChunk + documents.int64(2)
    current = Document(
      id: documents.int64(0),
      key: documents.text(1),
      chunks: nextChunk..<end,
      characters: documents.int(3)
    )
    nextChunk = end
  }

  /// Returns the document with this key, if there is one; keys are asked for in rising order.
  mutating func take(_ key: String) throws(SQLiteError) -> Document? {
    while let document = current, IndexedDocument.key(document.key, precedes: key) {
      try advance()
    }
    guard let document = current, document.key.utf8.elementsEqual(key.utf8) else { return nil }
    try advance()
    return document
  }
}
