/// A UUID of version 8 made from a digest: the same things have the same id on every machine.
package struct StableID: Hashable, Sendable, CustomStringConvertible, Comparable {
  package let bytes: [UInt8]

  package init(_ digest: Digest) {
    var bytes = Array(digest.bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80  // version 8: made by rules of our own
    bytes[8] = bytes[8] & 0x3F | 0x80  // the variant of RFC 9562
    self.bytes = bytes
  }

  package var description: String {
    let digits = Array(hexadecimal(bytes).utf8)
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
  }

  package static func < (left: StableID, right: StableID) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
