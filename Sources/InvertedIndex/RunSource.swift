/// The terms of a run in a file, as a source of a merge.
final class RunSource: PostingSource {
  private let file: RunFile
  /// How much of the file has been read into memory.
  private var nextRead = 0
  private let buffer: UnsafeMutablePointer<UInt8>
  /// The part of the buffer that is still to be used.
  private var place = 0
  private var end = 0
  private var termStart = 0
  private var termLength = 0
  private(set) var lastRow: UInt64 = 0
  private var doclistLength = 0

  /// Longer than the longest term with the numbers around it.
  private static let capacity = 1 << 16

  init(_ file: RunFile) {
    self.file = file
    buffer = .allocate(capacity: Self.capacity + ByteBuffer.slack)
    buffer.initialize(repeating: 0, count: Self.capacity + ByteBuffer.slack)
  }

  deinit { buffer.deallocate() }

  var term: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: buffer + termStart, count: termLength)
  }

  func advance() throws(RunFileError) -> Bool {
    try fill(Varint.longest)
    guard place < end else { return false }
    termLength = takeNumber()
    try fill(termLength + 2 * Varint.longest)
    termStart = place
    place += termLength
    lastRow = UInt64(takeNumber())
    doclistLength = takeNumber()
    return true
  }

  func copyDoclist(to output: inout ByteBuffer) throws(RunFileError) {
    while doclistLength > 0 {
      try fill(1)
      let part = min(doclistLength, end - place)
      guard part > 0 else { throw file.damage() }
      output.append(buffer + place, part)
      place += part
      doclistLength -= part
    }
  }

  private func takeNumber() -> Int {
    var pointer = UnsafePointer(buffer + place)
    let number = Varint.take(&pointer)
    place = pointer - UnsafePointer(buffer)
    return Int(number)
  }

  /// Sees to it that so many bytes are in memory, or all that are left.
  @inline(__always)
  private func fill(_ wanted: Int) throws(RunFileError) {
    if end - place < wanted, nextRead < file.count { try refill() }
  }

  private func refill() throws(RunFileError) {
    buffer.update(from: buffer + place, count: end - place)
    end -= place
    place = 0
    let more = min(Self.capacity - end, file.count - nextRead)
    try file.read(more, at: nextRead, to: buffer + end)
    nextRead += more
    end += more
  }
}
