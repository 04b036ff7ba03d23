import SQLite

/// Writes the plain tables of an index.
///
/// Chunks are written at once. What goes to the other tables waits until the end: each table is
/// then written in one go, so that its pages lie in one order however the documents came.
final class DocumentRows {
  private let connection: Connection
  private let insertDocument: Statement
  private let insertPath: Statement
  private let insertChunk: Statement

  init(_ connection: Connection) throws(SQLiteError) {
    self.connection = connection
    insertDocument = try connection.prepare(
      "INSERT INTO added_documents VALUES (?,?,?,?,?,?,?,?,?,?,?)"
    )
    insertPath = try connection.prepare("INSERT INTO added_paths VALUES (?,?,?)")
    insertChunk = try connection.prepare("INSERT INTO chunks VALUES (?,?,?,?,?,?,?,?,?,?,?)")
  }

  func add(
    _ document: IndexedDocument,
    id: Int,
    firstChunk: Int,
    characters: Int
  ) throws(SQLiteError) {
    try insertDocument.bind(1, id)
    try insertDocument.bind(2, document.key)
    try insertDocument.bind(3, Hexadecimal.uuid(document.id))
    try insertDocument.bind(4, document.source)
    try insertDocument.bind(5, document.path)
    try insertDocument.bind(6, document.format)
    try insertDocument.bind(7, document.bytes)
    try insertDocument.bind(8, Hexadecimal.text(document.sha256))
    try insertDocument.bind(9, document.title)
    try insertDocument.bind(10, document.chunks.count)
    try insertDocument.bind(11, characters)
    try insertDocument.run()
    for (position, path) in ([document.path] + document.alsoAt).enumerated() {
      try insertPath.bind(1, id)
      try insertPath.bind(2, position)
      try insertPath.bind(3, path)
      try insertPath.run()
    }
    for (index, chunk) in document.chunks.enumerated() {
      try insert(chunk, id: firstChunk + index, document: id)
    }
  }

  private func insert(_ chunk: IndexedChunk, id: Int, document: Int) throws(SQLiteError) {
    try insertChunk.bind(1, id)
    try insertChunk.bind(2, Hexadecimal.uuid(chunk.id))
    try insertChunk.bind(3, document)
    try insertChunk.bind(4, chunk.ordinal)
    try insertChunk.bind(5, chunk.kind)
    try insertChunk.bind(6, chunk.start)
    try insertChunk.bind(7, chunk.end)
    try insertChunk.bind(8, chunk.firstPage)
    try insertChunk.bind(9, chunk.lastPage)
    try insertChunk.bind(10, chunk.joinedTitlePath)
    try insertChunk.bind(11, chunk.text)
    try insertChunk.run()
  }

  private lazy var copyChunks = Result { () throws(SQLiteError) in
    try connection.prepare(
      """
      INSERT INTO chunks SELECT id + ?1, uuid, document + ?2, ordinal, kind, start_offset,
        end_offset, first_page, last_page, title_path, text
      FROM previous.chunks WHERE id BETWEEN ?3 AND ?4 ORDER BY id
      """
    )
  }

  /// Copies the chunks of a run of the earlier index.
  func copyChunks(_ run: RowRun) throws(SQLiteError) {
    guard let previous = run.previous else { return }
    try copyChunks.get().run(
      .integer(run.chunk - previous.chunk),
      .integer(run.document - previous.document),
      .integer(previous.chunk),
      .integer(previous.chunk + run.chunkCount - 1)
    )
  }

  /// Writes the rows of documents and paths.
  func finish(_ runs: [RowRun]) throws(SQLiteError) {
    try copy(
      runs,
      added: """
        INSERT INTO documents SELECT * FROM added_documents WHERE id BETWEEN ?1 AND ?2 ORDER BY id
        """,
      kept: """
        INSERT INTO documents SELECT id + ?1, key, uuid, source, path, format, bytes, sha256,
          title, chunks, characters
        FROM previous.documents WHERE id BETWEEN ?2 AND ?3 ORDER BY id
        """
    )
    try copy(
      runs,
      added: """
        INSERT INTO document_paths SELECT * FROM added_paths WHERE document BETWEEN ?1 AND ?2
        ORDER BY document, position
        """,
      kept: """
        INSERT INTO document_paths SELECT document + ?1, position, path
        FROM previous.document_paths WHERE document BETWEEN ?2 AND ?3 ORDER BY document, position
        """
    )
  }

  private func copy(_ runs: [RowRun], added: String, kept: String) throws(SQLiteError) {
    let insertAdded = try connection.prepare(added)
    let hasKept = runs.contains { $0.previous != nil }
    let insertKept = hasKept ? try connection.prepare(kept) : nil
    for run in runs {
      if let previous = run.previous {
        try insertKept?.run(
          .integer(run.document - previous.document),
          .integer(previous.document),
          .integer(previous.document + run.documentCount - 1)
        )
      } else {
        try insertAdded.run(.integer(run.document), .integer(run.lastDocument))
      }
    }
  }
}
