package import Digests
package import SQLite

extension Ledger {
  /// The documents of a source, sorted by the bytes of their paths.
  package func documents(of source: String, flow: Digest) throws(SQLiteError) -> [KnownDocument] {
    try connection.rows(
      """
      SELECT d.id, d.path, d.size, d.modified, d.changed, d.inode,
        d.status, ?1, d.reason, d.detail, d.temporary,
        c.id, c.hash, c.hint, c.flow = ?2, c.status, c.stage, c.reason, c.detail, c.temporary
      FROM documents d LEFT JOIN contents c ON c.id = d.content
      WHERE d.source = ?1 ORDER BY d.path
      """,
      SQLiteValue(source),
      SQLiteValue(flow.bytes)
    ) { row in
      KnownDocument(
        id: row.int64(0),
        path: row.text(1),
        stamp: FileStamp(
          size: row.int64(2),
          modified: row.int64(3),
          changed: row.int64(4),
          inode: UInt64(bitPattern: row.int64(5))
        ),
        content: Self.content(of: row, from: 11),
        reading: row.isNull(6) ? .done : Self.status(of: row, from: 6)
      )
    }
  }

  private static func content(of row: Statement, from column: Int) -> KnownContent? {
    guard !row.isNull(column), let hash = Digest(bytes: row.blob(column + 1)) else { return nil }
    return KnownContent(
      id: row.int64(column),
      hash: hash,
      hint: row.text(column + 2),
      status: status(of: row, from: column + 4),
      isCurrent: row.int(column + 3) == 1
    )
  }

  /// Reads status, stage, reason, detail and temporary from five columns in a row.
  static func status(of row: Statement, from column: Int) -> ContentStatus {
    if row.text(column) == "done" { return .done }
    let failure = RecordedFailure(
      stage: row.optionalText(column + 1) ?? "",
      reason: row.optionalText(column + 2) ?? "",
      detail: row.optionalText(column + 3) ?? "",
      isTemporary: row.int(column + 4) == 1
    )
    return row.text(column) == "skipped" ? .skipped(failure) : .failed(failure)
  }

  /// The content with these bytes, if any run has met it and taken it through this flow.
  package func content(hash: Digest, hint: String, flow: Digest) throws(SQLiteError)
    -> KnownContent?
  {
    let row = statements.findContent
    defer { row.reset() }
    try row.bind(1, hash.bytes)
    try row.bind(2, hint)
    try row.bind(3, flow.bytes)
    guard try row.step() else { return nil }
    return KnownContent(
      id: row.int64(0),
      hash: hash,
      hint: hint,
      status: Self.status(of: row, from: 1),
      isCurrent: true
    )
  }

  /// Records what became of a content; returns its id.
  package func record(
    hash: Digest,
    hint: String,
    size: Int64,
    flow: Digest,
    status: ContentStatus,
    run: Int64
  ) throws(SQLiteError) -> Int64 {
    if let known = try content(hash: hash, hint: hint, flow: flow) {
      let row = statements.updateContent
      try row.bind(1, known.id)
      try bind(status, to: row, from: 2)
      try row.bind(7, run)
      try row.run()
      return known.id
    }
    let row = statements.insertContent
    try row.bind(1, hash.bytes)
    try row.bind(2, hint)
    try row.bind(3, size)
    try row.bind(4, flow.bytes)
    try bind(status, to: row, from: 5)
    try row.bind(10, run)
    try row.run()
    return connection.lastInsertRowID
  }

  /// Binds status, stage, reason, detail and temporary.
  private func bind(_ status: ContentStatus, to row: Statement, from index: Int)
    throws(SQLiteError)
  {
    try row.bind(index, status.word)
    try row.bind(index + 1, status.failure?.stage)
    try row.bind(index + 2, status.failure?.reason)
    try row.bind(index + 3, status.failure?.detail)
    try row.bind(index + 4, status.failure?.isTemporary == true ? 1 : 0)
  }

  package func record(
    result key: Digest,
    of stage: String,
    content: Int64,
    measure: ResultCache.Measure
  ) throws(SQLiteError) {
    let row = statements.upsertResult
    try row.bind(1, content)
    try row.bind(2, stage)
    try row.bind(3, key.bytes)
    try row.bind(4, measure.items)
    try row.bind(5, measure.characters)
    try row.bind(6, measure.sums)
    try row.run()
  }

  /// Records where a content lies.
  package func record(
    source: String,
    path: String,
    stamp: FileStamp,
    content: Int64,
    itemIDs: [UInt8],
    run: Int64
  ) throws(SQLiteError) {
    try record(source, path, stamp, SQLiteValue(content), .done, itemIDs, run)
  }

  /// Records why a document could not be read.
  package func record(
    source: String,
    path: String,
    stamp: FileStamp,
    unread status: ContentStatus,
    run: Int64
  ) throws(SQLiteError) {
    try record(source, path, stamp, .null, status, [], run)
  }

  private func record(
    _ source: String,
    _ path: String,
    _ stamp: FileStamp,
    _ content: SQLiteValue,
    _ status: ContentStatus,
    _ itemIDs: [UInt8],
    _ run: Int64
  ) throws(SQLiteError) {
    let row = statements.upsertDocument
    try row.bind(1, source)
    try row.bind(2, path)
    try row.bind(3, stamp.size)
    try row.bind(4, stamp.modified)
    try row.bind(5, stamp.changed)
    try row.bind(6, Int64(bitPattern: stamp.inode))
    try row.bind(7, content)
    try row.bind(8, itemIDs)
    try row.bind(9, run)
    let failure = status.failure
    try row.bind(10, failure == nil ? nil : status.word)
    try row.bind(11, failure?.reason)
    try row.bind(12, failure?.detail)
    try row.bind(13, failure?.isTemporary == true ? 1 : 0)
    try row.run()
  }

  package func forget(document id: Int64) throws(SQLiteError) {
    try statements.deleteDocument.run(SQLiteValue(id))
  }

  /// Forgets the documents of sources that the pipeline no longer has; returns their paths.
  package func forgetSources(except names: [String]) throws(SQLiteError) -> [String] {
    let known = try connection.rows("SELECT DISTINCT source FROM documents ORDER BY source") {
      $0.text(0)
    }
    var paths: [String] = []
    for source in known where !names.contains(source) {
      paths += try connection.rows(
        "SELECT path FROM documents WHERE source = ? ORDER BY path",
        SQLiteValue(source)
      ) { $0.text(0) }
      try connection.run("DELETE FROM documents WHERE source = ?", SQLiteValue(source))
    }
    return paths
  }
}
