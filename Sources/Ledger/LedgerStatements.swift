import SQLite

/// The statements that run once for each document, prepared once.
struct LedgerStatements {
  let findContent: Statement
  let insertContent: Statement
  let updateContent: Statement
  let upsertDocument: Statement
  let deleteDocument: Statement
  let upsertResult: Statement

  /// Ends whatever is still being read.
  func reset() {
    for statement in [
      findContent, insertContent, updateContent, upsertDocument, deleteDocument, upsertResult,
    ] { statement.reset() }
  }

  init(_ connection: Connection) throws(SQLiteError) {
    findContent = try connection.prepare(
      """
      SELECT id, status, stage, reason, detail, temporary FROM contents
      WHERE hash = ?1 AND hint = ?2 AND flow = ?3
      """
    )
    insertContent = try connection.prepare(
      """
      INSERT INTO contents(hash, hint, size, flow, status, stage, reason, detail, temporary, run)
      VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """
    )
    updateContent = try connection.prepare(
      """
      UPDATE contents SET status = ?2, stage = ?3, reason = ?4, detail = ?5, temporary = ?6,
        run = ?7 WHERE id = ?1
      """
    )
    upsertDocument = try connection.prepare(
      """
      INSERT INTO documents(source, path, size, modified, changed, inode, content, item_ids, run,
        status, reason, detail, temporary)
      VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      ON CONFLICT(source, path) DO UPDATE SET size = ?3, modified = ?4, changed = ?5, inode = ?6,
        content = ?7, item_ids = ?8, run = ?9, status = ?10, reason = ?11, detail = ?12,
        temporary = ?13
      """
    )
    deleteDocument = try connection.prepare("DELETE FROM documents WHERE id = ?")
    upsertResult = try connection.prepare(
      """
      INSERT INTO results(content, stage, key, items, characters, sums)
      VALUES(?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT(content, stage) DO UPDATE SET key = ?3, items = ?4, characters = ?5, sums = ?6
      """
    )
  }
}
