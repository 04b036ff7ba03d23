/// Brings two doclists without a common row into one.
enum DoclistMerge {
  /// One of the lists, at its next row.
  private struct Cursor {
    var place: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    var row: UInt64 = 0

    init?(_ list: UnsafeBufferPointer<UInt8>) {
      guard let start = list.baseAddress, !list.isEmpty else { return nil }
      place = start
      end = start + list.count
      row = Varint.take(&place)
    }

    /// Copies the row's size and positions, and moves to the next row.
    mutating func copyPositions(to output: inout ByteBuffer) {
      let start = place
      let size = Varint.take(&place)
      place += Int(size >> 1)
      output.append(start, place - start)
      if place < end { row += Varint.take(&place) }
    }
  }

  /// Appends the rows of both lists; behind each list there must be readable memory.
  static func merge(
    _ left: UnsafeBufferPointer<UInt8>,
    _ right: UnsafeBufferPointer<UInt8>,
    into output: inout ByteBuffer
  ) {
    guard var first = Cursor(left) else {
      if let start = right.baseAddress { output.append(start, right.count) }
      return
    }
    guard var second = Cursor(right) else {
      if let start = left.baseAddress { output.append(start, left.count) }
      return
    }
    var row: UInt64 = 0
    while first.place < first.end || second.place < second.end {
      let takesFirst =
        second.place >= second.end || first.place < first.end && first.row < second.row
      if takesFirst {
        output.append(varint: first.row - row)
        row = first.row
        first.copyPositions(to: &output)
      } else {
        output.append(varint: second.row - row)
        row = second.row
        second.copyPositions(to: &output)
      }
    }
  }
}
