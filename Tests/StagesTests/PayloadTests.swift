import Digests
import Documents
import JSON
import Pipeline
import SQLite
import Stages
import TestSupport
import Testing
import Transformers

/// Elements and chunks on their way through the cache, and the ids that chunks get.
@Suite struct PayloadTests {
  @Test func elementsComeBack() throws {
    #expect(recordFaults(Sample.elements) == [])
    #expect(recordFaults(Elements([])) == [])
    var reader = RecordReader(recorded(Sample.elements))
    #expect(try Elements(from: &reader).document == Sample.elements.document)
  }

  @Test func chunksComeBack() throws {
    #expect(recordFaults(Sample.chunks) == [])
    #expect(recordFaults(Chunks(title: nil, chunks: [])) == [])
    var reader = RecordReader(recorded(Sample.chunks))
    #expect(try Chunks(from: &reader).chunks == Sample.chunks.chunks)
  }

  @Test func vectorsComeBack() throws {
    #expect(recordFaults(Sample.vectors) == [])
    var reader = RecordReader(recorded(Sample.vectors))
    let vectors = try Vectors(from: &reader)
    #expect(vectors.chunks.chunks == Sample.chunks.chunks)
    #expect(vectors.space == Sample.space)
    #expect(Array(vectors.vector(1)) == [0, 0, 0, 0xBC])
    #expect(vectors.space.form.numbers(in: vectors.vector(0)) == [1, 0])
    // As many numbers as chunks ask for, no more and no less.
    var wrong = Sample.vectors
    wrong.bytes.removeLast()
    var damaged = RecordReader(recorded(wrong))
    #expect(throws: RecordError.self) { try Vectors(from: &damaged) }
  }

  /// Damaged bytes are refused or give some other value; they never end the process.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func damage(seed: UInt64) {
    #expect(readDamaged(Sample.elements, times: 3000, seed: seed) > 1000)
    #expect(readDamaged(Sample.chunks, times: 3000, seed: seed) > 1000)
    #expect(readDamaged(Sample.vectors, times: 3000, seed: seed) > 1000)
  }

  private func ids(_ chunks: [Chunk], _ path: String = "a.md", source: String = "files")
    -> [StableID]
  {
    Chunks(title: nil, chunks: chunks).ids(in: DocumentIdentity(source: source, path: path))
  }

  private func chunk(_ text: String, titles: [String] = []) -> Chunk {
    Chunk(.compositeElement, text, titlePath: titles, elements: 0..<1)
  }

  @Test func chunksKeepTheirIDsWhenOthersChange() {
    let before = ids([chunk("one"), chunk("two"), chunk("three")])
    let after = ids([chunk("zero"), chunk("one"), chunk("three")])
    #expect(after[1] == before[0])
    #expect(after[2] == before[2])
    #expect(after[0] != before[1])
  }

  @Test func equalChunksHaveIDsOfTheirOwn() {
    let all = ids([chunk("same"), chunk("same"), chunk("same")])
    #expect(Set(all).count == 3)
    #expect(ids([chunk("same"), chunk("same")]) == Array(all.prefix(2)))
  }

  @Test func idsTellPlacesApart() {
    let all = [
      ids([chunk("x")]), ids([chunk("x")], "b.md"), ids([chunk("x")], source: "other"),
      ids([chunk("x", titles: ["x"])]), ids([chunk("xx")]), ids([chunk("", titles: ["x", "x"])]),
      ids([chunk("x")], "e\u{301}.md"), ids([chunk("x")], "\u{E9}.md"),
    ]
    #expect(Set(all.flatMap { $0 }).count == all.count)
  }

  @Test func titleIsTheFirstThatThereIs() {
    #expect(Sample.elements.title == "Rain")
    #expect(Elements([Element(.narrativeText, "x")]).title == nil)
    var document = ParsedDocument([Element(.narrativeText, "x")])
    document.facts.title = "Rain"
    #expect(Elements(document).title == "Rain")
  }
}

/// The tokenizers that a pipeline may name, and how they are refused.
@Suite struct TokenizerTests {
  @Test(arguments: [
    "unicode61", "ascii", "trigram", "porter", "porter unicode61", "porter ascii", "porter trigram",
    "unicode61 remove_diacritics 2", "trigram case_sensitive 1",
    "porter unicode61 remove_diacritics 0",
    "unicode61 tokenchars '-_'", "unicode61 tokenchars ' '", "unicode61 tokenchars _",
    "unicode61 separators 'a''b' tokenchars '.'",
  ])
  func taken(text: String) throws {
    #expect(try Tokenizer(setting: .init(text)).text == text)
    // SQLite has the last word on what a tokenizer is.
    let connection = try Connection.inMemory()
    let literal = text.replacing("'", with: "''")
    try connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='\(literal)')")
  }

  @Test(arguments: [
    "", " ", "porter porter ascii", "unicode", "porter stemmer", "unicode61 diacritics 2",
    "unicode61 remove_diacritics",
    "unicode61 remove_diacritics 3", "trigram case_sensitive yes", "ascii case_sensitive 1",
    "ascii ascii", "unicode61 tokenchars -_", "unicode61 tokenchars '-_",
    "unicode61 tokenchars 'a'b",
    "unicode61 tokenchars \"-\"",
  ])
  func refused(text: String) {
    #expect(throws: SettingProblem.self) { try Tokenizer(setting: .init(text)) }
  }
}
