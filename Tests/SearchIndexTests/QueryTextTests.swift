import SearchIndex
import Testing

@Suite struct `What a user may type` {
  @Test(arguments: [
    ("printer", #""printer""#),
    ("  paper   jam\n", #""paper" "jam""#),
    (#""paper jam" printer"#, #""paper jam" "printer""#),
    (#"an "open phrase"#, #""an" "open phrase""#),
    ("print*", #""print" *"#),
    ("* a *", #""a""#),
    ("a -b", #"("a") NOT ("b")"#),
    (#"a -b -"c d" -e*"#, #"("a") NOT ("b" OR "c d" OR "e" *)"#),
    ("-only", #""only""#),
    ("-a -b", #""a" "b""#),
    ("a --b", #""a" "--b""#),
    ("a - b", #""a" "b""#),
    ("e-mail", #""e-mail""#),
    ("a AND NOT b", #""a" "AND" "NOT" "b""#),
    ("NEAR(a b)", #""NEAR(a" "b)""#),
    ("title_path:x ^y", #""title_path:x" "^y""#),
    (#"say"what"now"#, #""say" "what" "now""#),
    ("a\0b", #""a" "b""#),
    ("\"a\0b\"", #""a b""#),
    ("same same", #""same""#),
    ("'; DROP TABLE chunks; --", #""DROP" "TABLE" "chunks;""#),
    ("👍 fine", #""fine""#),
    ("größe", #""größe""#),
  ])
  func `becomes a question to FTS5`(text: String, expression: String) throws {
    #expect(try QueryText(text).matchExpression == expression)
  }

  @Test(arguments: ["", " \n\t", "!?", "\"\"", "\"", "-", "*", "-*", "👍", "\0", "- - -", "( ) :"])
  func `may hold nothing to search for`(text: String) {
    #expect(throws: SearchError.nothingToSearchFor) { try QueryText(text) }
  }

  @Test func `never fails`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("x.sqlite")
    try write(
      (0..<40).map { Library.document($0) },
      to: path,
      IndexOptions(tokenizers: ["porter unicode61", "trigram"])
    )
    let reader = try IndexReader(path: path)
    let pieces = [
      "a", "the", "\"", "'", "*", "-", "(", ")", "AND", "OR", "NOT", "NEAR", ":", "^", "+", "{",
      "}",
      "\0", "\\", "%", "_", ";", "--", "/*", "検索", "全", "👍", "e\u{301}", "\u{202e}", "\u{feff}",
      " ", "  ", "\n", "text", "title_path", "SELECT * FROM chunks", "x'00'", "?1", "1e400",
      "\u{378}", "\u{1f9ff}", "\u{0}\u{0}", ",", "100", "NEAR(a b, 5)", "\u{e000}",
    ]
    var random = SplitMix(state: 11)
    var asked = 0
    for _ in 0..<4000 {
      let text = (0..<Int(random.next() % 12)).map { _ in
        random.next() % 8 == 0
          ? String(Unicode.Scalar(UInt32(random.next() % 0x3000)) ?? "x")
          : pieces[Int(random.next() % UInt64(pieces.count))]
      }.joined(separator: random.next() % 2 == 0 ? "" : " ")
      guard let query = try? QueryText(text) else { continue }
      _ = try reader.search(query, SearchOptions(limit: 3, marks: ("<\0", ">")))
      asked += 1
    }
    #expect(asked > 2000)
    for piece in pieces + ["word ", "\"a ", "検索 ", "-a b ", "abc"] {
      let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
      guard let query = try? QueryText(text) else { continue }
      _ = try reader.search(query)
    }
  }
}
