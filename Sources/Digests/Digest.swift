/// Thirty-two bytes that stand for a content, compared and sorted as bytes.
package struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let high: UInt64, upper: UInt64, lower: UInt64, low: UInt64

  private init(words: (UInt64, UInt64, UInt64, UInt64)) {
    (high, upper, lower, low) = words
  }

  init(_ bytes: borrowing InlineArray<32, UInt8>) {
    func word(_ start: Int) -> UInt64 {
      var word: UInt64 = 0
      for index in start..<start + 8 { word = word << 8 | UInt64(bytes[index]) }
      return word
    }
    self.init(words: (word(0), word(8), word(16), word(24)))
  }

  /// Makes a digest from its 32 bytes; nil for any other number of them.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    func word(_ start: Int) -> UInt64 {
      bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
    self.init(words: (word(0), word(8), word(16), word(24)))
  }

  /// Makes a digest from 64 hexadecimal digits.
  package init?(hexadecimal: String) {
    let digits = Array(hexadecimal.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: 64, by: 2) {
      let pair = String(decoding: digits[start..<start + 2], as: UTF8.self)
      guard pair.first?.isHexDigit == true, let byte = UInt8(pair, radix: 16) else { return nil }
      bytes.append(byte)
    }
    self.init(bytes: bytes)
  }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    append(to: &bytes)
    return bytes
  }

  func append(to bytes: inout [UInt8]) {
    append(high, to: &bytes)
    append(upper, to: &bytes)
    append(lower, to: &bytes)
    append(low, to: &bytes)
  }

  private func append(_ word: UInt64, to bytes: inout [UInt8]) {
    var shift: UInt64 = 64
    while shift > 0 {
      shift -= 8
      bytes.append(UInt8(truncatingIfNeeded: word &>> shift))
    }
  }

  package var description: String { hexadecimal(bytes) }

  package static func < (left: Digest, right: Digest) -> Bool {
    (left.high, left.upper, left.lower, left.low) < (
      right.high, right.upper, right.lower, right.low
    )
  }
}

/// The bytes as lower-case hexadecimal digits.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  var text: [UInt8] = []
  for byte in bytes {
    text.append(hexadecimalDigit(byte >> 4))
    text.append(hexadecimalDigit(byte & 15))
  }
  return String(decoding: text, as: UTF8.self)
}

/// The digit of a number below sixteen.
func hexadecimalDigit(_ number: UInt8) -> UInt8 {
  number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "a") - 10 + number
}
