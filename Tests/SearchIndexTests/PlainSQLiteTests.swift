import SQLite
import SearchIndex
import Testing

@Suite struct `An index as SQLite sees it` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["porter unicode61", "trigram"])
  func `it answers like a table that FTS5 has filled`(tokenizer: String) throws {
    let path = folder.file("x.sqlite")
    let documents = (0..<300).map { Library.document($0) }
    try write(documents, to: path, IndexOptions(tokenizers: [tokenizer]))
    let connection = try Connection(path: path, mode: .readOnly)
    try connection.execute(
      """
      CREATE VIRTUAL TABLE temp.ordinary USING fts5(title_path, text, tokenize='\(tokenizer)');
      INSERT INTO ordinary(rowid, title_path, text) SELECT id, title_path, text FROM chunks;
      """
    )
    func answer(_ table: String, _ query: String) throws -> [String] {
      try connection.rows(
        """
        SELECT rowid, bm25(\(table), 4.0, 1.0), snippet(\(table), -1, '[', ']', '…', 8),
          highlight(\(table), 0, '<', '>')
        FROM \(table) WHERE \(table) MATCH ? ORDER BY 2, 1
        """,
        .text(query)
      ) { "\($0.int64(0)) \($0.double(1)) \($0.text(2)) \($0.text(3))" }
    }
    var random = SplitMix(state: 3)
    func word() -> String {
      random.next() % 4 == 0
        ? "word\(random.next() % 500)"
        : Library.words[Int(random.next() % UInt64(Library.words.count - 2))]
    }
    var found = 0
    for _ in 0..<300 {
      let query =
        switch random.next() % 7 {
        case 0: "\"\(word())\""
        case 1: "\"\(word())\" \"\(word())\""
        case 2: "\"\(word()) \(word())\""
        case 3: "\"\(word())\" OR \"\(word())\""
        case 4: "\"\(word().prefix(2))\" *"
        case 5: "NEAR(\"\(word())\" \"\(word())\", 5) NOT \"\(word())\""
        default: "title_path : \"\(word())\""
        }
      let expected = try answer("ordinary", query)
      #expect(try answer("chunks_fts", query) == expected, "\(query)")
      found += expected.count
    }
    #expect(found > 5000)
  }

  @Test func `the queries in its description work`() throws {
    let path = folder.file("x.sqlite")
    try write(
      [Library.document("a", "The printer has a paper jam.", titlePath: ["Help", "Jams"])],
      to: path,
      IndexOptions(tokenizers: ["porter unicode61", "trigram"])
    )
    let connection = try Connection(path: path, mode: .readOnly)
    let start = try #require(Schema.schemaDescription.firstRange(of: "SELECT")).lowerBound
    let rows = try connection.rows(String(Schema.schemaDescription[start...])) {
      [$0.text(0), $0.text(2), $0.text(3)]
    }
    #expect(rows == [["a", "Help › Jams", "The [printer] has a [paper jam]."]])
    #expect(try connection.integer("SELECT chunks FROM status") == 1)
    #expect(try connection.text("SELECT uuid FROM chunks WHERE document = 1")?.count == 36)
    for line in Schema.schemaDescription.split(separator: "\n") {
      guard let name = line.split(separator: " ").first, line.first?.isLetter == true,
        !["SELECT", "FROM", "WHERE"].contains(name)
      else { continue }
      #expect(
        try connection.integer(
          "SELECT count(*) FROM sqlite_schema WHERE name = ?",
          .text(String(name))
        ) == 1,
        "\(name)"
      )
    }
  }

  @Test func `FTS5 can go on writing to it`() throws {
    let path = folder.file("x.sqlite")
    let documents = (0..<100).map { Library.document($0) }
    try write(documents, to: path)
    let connection = try Connection(path: path, mode: .readWrite)
    let check = "INSERT INTO chunks_fts(chunks_fts, rank) VALUES('integrity-check', 1)"
    for number in 1...20 {
      try connection.execute(
        """
        INSERT INTO chunks_fts(chunks_fts, rowid, title_path, text)
          SELECT 'delete', id, title_path, text FROM chunks WHERE id = \(number);
        DELETE FROM chunks WHERE id = \(number);
        INSERT INTO chunks SELECT 10000 + \(number), 'u', 1, 0, 't', 0, 0, 0, 0, 'New', 'zebra';
        INSERT INTO chunks_fts(rowid, title_path, text) VALUES(10000 + \(number), 'New', 'zebra');
        \(check)
        """
      )
    }
    try connection.execute("INSERT INTO chunks_fts(chunks_fts) VALUES('optimize'); \(check)")
    #expect(
      try connection.integer("SELECT count(*) FROM chunks_fts WHERE chunks_fts MATCH 'zebra'") == 20
    )
  }

  @Test func `every row says what was given`() throws {
    let path = folder.file("x.sqlite")
    let documents = (0..<30).map { Library.document($0) }
    try write(documents, to: path)
    let connection = try Connection(path: path, mode: .readOnly)
    let rows = try connection.rows(
      """
      SELECT d.key, d.source, d.format, d.bytes, d.title, c.ordinal, c.kind, c.start_offset,
        c.end_offset, c.first_page, c.last_page, c.title_path, c.text
      FROM chunks c JOIN documents d ON d.id = c.document ORDER BY c.id
      """
    ) { row in (0..<13).map { row.optionalText($0) } }
    var expected: [[String?]] = []
    for document in documents {
      for chunk in document.chunks {
        let start: [String?] = [
          document.key, document.source, document.format, "\(document.bytes)", document.title,
        ]
        let middle: [String?] = [
          "\(chunk.ordinal)", chunk.kind, chunk.start.map { "\($0)" }, chunk.end.map { "\($0)" },
        ]
        let end: [String?] = [
          chunk.firstPage.map { "\($0)" }, chunk.lastPage.map { "\($0)" },
          chunk.titlePath.joined(separator: " › "), chunk.text,
        ]
        expected.append(start + middle + end)
      }
    }
    #expect(rows == expected)
    let paths = try connection.rows("SELECT path FROM document_paths ORDER BY document, position") {
      $0.text(0)
    }
    #expect(paths == documents.flatMap { [$0.path] + $0.alsoAt })
  }
}
