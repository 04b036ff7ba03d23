import Foundation
import InvertedIndex
import SQLite
import Testing

@Suite struct `Segments have the bytes of FTS5's own` {
  struct Case: Sendable, CustomTestStringConvertible {
    var rows: Int
    var pageSize: Int
    var tokenizer = "porter unicode61"
    var testDescription: String { "\(rows) rows, pages of \(pageSize), \(tokenizer)" }
  }

  static let cases = [
    Case(rows: 1, pageSize: 4050), Case(rows: 3, pageSize: 4050), Case(rows: 700, pageSize: 4050),
    Case(rows: 400, pageSize: 64), Case(rows: 900, pageSize: 64), Case(rows: 500, pageSize: 100),
    Case(rows: 300, pageSize: 33), Case(rows: 400, pageSize: 1000),
    Case(rows: 100, pageSize: 4050, tokenizer: "trigram"),
    Case(rows: 60, pageSize: 128, tokenizer: "trigram"),
    Case(rows: 200, pageSize: 512, tokenizer: "unicode61"),
  ]

  @Test(arguments: cases, [nil, 1, 3, 50])
  func `a new segment`(parameters: Case, spilledEach count: Int?) throws {
    let rows = (1...parameters.rows).map { Sample.row($0) }
    let expected = try Reference(rows: rows.enumerated().map { ($0 + 1, $1) }, parameters)
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let table = PostingTable(spillingBeside: path)
    let collector = PostingCollector()
    let tokenizer = try FullTextTokenizer(parameters.tokenizer)
    var documents = 0
    // Documents of one to four rows.
    var first = 0
    while first < rows.count {
      let last = min(rows.count, first + 1 + first % 4)
      let postings = try Sample.postings(rows[first..<last], collector, tokenizer)
      table.add(postings, firstRow: UInt64(first + 1))
      first = last
      documents += 1
      if let count, documents % count == 0 {
        try table.spill()
        #expect(table.memory == 0)
      }
    }
    let merge = try SegmentMerge(additions: table, pageSize: parameters.pageSize)
    try merge.finish()
    expected.check(merge, pages: merge.takePages())
  }

  @Test(arguments: cases, [1, 2, 3, 4])
  func `an older segment with changes`(parameters: Case, seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let share = [30, 60, 98, 100][seed - 1]
    // The older rows, of which some go; the new ones come between them.
    let older = (1...parameters.rows).map { Sample.row($0) }
    var newRows: [UInt32] = [0]
    var all: [(Int, [String])] = []
    var added: [(Int, [String])] = []
    for row in older {
      while random.next() % 100 >= share {
        added.append((all.count + 1, Sample.row(100_000 + all.count)))
        all.append((all.count + 1, Sample.row(100_000 + all.count)))
      }
      let stays = random.next() % 100 < share
      if stays { all.append((all.count + 1, row)) }
      newRows.append(stays ? UInt32(all.count) : 0)
    }
    let before = try Reference(rows: older.enumerated().map { ($0 + 1, $1) }, parameters)
    let expected = try Reference(rows: all, parameters)

    let table = PostingTable()
    let collector = PostingCollector()
    let tokenizer = try FullTextTokenizer(parameters.tokenizer)
    for (number, row) in added {
      table.add(try Sample.postings([row][...], collector, tokenizer), firstRow: UInt64(number))
    }
    let merge = try SegmentMerge(
      additions: table,
      pageSize: parameters.pageSize,
      newRows: newRows
    )
    var pages: [SegmentPage] = []
    for leaf in before.leaves {
      try merge.add(leaf: leaf.bytes.span)
      while try merge.advance() { pages += merge.takePages() }
    }
    try merge.finish()
    expected.check(merge, pages: pages + merge.takePages())
  }

  @Test func `damaged leaves are refused or read, never worse`() throws {
    let parameters = Case(rows: 200, pageSize: 200)
    let rows = (1...200).map { ($0, Sample.row($0)) }
    let leaves = try Reference(rows: rows, parameters).leaves
    var random = SplitMix(state: 5)
    var refused = 0
    for _ in 0..<300 {
      var damaged = leaves.map(\.bytes)
      for _ in 0..<3 {
        let leaf = Int(random.next() % UInt64(damaged.count))
        switch random.next() % 8 {
        case 0: damaged[leaf].removeLast(Int(random.next() % UInt64(damaged[leaf].count + 1)))
        case 1: damaged.swapAt(leaf, damaged.count - 1)
        default:
          let place = Int(random.next() % UInt64(max(1, damaged[leaf].count)))
          if place < damaged[leaf].count {
            damaged[leaf][place] = UInt8(truncatingIfNeeded: random.next())
          }
        }
      }
      let merge = try SegmentMerge(
        additions: PostingTable(),
        pageSize: 200,
        newRows: (0...200).map { UInt32($0) }
      )
      do throws(MergeError) {
        for leaf in damaged {
          try merge.add(leaf: leaf.span)
          while try merge.advance() { _ = merge.takePages() }
        }
        try merge.finish()
      } catch {
        refused += 1
      }
    }
    #expect(refused > 75)
  }
}
