/// A UUID of version 8 made from a digest: the same things have the same id on every machine.
package struct StableID: Hashable, Sendable, CustomStringConvertible, Comparable {
  private let high: UInt64
  private let low: UInt64

  package init(_ digest: Digest) {
    high = digest.high & ~0xF000 | 0x8000  // version 8: made by rules of our own
    low = digest.upper & ~(3 << 62) | 1 << 63  // the variant of RFC 9562
  }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  package func append(to bytes: inout [UInt8]) {
    for word in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
  }

  package var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<16 {
      if index == 4 || index == 6 || index == 8 || index == 10 {
        text.append(UInt8(ascii: "-"))
      }
      let word = index < 8 ? high : low
      let byte = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * (index % 8)))
      text.append(hexadecimalDigit(byte >> 4))
      text.append(hexadecimalDigit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  package static func < (left: StableID, right: StableID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
