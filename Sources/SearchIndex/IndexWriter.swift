package import SQLite

/// Writes a search file; the same documents give the same bytes.
package final class IndexWriter {
  private let connection: Connection
  private let tables: [String]
  private let insertDocument: Statement
  private let insertPath: Statement
  private let insertChunk: Statement
  private let insertText: [Statement]
  private var documents = 0
  private var chunks = 0

  /// Begins a file where none is.
  package init(path: String, tokenizers: [String]) throws(SQLiteError) {
    connection = try Connection(path: path, mode: .readWriteCreate)
    // Nobody reads the file before it is finished and renamed, so it needs no protection of its own.
    try connection.execute(
      """
      PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -32768
      """
    )
    try connection.setApplicationID(IndexSchema.applicationID)
    try connection.setUserVersion(IndexSchema.version)
    try connection.begin()
    try connection.execute(IndexSchema.tables)
    tables = tokenizers.enumerated().map { IndexSchema.table($1, at: $0) }
    for (table, tokenizer) in zip(tables, tokenizers) {
      try connection.execute(IndexSchema.fullText(table, tokenizer: tokenizer))
      // Merging as it goes costs more than one merge at the end.
      try connection.execute("INSERT INTO \(table)(\(table), rank) VALUES('automerge', 0)")
    }
    insertDocument = try connection.prepare(
      "INSERT INTO documents VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    )
    insertPath = try connection.prepare("INSERT OR IGNORE INTO document_paths VALUES(?1, ?2)")
    insertChunk = try connection.prepare(
      "INSERT INTO chunks VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
    )
    var inserts: [Statement] = []
    for table in tables {
      inserts.append(
        try connection.prepare("INSERT INTO \(table)(rowid, title_path, text) VALUES(?1, ?2, ?3)")
      )
    }
    insertText = inserts
  }

  package func add(_ document: IndexedDocument) throws(SQLiteError) {
    documents += 1
    try insertDocument.bind(1, documents)
    try insertDocument.bind(2, document.id)
    try insertDocument.bind(3, document.source)
    try insertDocument.bind(4, document.path)
    try insertDocument.bind(5, document.title)
    try insertDocument.bind(6, document.format)
    try insertDocument.bind(7, document.bytes)
    try insertDocument.bind(8, hexadecimal(document.sha256))
    try insertDocument.bind(9, document.chunks.count)
    try insertDocument.run()
    for path in [document.path] + document.copies {
      try insertPath.bind(1, documents)
      try insertPath.bind(2, path)
      try insertPath.run()
    }
    for (ordinal, chunk) in document.chunks.enumerated() { try add(chunk, ordinal) }
  }

  private func add(_ chunk: IndexedChunk, _ ordinal: Int) throws(SQLiteError) {
    chunks += 1
    let titles = chunk.titlePath.joined(separator: IndexSchema.titleSeparator)
    try insertChunk.bind(1, chunks)
    try insertChunk.bind(2, chunk.id)
    try insertChunk.bind(3, documents)
    try insertChunk.bind(4, ordinal)
    try insertChunk.bind(5, chunk.kind)
    try insertChunk.bind(6, titles)
    try insertChunk.bind(7, chunk.text)
    try insertChunk.bind(8, chunk.start)
    try insertChunk.bind(9, chunk.end)
    try insertChunk.bind(10, chunk.firstPage)
    try insertChunk.bind(11, chunk.lastPage)
    try insertChunk.run()
    for insert in insertText {
      try insert.bind(1, chunks)
      try insert.bind(2, titles)
      try insert.bind(3, chunk.text)
      try insert.run()
    }
  }

  /// Merges the full-text tables into their best form and closes the file.
  package func finish() throws(SQLiteError) -> (documents: Int, chunks: Int) {
    try connection.execute(IndexSchema.indexes)
    for table in tables {
      try connection.execute("INSERT INTO \(table)(\(table)) VALUES('optimize')")
      try connection.execute("INSERT INTO \(table)(\(table), rank) VALUES('automerge', 4)")
    }
    try connection.commit()
    try connection.close()
    return (documents, chunks)
  }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
    as: UTF8.self
  )
}
