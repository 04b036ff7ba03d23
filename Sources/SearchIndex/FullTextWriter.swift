import InvertedIndex
import SQLite

/// Writes the tables behind one FTS5 table, in the form that FTS5 itself would give them.
///
/// The postings of the added documents are collected, in memory or in temporary files, until the
/// end. Then they are merged with the earlier index's into a single segment, the form that is read
/// fastest.
final class FullTextWriter {
  private let table: FullTextTable
  private let connection: Connection
  private var postings: PostingTable
  /// The added chunks' token counts, each as FTS5 stores it with its length in front.
  private var sizes: [UInt8] = []

  init(_ table: FullTextTable, on connection: Connection) {
    self.table = table
    self.connection = connection
    postings = PostingTable(spillingBeside: connection.path)
  }

  /// About how much memory the collected postings take.
  var memory: Int { postings.memory }

  /// Moves the collected postings to a temporary file.
  func spill() throws(RunFileError) { try postings.spill() }

  /// Takes the postings of a document whose chunks begin at a row.
  func add(_ postings: Postings, firstRow: Int) {
    self.postings.add(postings, firstRow: UInt64(firstRow))
    var row = postings.tokenCounts[...]
    while !row.isEmpty {
      let record = RecordNumbers.bytes(row.prefix(FullTextTable.columns).map { UInt64($0) })
      sizes.append(UInt8(record.count))
      sizes += record
      row = row.dropFirst(FullTextTable.columns)
    }
  }

  func finish(_ runs: [RowRun], _ previous: PreviousIndex?) throws {
    let carriesOver = runs.contains { $0.previous != nil }
    let averages = try writeSizes(runs, previous, carriesOver)
    let merge = try SegmentMerge(
      additions: postings,
      newRows: carriesOver ? newRows(runs, previous) : []
    )
    // The merge gives them free when it is through.
    postings = PostingTable()
    try writeSegment(merge, carriesOver)
    try writeRecords(averages, leafCount: merge.leafCount)
  }

  /// The new number of each chunk of the earlier index, zero for those that are gone.
  private func newRows(_ runs: [RowRun], _ previous: PreviousIndex?) -> [UInt32] {
    var newRows = [UInt32](repeating: 0, count: (previous?.chunkCount ?? 0) + 1)
    for run in runs {
      guard let start = run.previous?.chunk else { continue }
      for offset in 0..<run.chunkCount {
        newRows[Int(start + offset)] = UInt32(run.chunk + offset)
      }
    }
    return newRows
  }

  private func writeSizes(
    _ runs: [RowRun],
    _ previous: PreviousIndex?,
    _ carriesOver: Bool
  ) throws(SQLiteError) -> AveragesRecord {
    var averages = AveragesRecord(columns: FullTextTable.columns)
    let insert = try connection.prepare("INSERT INTO \(table.name)_docsize VALUES (?, ?)")
    let select =
      carriesOver
      ? try connection.prepare(
        "SELECT sz FROM previous.\(table.name)_docsize WHERE id BETWEEN ? AND ? ORDER BY id"
      ) : nil
    var place = 0
    for run in runs {
      if let start = run.previous?.chunk {
        try select?.bind(1, start)
        try select?.bind(2, start + run.chunkCount - 1)
      }
      for offset in 0..<run.chunkCount {
        var record: [UInt8]
        if run.previous == nil {
          let end = place + 1 + Int(sizes[place])
          record = Array(sizes[place + 1..<end])
          place = end
        } else {
          _ = try select?.step()
          record = select?.blob(0) ?? []
        }
        averages.add(sizes: record)
        try insert.bind(1, run.chunk + offset)
        try insert.bind(2, record)
        try insert.run()
      }
      select?.reset()
    }
    return averages
  }

  private func writeSegment(_ merge: SegmentMerge, _ carriesOver: Bool) throws {
    let insert = try connection.prepare("INSERT INTO \(table.name)_data VALUES (?, ?)")
    func write(_ pages: [SegmentPage]) throws(SQLiteError) {
      for page in pages {
        try insert.bind(1, StructureRecord.row(of: page))
        try insert.run(borrowing: page.bytes.span, at: 2)
      }
    }
    let structure = carriesOver ? try PreviousIndex.structure(of: table, connection) : nil
    if let leaves = structure?.leafRows {
      let select = try connection.prepare(
        "SELECT block FROM previous.\(table.name)_data WHERE id BETWEEN ? AND ? ORDER BY id"
      )
      try select.bind(1, leaves.lowerBound)
      try select.bind(2, leaves.upperBound)
      while try select.step() {
        try select.withBlob(0) { leaf throws(MergeError) in try merge.add(leaf: leaf) }
        while try merge.advance() { try write(merge.takePages()) }
      }
    }
    try merge.finishLeaves()
    while try merge.advance() { try write(merge.takePages()) }
    try merge.finish()
    try write(merge.takePages())
    try write(merge.doclistIndexPages())

    let insertTerm = try connection.prepare("INSERT INTO \(table.name)_idx VALUES (?, ?, ?)")
    try insertTerm.bind(1, StructureRecord.segmentNumber)
    for term in merge.terms() {
      try insertTerm.bind(2, term.prefix)
      try insertTerm.bind(3, term.leaf)
      try insertTerm.run()
    }
  }

  private func writeRecords(_ averages: AveragesRecord, leafCount: Int) throws(SQLiteError) {
    let data = "\(table.name)_data"
    let old = try connection.rows(
      "SELECT block FROM \(data) WHERE id = ?",
      .integer(StructureRecord.row)
    ) { $0.blob(0) }
    let structure = StructureRecord(
      cookie: Array((old.first ?? []).prefix(4)),
      leafCount: leafCount
    )
    for (row, bytes) in [
      (AveragesRecord.row, averages.rows == 0 ? [] : averages.bytes),
      (StructureRecord.row, structure.bytes),
    ] {
      try connection.run(
        "UPDATE \(data) SET block = ? WHERE id = ?",
        .blob(bytes),
        .integer(row)
      )
    }
  }
}
