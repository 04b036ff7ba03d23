/// Writes terms with their doclists to a run's file.
///
/// Each term is written as its length and bytes, its last row, and the length and bytes of its
/// doclist.
struct RunWriter: ~Copyable {
  private let file: RunFile
  private var buffer = ByteBuffer(capacity: RunWriter.capacity * 2)

  private static let capacity = 1 << 16

  init(to file: RunFile) { self.file = file }

  /// Writes all terms of a merge.
  mutating func write(_ merge: consuming PostingMerge) throws(RunFileError) {
    while try merge.next() {
      try append(merge.term.contents)
      buffer.append(varint: merge.lastRow)
      try append(merge.doclist.contents)
    }
    try flush()
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(RunFileError) {
    buffer.append(varint: UInt64(bytes.count))
    if bytes.count < Self.capacity {
      if let start = bytes.baseAddress { buffer.append(start, bytes.count) }
      if buffer.count >= Self.capacity { try flush() }
    } else {
      try flush()
      try file.append(bytes)
    }
  }

  private mutating func flush() throws(RunFileError) {
    try file.append(buffer.contents)
    buffer.removeAll()
  }
}
