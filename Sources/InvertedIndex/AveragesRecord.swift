/// FTS5's record of how many rows and, for each column, tokens there are.
package struct AveragesRecord: Hashable, Sendable {
  package var rows: UInt64
  package var tokens: [UInt64]

  /// Where the record is kept.
  package static let row: Int64 = 1

  package init(columns: Int) {
    rows = 0
    tokens = Array(repeating: 0, count: columns)
  }

  package var bytes: [UInt8] { RecordNumbers.bytes([rows] + tokens) }

  /// Counts a row of which the sizes record is given.
  package mutating func add(sizes: [UInt8]) {
    rows += 1
    for (column, count) in zip(tokens.indices, RecordNumbers.numbers(sizes[...])) {
      tokens[column] &+= count
    }
  }
}
