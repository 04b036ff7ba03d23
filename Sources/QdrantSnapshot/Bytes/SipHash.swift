/// The hash by which Qdrant spreads points, SipHash-2-4 with keys of zeros.
package enum SipHash {
  package static func hash(_ bytes: [UInt8]) -> UInt64 {
    var v0: UInt64 = 0x736F_6D65_7073_6575
    var v1: UInt64 = 0x646F_7261_6E64_6F6D
    var v2: UInt64 = 0x6C79_6765_6E65_7261
    var v3: UInt64 = 0x7465_6462_7974_6573

    func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }
    func round() {
      v0 &+= v1
      v1 = rotated(v1, 13) ^ v0
      v0 = rotated(v0, 32)
      v2 &+= v3
      v3 = rotated(v3, 16) ^ v2
      v0 &+= v3
      v3 = rotated(v3, 21) ^ v0
      v2 &+= v1
      v1 = rotated(v1, 17) ^ v2
      v2 = rotated(v2, 32)
    }
    func mix(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    var word: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      word |= UInt64(byte) << UInt64(8 * (index % 8))
      if index % 8 == 7 {
        mix(word)
        word = 0
      }
    }
    mix(word | UInt64(bytes.count & 255) << 56)
    v2 ^= 0xFF
    for _ in 0..<4 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }
}
