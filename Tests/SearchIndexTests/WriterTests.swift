import SQLite
import SearchIndex
import Testing

@Suite struct `Writing an index` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let options = [
    IndexOptions(), IndexOptions(tokenizers: ["porter unicode61", "trigram"]),
    IndexOptions(tokenizers: ["unicode61 remove_diacritics 2"], titleWeight: 1.5, pageSize: 4096),
    IndexOptions(pageSize: 512),
  ]

  @Test(arguments: options, [0, 1, 2, 30, 400])
  func `it is sound and the same each time`(options: IndexOptions, count: Int) throws {
    let documents = (0..<count).map { Library.document($0) }
    let first = folder.file("first.sqlite")
    let second = folder.file("a second; with another name.sqlite")
    let counts = try write(documents, to: first, options)
    #expect(counts.documents == count)
    #expect(counts.chunks == documents.reduce(0) { $0 + $1.chunks.count })
    #expect(
      counts.characters
        == documents.flatMap(\.chunks).reduce(0) { $0 + $1.text.unicodeScalars.count }
    )
    try write([0x78], to: second)
    let writer = try IndexWriter(path: second, options: options)
    let preparer = try DocumentPreparer(options)
    for document in documents { try writer.add(preparer.prepare(document)) }
    #expect(try writer.finish() == counts)
    #expect(bytes(of: first) == bytes(of: second))

    let reader = try IndexReader(path: first)
    #expect(reader.options == options)
    #expect(try reader.counts() == counts)
    #expect(try reader.problems() == [])
    #expect(bytes(of: first) == bytes(of: second))
  }

  @Test(arguments: options, 0..<12)
  func `carrying over gives the bytes of a new index`(options: IndexOptions, seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    // From hardly any change to nothing but change, with documents coming and going.
    let rate = [0, 1, 3, 20, 60, 100][seed / 2]
    func changes() -> Bool { Int(random.next() % 100) < rate }
    let before = (0..<200).filter { seed != 11 && $0 % 3 != seed % 3 }
    var after: [(number: Int, version: Int)] = before.map { ($0, changes() ? 1 : 0) }
    after.removeAll { _ in changes() }
    after += (0..<200).filter { $0 % 3 == seed % 3 && changes() }.map { ($0, 0) }
    after.sort { $0.number < $1.number }

    let old = folder.file("old.sqlite")
    let new = folder.file("new.sqlite")
    let anew = folder.file("anew.sqlite")
    try write(before.map { Library.document($0) }, to: old, options)
    let unchanged = bytes(of: old)
    let expected = try write(
      after.map { Library.document($0.number, version: $0.version) },
      to: anew,
      options
    )
    let writer = try IndexWriter(path: new, options: options, previous: old)
    for (number, version) in after {
      let kept = version == 0 ? try writer.keep(Library.key(number)) : false
      #expect(kept == (version == 0 && before.contains(number)))
      if !kept { try writer.add(Library.document(number, version: version)) }
    }
    #expect(try writer.finish() == expected)
    #expect(bytes(of: new) == bytes(of: anew))
    #expect(bytes(of: old) == unchanged)
    #expect(try IndexReader(path: new).problems() == [])
  }

  @Test func `an earlier index made in another way is passed over`() throws {
    let documents = (0..<20).map { Library.document($0) }
    let other = folder.file("other.sqlite")
    try write(documents, to: other, IndexOptions(titleWeight: 2))
    let foreign = folder.file("foreign.sqlite")
    try Connection(path: foreign, mode: .freshFile).execute("CREATE TABLE t(v)")
    try write(Array("no database".utf8), to: folder.file("text"))
    let edited = folder.file("edited.sqlite")
    try write(documents, to: edited)
    try Connection(path: edited, mode: .readWrite).execute(
      "INSERT INTO chunks_fts(rowid, title_path, text) VALUES(9999, 'a', 'b')"
    )
    for previous in [other, foreign, folder.file("text"), folder.file("none"), edited] {
      let writer = try IndexWriter(path: folder.file("new"), previous: previous)
      #expect(try !writer.keep(Library.key(0)), "\(previous)")
    }
  }

  @Test func `a damaged earlier index is refused`() throws {
    let old = folder.file("old.sqlite")
    let documents = (0..<60).map { Library.document($0) }
    try write(documents, to: old)
    try Connection(path: old, mode: .readWrite).execute(
      "UPDATE chunks_fts_data SET block = zeroblob(20) WHERE id = (1 << 37) + 1"
    )
    let writer = try IndexWriter(path: folder.file("new"), previous: old)
    for number in 0..<60 { #expect(try writer.keep(Library.key(number))) }
    let error = #expect(throws: IndexError.self) { try writer.finish() }
    #expect(
      error?.description
        == "the earlier index '\(old)' cannot be carried on: "
        + "leaf 1 of the full-text index has no end."
    )
  }

  @Test func `documents out of order are refused`() throws {
    let writer = try IndexWriter(path: folder.file("x"))
    try writer.add(Library.document("b"))
    for key in ["a", "b", "B", ""] {
      #expect(throws: IndexError.outOfOrder(key: key, after: "b")) {
        try writer.add(Library.document(key))
      }
    }
    // By bytes, not by what looks alike.
    try writer.add(Library.document("e\u{301}"))
    try writer.add(Library.document("é"))
    #expect(try writer.finish().documents == 3)
  }

  @Test func `nothing is left of an index that was given up`() throws {
    let path = folder.file("x")
    do {
      let writer = try IndexWriter(path: path)
      try writer.add(Library.document(1))
      #expect(exists(path))
    }
    #expect(!exists(path))
  }

  @Test(arguments: [[], ["unicode61", "trigram", "trigram case_sensitive 1"]])
  func `tokenizers need tables of their own`(tokenizers: [String]) {
    #expect(throws: IndexError.tokenizers(tokenizers)) {
      try IndexWriter(path: folder.file("x"), options: IndexOptions(tokenizers: tokenizers))
    }
  }

  @Test(arguments: ["", "nonsense", "unicode61 remove_diacritics 7"])
  func `an unknown tokenizer is refused`(tokenizer: String) {
    let error = #expect(throws: IndexError.self) {
      try IndexWriter(path: folder.file("x"), options: IndexOptions(tokenizers: [tokenizer]))
    }
    #expect(error?.description.contains("tokenizer") == true)
    #expect(!exists(folder.file("x")))
  }
}
