/// The number of scalars before each byte of a text in UTF-8, found fast.
package struct ScalarOffsets: Sendable {
  private let bytes: [UInt8]
  /// The scalars before every 1024th byte; empty for ASCII.
  private var steps: [Int] = []

  /// Counts once; of a text known to be ASCII nothing.
  package init(_ bytes: [UInt8], isASCII: Bool = false) {
    self.bytes = bytes
    guard !isASCII else { return }
    var count = 0
    var steps: [Int] = []
    steps.reserveCapacity(bytes.count / 1024 + 1)
    let span = bytes.span
    for index in span.indices {
      if index & 1023 == 0 { steps.append(count) }
      if span[index] & 0xC0 != 0x80 { count &+= 1 }
    }
    self.steps = steps
  }

  package func scalars(before byte: Int) -> Int {
    let byte = min(byte, bytes.count)
    guard !steps.isEmpty else { return byte }
    let step = min(byte / 1024, steps.count - 1)
    var count = steps[step]
    for index in (step * 1024)..<byte where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// A range of bytes, without what is no text at its edges, in scalars.
  package func range(_ bytes: Range<Int>) -> Range<Int> {
    var start = min(bytes.lowerBound, self.bytes.count)
    var end = min(bytes.upperBound, self.bytes.count)
    while start < end, self.bytes[start] <= 0x20 || self.bytes[start] == UInt8(ascii: ">") {
      start += 1
    }
    while end > start, self.bytes[end - 1] <= 0x20 { end -= 1 }
    return scalars(before: start)..<scalars(before: end)
  }
}
