/// The files that say which point is which row of a segment.
package enum IDTracker {
  package static func mappings(_ ids: [PointID]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + 21 * ids.count)
    bytes.append(word: ids.count)
    for (row, id) in ids.enumerated() {
      switch id {
      case .number(let number):
        bytes.append(0)
        bytes.append(word: number)
      case .uuid(let high, let low):
        bytes.append(1)
        // A UUID stands as it is written, the highest byte first.
        bytes.append(word: high.byteSwapped)
        bytes.append(word: low.byteSwapped)
      }
      bytes.append(half: row)
    }
    return bytes
  }

  /// How many bytes the versions of points take: all are 0, below every operation that is to come.
  static func versionsSize(count: Int) -> Int { 8 * count }

  /// How many bytes the marks of deleted points take: none is.
  static func deletedSize(count: Int) -> Int { paddedToEight((count + 7) / 8) }
}
