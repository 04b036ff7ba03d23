/// One file of a snapshot, of which parts are read where they are needed.
struct SnapshotFile: Sendable {
  let name: String
  let size: Int
  private let content: ScratchContent
  private let pieces: [TarEntry.Piece]

  init(_ entry: TarEntry, in content: ScratchContent) {
    name = entry.name
    size = entry.size
    pieces = entry.pieces
    self.content = content
  }

  /// Where the whole file lies in the archive; nil where it has holes.
  var place: Range<Int>? {
    if size == 0 { return 0..<0 }
    guard pieces.count == 1, pieces[0].offset == 0, pieces[0].place.count == size else {
      return nil
    }
    return pieces[0].place
  }

  /// Reads a part, which must be within the file: anything else is damage that the caller found a moment ago.
  func bytes(_ range: Range<Int>) throws(SnapshotError) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= size else {
      throw .damaged(
        entry: name,
        "it ends at byte \(size), and byte \(range.upperBound) is looked for"
      )
    }
    if let place {
      return content.bytes(
        place.lowerBound + range.lowerBound..<place.lowerBound + range.upperBound
      )
    }
    var bytes = [UInt8](repeating: 0, count: range.count)
    for piece in pieces {
      let end = piece.offset + piece.place.count
      let common =
        max(
          range.lowerBound,
          piece.offset
        )..<max(
          max(range.lowerBound, piece.offset),
          min(range.upperBound, end)
        )
      guard !common.isEmpty else { continue }
      let start = piece.place.lowerBound + common.lowerBound - piece.offset
      bytes.replaceSubrange(
        common.lowerBound - range.lowerBound..<common.upperBound - range.lowerBound,
        with: content.bytes(start..<start + common.count)
      )
    }
    return bytes
  }

  /// Reads the whole file, if it is not larger than its kind ever is.
  func whole(atMost limit: Int) throws(SnapshotError) -> [UInt8] {
    guard size <= limit else { throw .damaged(entry: name, "it is larger than \(limit) bytes") }
    return try bytes(0..<size)
  }

  func damaged(_ message: String) -> SnapshotError { .damaged(entry: name, message) }

  func word(at offset: Int) throws(SnapshotError) -> UInt64 {
    guard offset >= 0, offset <= size - 8 else { throw damaged("it ends within its head") }
    return littleEndian(try bytes(offset..<offset + 8)[...])
  }

  /// A count or a size, which is never beyond what a file could hold.
  func count(at offset: Int) throws(SnapshotError) -> Int {
    let word = try word(at: offset)
    guard word < 1 << 48 else { throw damaged("byte \(offset) says \(word), which is too much") }
    return Int(word)
  }
}

/// The number of some bytes, eight at most, the lowest first.
func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
}
