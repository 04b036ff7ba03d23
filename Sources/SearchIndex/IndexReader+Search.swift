import SQLite

extension IndexReader {
  /// Finds the chunks that answer a question, the best first.
  ///
  /// Chunks that answer equally well come in the order of their documents' keys and of their place
  /// in the document, so that the same question always has the same answer.
  package func search(
    _ query: QueryText,
    _ options: SearchOptions = SearchOptions()
  ) throws(SearchError) -> [SearchHit] {
    do {
      let trigrams = self.options.tables.dropFirst().first { $0.name == FullTextTable.trigrams }
      guard query.needsTrigrams, let trigrams else {
        return try hits(query, in: self.options.tables[0], options)
      }
      return try query.hasShortTerm
        ? hits(containing: query, options) : hits(query, in: trigrams, options)
    } catch {
      throw .database(error)
    }
  }

  private func hits(
    _ query: QueryText,
    in table: FullTextTable,
    _ options: SearchOptions
  ) throws(SQLiteError) -> [SearchHit] {
    let name = table.name
    let expression = SQLiteValue.text(query.matchExpression)
    let found = try connection.rows(
      """
      SELECT rowid, bm25(\(name), \(self.options.titleWeight), 1.0) AS score FROM \(name)
      WHERE \(name) MATCH ?1 ORDER BY score, rowid LIMIT ?2 OFFSET ?3
      """,
      expression,
      .integer(Int64(max(0, options.limit))),
      .integer(Int64(max(0, options.offset)))
    ) { (chunk: $0.int64(0), score: -$0.double(1)) }

    let snippet = try connection.prepare(
      """
      SELECT snippet(\(name), 1, ?1, ?2, '…', ?3) FROM \(name) WHERE \(name) MATCH ?4 AND rowid = ?5
      """
    )
    try snippet.bind(1, options.marks.before)
    try snippet.bind(2, options.marks.after)
    // What FTS5 counts in the table of trigrams is characters.
    let words = options.snippetWords * (name == FullTextTable.trigrams ? 3 : 1)
    try snippet.bind(3, max(1, min(64, words)))
    try snippet.bind(4, expression)
    var hits: [SearchHit] = []
    for (chunk, score) in found {
      try snippet.bind(5, chunk)
      let text = try snippet.step() ? snippet.text(0) : ""
      snippet.reset()
      if let hit = try hit(chunk, score, snippet: text, options) { hits.append(hit) }
    }
    return hits
  }

  /// Finds what contains the words as they stand, by looking through everything.
  private func hits(
    containing query: QueryText,
    _ options: SearchOptions
  ) throws(SQLiteError) -> [SearchHit] {
    let conditions = query.terms.indices.map { index in
      let contains = "instr(text, ?\(index + 3)) OR instr(title_path, ?\(index + 3))"
      return query.terms[index].isExcluded ? "NOT (\(contains))" : "(\(contains))"
    }
    let select = try connection.prepare(
      """
      SELECT id FROM chunks WHERE \(conditions.joined(separator: " AND "))
      ORDER BY id LIMIT ?1 OFFSET ?2
      """
    )
    try select.bind(1, max(0, options.limit))
    try select.bind(2, max(0, options.offset))
    for (index, term) in query.terms.enumerated() { try select.bind(index + 3, term.text) }
    var hits: [SearchHit] = []
    while try select.step() {
      if let hit = try hit(select.int64(0), 0, snippet: nil, options) { hits.append(hit) }
    }
    return hits.map { hit in
      var hit = hit
      hit.snippet = PlainSnippet.of(hit.text ?? "", query, options)
      if !options.withText { hit.text = nil }
      return hit
    }
  }

  /// Reads what is known of a chunk; without a snippet its text is read in any case.
  private func hit(
    _ chunk: Int64,
    _ score: Double,
    snippet: String?,
    _ options: SearchOptions
  ) throws(SQLiteError) -> SearchHit? {
    let paths = try connection.rows(
      """
      SELECT path FROM document_paths
      WHERE document = (SELECT document FROM chunks WHERE id = ?) AND position > 0 ORDER BY position
      """,
      .integer(chunk)
    ) { $0.text(0) }
    return try connection.rows(
      """
      SELECT c.uuid, d.uuid, d.source, d.path, d.title, c.ordinal, c.kind, c.title_path,
        c.first_page, c.last_page, CASE WHEN ?2 THEN c.text END
      FROM chunks c JOIN documents d ON d.id = c.document WHERE c.id = ?1
      """,
      .integer(chunk),
      .integer(options.withText || snippet == nil ? 1 : 0)
    ) {
      SearchHit(
        uuid: $0.text(0),
        documentUUID: $0.text(1),
        source: $0.text(2),
        path: $0.text(3),
        alsoAt: paths,
        title: $0.optionalText(4),
        ordinal: $0.int(5),
        kind: $0.text(6),
        titlePath: $0.text(7),
        firstPage: $0.optionalInt(8),
        lastPage: $0.optionalInt(9),
        score: score,
        snippet: snippet ?? "",
        text: $0.optionalText(10)
      )
    }.first
  }
}
