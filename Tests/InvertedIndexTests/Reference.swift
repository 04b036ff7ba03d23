import InvertedIndex
import SQLite
import Testing

/// The segment that FTS5 itself makes of some rows with its `optimize` command.
struct Reference {
  var leaves: [SegmentPage] = []
  var indexPages: [SegmentPage] = []
  var terms: [SegmentTerm] = []

  init(rows: [(Int, [String])], _ parameters: `Segments have the bytes of FTS5's own`.Case) throws {
    let connection = try Connection.inMemory()
    try connection.execute(
      """
      CREATE VIRTUAL TABLE f USING fts5(title, text, content='', tokenize='\(parameters.tokenizer)');
      INSERT INTO f(f, rank) VALUES('pgsz', \(parameters.pageSize));
      INSERT INTO f(f, rank) VALUES('automerge', 0);
      INSERT INTO f(f, rank) VALUES('hashsize', 100000000);
      """
    )
    let insert = try connection.prepare("INSERT INTO f(rowid, title, text) VALUES(?, ?, ?)")
    // Two transactions, since only a merge of two segments follows the rules for merges.
    for half in 0..<2 {
      try connection.transaction {
        for (index, row) in rows.enumerated() where index * 2 / max(2, rows.count) == half {
          try insert.run(.integer(Int64(row.0)), .text(row.1[0]), .text(row.1[1]))
        }
      }
    }
    // All in one go: merges that pause, as those of `optimize` do, leave a leaf half full.
    try connection.execute("INSERT INTO f(f, rank) VALUES('merge', -100000000)")
    let select = try connection.prepare("SELECT id, block FROM f_data WHERE id > 10 ORDER BY id")
    while try select.step() {
      let number = select.int64(0) & 0x1f_ffff_ffff
      let page = SegmentPage(number: number, bytes: select.blob(1))
      if number < 1 << 31 { leaves.append(page) } else { indexPages.append(page) }
    }
    terms = try connection.rows("SELECT term, pgno FROM f_idx ORDER BY segid, term") {
      SegmentTerm(prefix: $0.blob(0), leaf: $0.int64(1))
    }
  }

  func check(_ merge: SegmentMerge, pages: [SegmentPage]) {
    #expect(merge.leafCount == pages.count)
    #expect(pages.count == leaves.count)
    #expect(zip(pages, leaves).first { $0 != $1 } == nil)
    #expect(merge.doclistIndexPages() == indexPages)
    #expect(merge.terms() == terms)
  }
}
