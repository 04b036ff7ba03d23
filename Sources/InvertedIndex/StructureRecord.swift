/// FTS5's record of which segments there are, for an index that has one at most.
package struct StructureRecord: Hashable, Sendable {
  /// Changes with the table's settings; FTS5 compares it with what it remembers.
  package var cookie: [UInt8]
  package var leafCount: Int

  /// Where the record is kept, and the segment's number.
  package static let row: Int64 = 10
  private static let segment: UInt64 = 1

  package init(cookie: [UInt8], leafCount: Int) {
    self.cookie = cookie
    self.leafCount = leafCount
  }

  package var bytes: [UInt8] {
    // Levels, segments and the write counter; then the level's running merges and segments; then
    // the segment's number, first and last leaf.
    let numbers: [UInt64] =
      leafCount == 0 ? [0, 0, 0] : [1, 1, 0, 0, 1, Self.segment, 1, UInt64(leafCount)]
    return cookie + RecordNumbers.bytes(numbers)
  }

  /// Reads a record, nil when it tells of anything but one segment as it is written here.
  package init?(bytes: [UInt8]) {
    let numbers = RecordNumbers.numbers(bytes.dropFirst(4))
    cookie = Array(bytes.prefix(4))
    leafCount = numbers.count == 8 ? Int(truncatingIfNeeded: numbers[7]) : 0
    guard leafCount >= 0, leafCount < 1 << 31, self.bytes == bytes else { return nil }
  }

  /// Returns the row of a page in the table of FTS5's data.
  package static func row(of page: SegmentPage) -> Int64 { Int64(segment) << 37 | page.number }

  /// The rows of all leaves.
  package var leafRows: ClosedRange<Int64>? {
    let first = Int64(Self.segment) << 37
    return leafCount == 0 ? nil : first + 1...first + Int64(leafCount)
  }

  /// The segment's number in the table of FTS5's terms.
  package static var segmentNumber: Int64 { Int64(segment) }
}
