/// The hash of keys, WyHash in its first form, fed piece by piece.
package struct WyHash {
  private static let primes: [UInt64] = [
    0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3,
    0x1D8E_4E27_C47D_124F, 0xEB44_ACCA_B455_D165,
  ]

  private var state: UInt64
  private var total: UInt64 = 0

  package init(seed: UInt64) { state = seed }

  package mutating func write(_ bytes: [UInt8]) {
    let primes = Self.primes
    total &+= UInt64(bytes.count)
    var start = 0
    while bytes.count - start >= 32 {
      let first = Self.mixed(
        Self.word(bytes, start) ^ primes[1],
        Self.word(bytes, start + 8) ^ primes[2]
      )
      let second = Self.mixed(
        Self.word(bytes, start + 16) ^ primes[3],
        Self.word(bytes, start + 24) ^ primes[4]
      )
      state = Self.mixed(state ^ primes[0], first ^ second)
      start += 32
    }
    state ^= primes[0]
    guard start < bytes.count else { return }
    let tail = Array(bytes[start...])
    func swapped(_ place: Int) -> UInt64 { Self.swapped(tail, place) }
    let rest = Self.rest(Array(tail[((tail.count - 1) / 8 * 8)...]))
    switch (tail.count - 1) / 8 {
    case 0: state = Self.mixed(state, rest ^ primes[1])
    case 1: state = Self.mixed(swapped(0) ^ state, rest ^ primes[2])
    case 2:
      state =
        Self.mixed(swapped(0) ^ state, swapped(8) ^ primes[2]) ^ Self.mixed(state, rest ^ primes[3])
    default:
      state =
        Self.mixed(swapped(0) ^ state, swapped(8) ^ primes[2])
        ^ Self.mixed(swapped(16) ^ state, rest ^ primes[4])
    }
  }

  package func finish() -> UInt64 { Self.mixed(state, total ^ Self.primes[5]) }

  private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  private static func word(_ bytes: [UInt8], _ start: Int) -> UInt64 {
    littleEndian(bytes[start..<start + 8])
  }

  private static func swapped(_ bytes: [UInt8], _ start: Int) -> UInt64 {
    littleEndian(bytes[start..<start + 4]) << 32 | littleEndian(bytes[start + 4..<start + 8])
  }

  /// The last one to eight bytes, in an order of their own.
  private static func rest(_ bytes: [UInt8]) -> UInt64 {
    func byte(_ index: Int) -> UInt64 { UInt64(bytes[index]) }
    switch bytes.count {
    case 1: return byte(0)
    case 2: return byte(1) << 8 | byte(0)
    case 3: return byte(1) << 16 | byte(0) << 8 | byte(2)
    case 8: return swapped(bytes, 0)
    default: break
    }
    let word = littleEndian(bytes[0..<4])
    switch bytes.count {
    case 4: return word
    case 5: return word << 8 | byte(4)
    case 6: return word << 16 | byte(5) << 8 | byte(4)
    default: return word << 24 | byte(5) << 16 | byte(4) << 8 | byte(6)
    }
  }
}
