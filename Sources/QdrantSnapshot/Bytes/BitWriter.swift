/// Packs numbers of a few bits each into bytes, the first into the lowest bits.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var pendingBits = 0

  /// Appends the lowest bits of a number, 56 at most.
  mutating func write(_ number: UInt64, bits: Int) {
    pending |= (number & (1 << UInt64(bits) - 1)) << UInt64(pendingBits)
    pendingBits += bits
    while pendingBits >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingBits -= 8
    }
  }

  /// Fills the last byte with zeros.
  mutating func align() {
    guard pendingBits > 0 else { return }
    bytes.append(UInt8(truncatingIfNeeded: pending))
    pending = 0
    pendingBits = 0
  }

  mutating func append(_ more: [UInt8]) { bytes += more }
}

/// Reads numbers of a few bits each from bytes; past the end all bits are zero.
struct BitReader {
  private let bytes: [UInt8]
  private var position = 0
  private var pending: UInt64 = 0
  private var pendingBits = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many bits are left.
  var remaining: Int { (bytes.count - position) * 8 + pendingBits }

  /// Reads a number of 56 bits at most.
  mutating func read(_ bits: Int) -> UInt64 {
    while pendingBits < bits {
      let byte = position < bytes.count ? bytes[position] : 0
      position += 1
      pending |= UInt64(byte) << UInt64(pendingBits)
      pendingBits += 8
    }
    let number = pending & (1 << UInt64(bits) - 1)
    pending >>= UInt64(bits)
    pendingBits -= bits
    return number
  }
}

/// How many bits a number needs.
func bitWidth(_ number: UInt64) -> Int { 64 - number.leadingZeroBitCount }
