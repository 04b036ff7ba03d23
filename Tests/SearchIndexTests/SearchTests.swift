import SQLite
import SearchIndex
import Testing

@Suite struct Searching {
  let folder: TemporaryFolder
  let reader: IndexReader

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("x.sqlite")
    var copied = Library.document("c/copied.txt", "A scanner jam.")
    copied.alsoAt = ["z/copy.txt", "b/copy.txt"]
    copied.chunks[0].firstPage = 3
    copied.chunks[0].lastPage = 4
    try write(
      [
        Library.document("a/equal.txt", "nothing here", "same words here", "same words here"),
        Library.document("b/equal.txt", "same words here"),
        copied,
        Library.document("d/text.txt", "The toner of the printer is running low today."),
        Library.document("e/title.txt", "Another text about it.", titlePath: ["Toner", "Low"]),
        Library.document("f/japanese.txt", "これは全文検索エンジンの説明です。", "検索する"),
        Library.document(
          "g/long.txt",
          String(repeating: "filler ", count: 200) + "needle" + " after it all"
        ),
      ],
      to: path,
      IndexOptions(tokenizers: ["porter unicode61", "trigram"])
    )
    reader = try IndexReader(path: path)
  }

  func found(_ text: String, _ options: SearchOptions = SearchOptions()) throws -> [String] {
    try reader.search(QueryText(text), options).map { "\($0.path):\($0.ordinal)" }
  }

  @Test(arguments: [
    ("printer", ["d/text.txt:0"]),
    ("PRINTERS run", ["d/text.txt:0"]),
    ("jam", ["c/copied.txt:0"]),
    ("toner", ["e/title.txt:0", "d/text.txt:0"]),
    ("toner -printer", ["e/title.txt:0"]),
    ("toner absent", []),
    ("\"running low\"", ["d/text.txt:0"]),
    ("\"low running\"", []),
    ("scan*", ["c/copied.txt:0"]),
    ("same", ["a/equal.txt:1", "a/equal.txt:2", "b/equal.txt:0"]),
    ("全文検索", ["f/japanese.txt:0"]),
    ("検索", ["f/japanese.txt:0", "f/japanese.txt:1"]),
    ("検索 -説明", ["f/japanese.txt:1"]),
    ("索引", []),
  ])
  func finds(text: String, expected: [String]) throws {
    #expect(try found(text) == expected)
  }

  @Test func `page by page`() throws {
    let all = try found("same")
    for offset in 0...4 {
      #expect(
        try found("same", SearchOptions(limit: 2, offset: offset))
          == Array(all.dropFirst(offset).prefix(2))
      )
    }
    #expect(try found("same", SearchOptions(limit: 0)) == [])
    #expect(try found("same", SearchOptions(limit: -1, offset: -1)) == [])
  }

  @Test func `a hit tells where it is`() throws {
    let hit = try #require(
      try reader.search(QueryText("scanner"), SearchOptions(withText: true)).first
    )
    #expect(hit.path == "c/copied.txt")
    #expect(hit.alsoAt == ["z/copy.txt", "b/copy.txt"])
    #expect((hit.firstPage, hit.lastPage) == (3, 4))
    #expect(hit.text == "A scanner jam.")
    #expect(hit.score > 0)
    #expect(hit.uuid.count == 36)
    #expect(hit.titlePath == "")
  }

  @Test(arguments: [
    ("needle", "…filler filler [needle] after it…"),
    ("running", "The toner of the printer is [running] low today."),
    ("全文検索", "これは[全文検索]エンジンの説明です。"),
    ("説明", "…検索エンジンの[説明]です。"),
  ])
  func `a snippet shows the words`(text: String, snippet: String) throws {
    let words = text == "running" ? 20 : 5
    let hit = try #require(
      try reader.search(
        QueryText(text),
        SearchOptions(marks: ("[", "]"), snippetWords: words)
      ).first
    )
    #expect(hit.snippet == snippet)
    #expect(hit.text == nil)
  }

  @Test func `documents are given back in order`() throws {
    var keys: [String] = []
    var chunks = 0
    try reader.documents { document in
      keys.append(document.key)
      chunks += document.chunkUUIDs.count
      #expect(document.sha256 == "010203")
    }
    #expect(keys == keys.sorted() && keys.count == 7)
    #expect(chunks == 10)
  }
}

@Suite struct `Telling a sound index from a damaged one` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    "UPDATE chunks SET text = 'other words' WHERE id = 5",
    "DELETE FROM chunks WHERE id = 5",
    "DELETE FROM chunks_fts_docsize WHERE id = 5",
    "DELETE FROM documents WHERE id = 2",
    "UPDATE documents SET chunks = chunks + 1 WHERE id = 2",
    "DELETE FROM document_paths WHERE document = 2",
    "UPDATE chunks_fts_data SET block = zeroblob(99) WHERE id = (1 << 37) + 1",
    "DELETE FROM chunks_fts_data WHERE id = (1 << 37) + 1",
    "DELETE FROM chunks_fts_idx",
    "UPDATE chunks_fts_idx SET pgno = pgno + 2 WHERE term > ''",
    "INSERT INTO chunks_fts_data VALUES (1 << 40, x'00')",
    "UPDATE chunks_fts_data SET block = x'0505' WHERE id = 1",
    "INSERT INTO chunks_fts(rowid, title_path, text) VALUES (9999, 'a', 'b')",
  ])
  func `finds the problem`(damage: String) throws {
    let path = folder.file("x.sqlite")
    try write((0..<40).map { Library.document($0) }, to: path)
    #expect(try IndexReader(path: path).problems() == [])
    try Connection(path: path, mode: .readWrite).execute(damage)
    let before = bytes(of: path)
    #expect(try !IndexReader(path: path).problems().isEmpty)
    #expect(bytes(of: path) == before)
  }

  @Test func `finds flipped bytes`() throws {
    let path = folder.file("x.sqlite")
    try write((0..<40).map { Library.document($0) }, to: path)
    let sound = bytes(of: path)
    var random = SplitMix(state: 1)
    var found = 0
    for _ in 0..<40 {
      var damaged = sound
      for _ in 0..<200 { damaged[Int(random.next() % UInt64(sound.count))] ^= 0x55 }
      try write(damaged, to: path)
      let problems = try? IndexReader(path: path).problems()
      if problems != [] { found += 1 }
    }
    #expect(found >= 35)
  }

  @Test func `other files are no index`() throws {
    let path = folder.file("x.sqlite")
    try Connection(path: path, mode: .freshFile).execute("CREATE TABLE documents(v)")
    #expect(throws: IndexError.notAnIndex(path: path)) { try IndexReader(path: path) }
    try write(Array(repeating: 65, count: 9000), to: path)
    #expect(throws: IndexError.notAnIndex(path: path)) { try IndexReader(path: path) }
    #expect(throws: IndexError.self) { try IndexReader(path: folder.file("none")) }
  }
}
