package import Digests
package import SQLite

/// A document that outputs are made from: the first of all paths that hold its content.
package struct PrimaryDocument: Sendable {
  package var path: String
  package var content: Int64
  package var hash: Digest
  package var hint: String
  package var size: Int64
  /// Other paths with the same bytes, sorted.
  package var copies: [String]
  package var itemIDs: [UInt8]
}

/// Bytes that documents of a source hold, read as one format: what makes documents each other's copies.
package struct HeldContent: Sendable, Hashable {
  package var source: String
  package var hash: Digest
  package var hint: String

  package init(source: String, hash: Digest, hint: String) {
    self.source = source
    self.hash = hash
    self.hint = hint
  }
}

/// A document as the manifest lists it.
package struct InputDocument: Sendable, Hashable {
  package var source: String
  package var path: String
  package var hash: Digest?
  package var size: Int64
  package var status: String
}

/// A document that is in no output, and why.
package struct FailedDocument: Sendable, Hashable {
  package var source: String
  package var path: String
  package var failure: RecordedFailure
  package var isSkipped: Bool
  package var hash: Digest?
}

extension Ledger {
  /// Hands over the documents of a source that outputs are made from, in the order of their paths.
  ///
  /// Equal contents are given once, under the first path, with the others as copies.
  package func eachPrimary(of source: String, _ body: (PrimaryDocument) -> Void)
    throws(SQLiteError)
  {
    var copies: [Int64: [String]] = [:]
    let shared = try connection.rows(
      """
      SELECT content, path FROM documents WHERE source = ?1 AND content IN (
        SELECT content FROM documents WHERE source = ?1 AND content IS NOT NULL
        GROUP BY content HAVING count(*) > 1)
      ORDER BY path
      """,
      SQLiteValue(source)
    ) { ($0.int64(0), $0.text(1)) }
    for (content, path) in shared { copies[content, default: []].append(path) }
    let row = try connection.prepare(
      """
      SELECT d.path, c.id, c.hash, c.hint, c.size, d.item_ids
      FROM documents d JOIN contents c ON c.id = d.content
      WHERE d.source = ?1 AND c.status = 'done' ORDER BY d.path
      """
    )
    try row.bind(1, source)
    while try row.step() {
      guard let hash = Digest(bytes: row.blob(2)) else { continue }
      let (path, content) = (row.text(0), row.int64(1))
      let paths = copies[content]
      if let first = paths?.first, !first.utf8.elementsEqual(path.utf8) { continue }
      body(
        PrimaryDocument(
          path: path,
          content: content,
          hash: hash,
          hint: row.text(3),
          size: row.int64(4),
          copies: Array((paths ?? []).dropFirst()),
          itemIDs: row.blob(5)
        )
      )
    }
  }

  package func failures() throws(SQLiteError) -> [FailedDocument] {
    try connection.rows(
      """
      SELECT d.source, d.path, c.hash, d.status, d.source, d.reason, d.detail, d.temporary,
        c.status, c.stage, c.reason, c.detail, c.temporary
      FROM documents d LEFT JOIN contents c ON c.id = d.content
      WHERE d.status IS NOT NULL OR c.status IN ('failed', 'skipped')
      ORDER BY d.source, d.path
      """
    ) { row -> FailedDocument? in
      let isUnread = !row.isNull(3)
      let status = Self.status(of: row, from: isUnread ? 3 : 8)
      guard var failure = status.failure else { return nil }
      // What a source says is a sentence already; a stage knows bytes and no name.
      if !isUnread { failure.detail = failure.detail(of: row.text(1)) }
      return FailedDocument(
        source: row.text(0),
        path: row.text(1),
        failure: failure,
        isSkipped: status.isSkipped,
        hash: Digest(bytes: row.blob(2))
      )
    }.compactMap { $0 }
  }

  /// Every document with its bytes' digest and size, in the order of source and path.
  package func inputs() throws(SQLiteError) -> [InputDocument] {
    try connection.rows(
      """
      SELECT d.source, d.path, c.hash, c.size, coalesce(c.status, d.status)
      FROM documents d LEFT JOIN contents c ON c.id = d.content ORDER BY d.source, d.path
      """
    ) { row in
      InputDocument(
        source: row.text(0),
        path: row.text(1),
        hash: Digest(bytes: row.blob(2)),
        size: row.int64(3),
        status: row.text(4)
      )
    }
  }

  /// The contents that more than one document of a source holds, and how many do.
  package func sharedContents() throws(SQLiteError) -> [HeldContent: Int] {
    let rows = try connection.rows(
      """
      SELECT d.source, c.hash, c.hint, count(*) FROM documents d JOIN contents c ON c.id = d.content
      GROUP BY d.source, d.content HAVING count(*) > 1
      """
    ) { row in
      Digest(bytes: row.blob(1)).map {
        (HeldContent(source: row.text(0), hash: $0, hint: row.text(2)), row.int(3))
      }
    }
    return Dictionary(rows.compactMap { $0 }, uniquingKeysWith: +)
  }

  package struct Totals: Sendable, Hashable {
    package var documents: Int
    package var contents: Int
    package var bytes: Int64

    package init(documents: Int, contents: Int, bytes: Int64) {
      self.documents = documents
      self.contents = contents
      self.bytes = bytes
    }
  }

  package func totals() throws(SQLiteError) -> Totals {
    try connection.rows(
      """
      SELECT (SELECT count(*) FROM documents), (SELECT count(DISTINCT content) FROM documents),
        (SELECT coalesce(sum(c.size), 0) FROM documents d JOIN contents c ON c.id = d.content)
      """
    ) { Totals(documents: $0.int(0), contents: $0.int(1), bytes: $0.int64(2)) }.first
      ?? Totals(documents: 0, contents: 0, bytes: 0)
  }

  /// Sums what a stage made over all documents that are in outputs.
  package func sums(of stage: String) throws(SQLiteError) -> (items: Int, characters: Int) {
    try connection.rows(
      """
      SELECT coalesce(sum(r.items), 0), coalesce(sum(r.characters), 0) FROM results r
      WHERE r.stage = ? AND r.content IN (SELECT content FROM documents)
        AND r.content IN (SELECT id FROM contents WHERE status = 'done')
      """,
      SQLiteValue(stage)
    ) { ($0.int(0), $0.int(1)) }.first ?? (0, 0)
  }

  /// Adds up the amounts that a stage found in all documents that are in outputs, by their names.
  package func amounts(of stage: String) throws(SQLiteError) -> [String: Int] {
    let row = try connection.prepare(
      """
      SELECT r.sums FROM results r WHERE r.stage = ? AND r.sums != ''
        AND r.content IN (SELECT content FROM documents)
        AND r.content IN (SELECT id FROM contents WHERE status = 'done')
      """
    )
    try row.bind(1, stage)
    var amounts: [String: Int] = [:]
    while try row.step() {
      for pair in row.text(0).utf8.split(separator: UInt8(ascii: " ")) {
        let parts = pair.split(separator: UInt8(ascii: "="))
        guard parts.count == 2, let count = Int(Substring(parts[1])) else { continue }
        amounts[String(Substring(parts[0])), default: 0] &+= count
      }
    }
    return amounts
  }
}
