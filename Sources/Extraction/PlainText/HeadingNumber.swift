/// The number that a heading begins with: `2.1 Title`, `3. Title`.
struct HeadingNumber {
  /// How many numbers are joined by full stops.
  private(set) var levels = 0
  private(set) var first = 0
  /// The bytes before the heading's words.
  private(set) var length = 0

  init?(_ line: Span<UInt8>) {
    var index = 0
    while index < line.count {
      let start = index
      var value = 0
      while index < line.count, index - start < 3, (0x30...0x39).contains(line[index]) {
        value = value * 10 + Int(line[index] - 0x30)
        index += 1
      }
      guard index > start else { break }
      if levels == 0 { first = value }
      levels += 1
      guard index < line.count, line[index] == UInt8(ascii: ".") else { break }
      index += 1
    }
    guard levels > 0, index < line.count, line[index] <= 0x20 else { return nil }
    // A single number is that of a heading only with a full stop.
    guard levels > 1 || line[index - 1] == UInt8(ascii: ".") else { return nil }
    while index < line.count, line[index] <= 0x20 { index += 1 }
    length = index
  }
}
