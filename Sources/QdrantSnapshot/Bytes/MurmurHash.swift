/// The hash of words, MurmurHash3 of 32 bits with seed 0.
package enum MurmurHash {
  package static func hash(_ bytes: [UInt8]) -> UInt32 {
    var hash: UInt32 = 0
    var word: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      word |= UInt32(byte) << UInt32(8 * (index % 4))
      guard index % 4 == 3 else { continue }
      hash = rotated(hash ^ mixed(word), 13) &* 5 &+ 0xE654_6B64
      word = 0
    }
    if bytes.count % 4 > 0 { hash ^= mixed(word) }
    hash ^= UInt32(truncatingIfNeeded: bytes.count)
    hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
    hash = (hash ^ hash >> 13) &* 0xC2B2_AE35
    return hash ^ hash >> 16
  }

  private static func mixed(_ word: UInt32) -> UInt32 {
    rotated(word &* 0xCC9E_2D51, 15) &* 0x1B87_3593
  }

  private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word << bits | word >> (32 - bits)
  }
}
