import InvertedIndex
import SQLite

/// The comparison of a full-text table with what a writer would make of its contents.
///
/// FTS5's own check does not look at everything; it does not miss the table by which terms are
/// found, for one.
struct CanonicalForm {
  private let table: FullTextTable
  private let connection: Connection

  init(_ table: FullTextTable, _ connection: Connection) {
    self.table = table
    self.connection = connection
  }

  func problems() throws(SQLiteError) -> [String] {
    let problem = "\(table.name) is not as it was written"
    let records = try connection.rows(
      "SELECT block FROM \(table.name)_data WHERE id = ?",
      .integer(StructureRecord.row)
    ) { $0.blob(0) }
    guard let structure = records.first.flatMap({ StructureRecord(bytes: $0) }) else {
      return ["\(problem): it has other segments."]
    }
    let last = UInt32(try connection.integer("SELECT max(id) FROM chunks") ?? 0)
    let merge: SegmentMerge
    do {
      merge = try SegmentMerge(additions: PostingTable(), newRows: Array(0...last))
      guard try hasSameLeaves(structure, merge) else { return ["\(problem): its leaves differ."] }
    } catch let error as SQLiteError {
      throw error
    } catch {
      return ["\(problem): \(error)"]
    }
    let pages = merge.doclistIndexPages()
    let terms = try connection.rows(
      "SELECT segid, term, pgno FROM \(table.name)_idx ORDER BY segid, term"
    ) { (segment: $0.int64(0), term: SegmentTerm(prefix: $0.blob(1), leaf: $0.int64(2))) }
    guard terms.map(\.term) == merge.terms(),
      terms.allSatisfy({ $0.segment == StructureRecord.segmentNumber })
    else { return ["\(problem): its terms differ."] }
    // Two records, the leaves and the indexes of doclists are all there is.
    let rows = try connection.integer("SELECT count(*) FROM \(table.name)_data") ?? 0
    for page in pages {
      let same = try connection.integer(
        "SELECT block = ? FROM \(table.name)_data WHERE id = ?",
        .blob(page.bytes),
        .integer(StructureRecord.row(of: page))
      )
      guard same == 1 else { return ["\(problem): its doclist indexes differ."] }
    }
    guard rows == Int64(2 + structure.leafCount + pages.count) else {
      return ["\(problem): it has more rows."]
    }
    return []
  }

  private func hasSameLeaves(_ structure: StructureRecord, _ merge: SegmentMerge) throws -> Bool {
    let select = try connection.prepare(
      "SELECT id, block FROM \(table.name)_data WHERE id BETWEEN ? AND ? ORDER BY id"
    )
    // Pages come out later than they went in, so those that went in wait for their like.
    var waiting: [[UInt8]] = []
    func compare(_ pages: [SegmentPage]) -> Bool {
      guard pages.count <= waiting.count, zip(pages, waiting).allSatisfy({ $0.bytes == $1 })
      else { return false }
      waiting.removeFirst(pages.count)
      return true
    }
    if let leaves = structure.leafRows {
      try select.bind(1, leaves.lowerBound)
      try select.bind(2, leaves.upperBound)
      var expected = leaves.lowerBound
      while try select.step() {
        guard select.int64(0) == expected else { return false }
        expected += 1
        let leaf = select.blob(1)
        waiting.append(leaf)
        try merge.add(leaf: leaf.span)
        while try merge.advance() {
          guard compare(merge.takePages()) else { return false }
        }
        guard compare(merge.takePages()) else { return false }
      }
    }
    try merge.finish()
    return compare(merge.takePages()) && waiting.isEmpty && merge.leafCount == structure.leafCount
  }
}
