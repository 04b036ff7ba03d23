import Foundation
import InvertedIndex
import Testing

@Suite struct `Runs are merged however many there are` {
  @Test(arguments: [1, 63, 64, 65, 128, 191, 255, 4095, 4096, 4096 + 191])
  func `to the segment that memory alone would give`(count: Int) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let collector = PostingCollector()
    let spilled = PostingTable(spillingBeside: path)
    let kept = PostingTable()
    for row in 1...count {
      collector.beginRow()
      collector.beginColumn(0)
      for word in [
        "all", "term \(row % 10)", "row \(row)", String(repeating: "x", count: row % 99),
      ] {
        collector.add(Array(word.utf8).span, colocated: false)
      }
      let postings = collector.finish()
      kept.add(postings, firstRow: UInt64(row))
      spilled.add(postings, firstRow: UInt64(row))
      try spilled.spill()
    }
    let expected = try SegmentMerge(additions: kept, pageSize: 200)
    let merge = try SegmentMerge(additions: spilled, pageSize: 200)
    try expected.finish()
    try merge.finish()
    #expect(merge.takePages() == expected.takePages())
    #expect(merge.doclistIndexPages() == expected.doclistIndexPages())
    #expect(merge.terms() == expected.terms())
  }
}
