/// A table from pairs of numbers to a number, with open addressing.
struct PairTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt32]
  private var mask: Int
  private var shift: UInt64
  private(set) var count = 0

  private static let vacant = UInt64.max

  /// Makes room for a number of pairs; more may come.
  init(capacity: Int) {
    var bits: UInt64 = 4
    while 1 << bits < capacity * 2 { bits += 1 }
    keys = Array(repeating: Self.vacant, count: 1 << bits)
    values = Array(repeating: 0, count: 1 << bits)
    mask = 1 << bits - 1
    shift = 64 - bits
  }

  private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: ((key ^ key >> 29) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  /// Keeps a value for a pair, in place of an earlier one.
  mutating func insert(_ first: UInt32, _ second: UInt32, _ value: UInt32) {
    if count * 2 >= keys.count { grow() }
    let key = UInt64(first) << 32 | UInt64(second)
    var index = slot(key)
    while keys[index] != Self.vacant && keys[index] != key { index = (index + 1) & mask }
    if keys[index] == Self.vacant { count += 1 }
    keys[index] = key
    values[index] = value
  }

  private mutating func grow() {
    var larger = PairTable(capacity: keys.count * 2)
    for (key, value) in zip(keys, values) where key != Self.vacant {
      larger.insert(UInt32(key >> 32), UInt32(truncatingIfNeeded: key), value)
    }
    self = larger
  }

  subscript(first: UInt32, second: UInt32) -> UInt32? {
    let key = UInt64(first) << 32 | UInt64(second)
    var index = slot(key)
    let keys = keys.span
    while true {
      let found = keys[index]
      if found == key { return values.span[index] }
      if found == Self.vacant { return nil }
      index = (index + 1) & mask
    }
  }
}
