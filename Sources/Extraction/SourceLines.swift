/// Where the lines of a text begin, in bytes and in Unicode scalars.
struct SourceLines {
  private let bytes: [UInt8]
  private let isASCII: Bool
  private var starts: [Int] = []
  private var scalars: [Int] = []
  /// The scalars of the whole text.
  private let scalarCount: Int

  init(_ text: DecodedText) {
    bytes = text.bytes
    isASCII = text.isASCII
    let span = text.bytes.span
    starts = [0]
    scalars = [0]
    var scalar = 0
    for index in span.indices {
      let byte = span[index]
      if byte & 0xC0 != 0x80 { scalar += 1 }
      guard byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0D, index + 1 < span.count, span[index + 1] == 0x0A { continue }
      starts.append(index + 1)
      scalars.append(scalar)
    }
    scalarCount = scalar
  }

  /// The byte offset of a column, counted from 1, of a line, counted from 1, within the text.
  func byte(line: Int, column: Int) -> Int {
    guard line >= 1 else { return 0 }
    guard line <= starts.count else { return bytes.count }
    return min(starts[line - 1] + max(column - 1, 0), bytes.count)
  }

  /// The line, counted from 1, that a byte lies in.
  func line(at byte: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= byte { low = middle + 1 } else { high = middle }
    }
    return max(low, 1)
  }

  /// The scalars from one byte offset to another.
  func scalars(_ range: Range<Int>) -> Range<Int> {
    scalar(at: range.lowerBound)..<scalar(at: range.upperBound)
  }

  /// A range of bytes without white space at its end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
    return range.lowerBound..<end
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func scalar(at byte: Int) -> Int {
    guard !isASCII else { return byte }
    guard byte < bytes.count else { return scalarCount }
    let index = line(at: byte) - 1
    var count = scalars[index]
    for byte in bytes[starts[index]..<byte] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The line, counted from 1, that a byte of a text lies in.
  static func line(at offset: Int, in bytes: [UInt8]) -> Int {
    var line = 1
    for index in bytes[..<offset].indices {
      let byte = bytes[index]
      let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if byte == 0x0A || (byte == 0x0D && !isPair) { line += 1 }
    }
    return line
  }
}
