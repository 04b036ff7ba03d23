/// The hash that term tables are addressed by; it never reaches a file.
enum TermHash {
  @inline(__always)
  static func of(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9e37_79b9_7f4a_7c15
    var place = UnsafeRawPointer(bytes)
    var rest = count
    while rest >= 8 {
      hash = mix(hash ^ place.loadUnaligned(as: UInt64.self))
      place += 8
      rest -= 8
    }
    if rest >= 4 {
      let low = UInt64(place.loadUnaligned(as: UInt32.self))
      let high = UInt64((place + rest - 4).loadUnaligned(as: UInt32.self))
      return mix(hash ^ (low | high << 32))
    }
    if rest > 0 {
      let first = UInt64(place.load(as: UInt8.self))
      let middle = UInt64((place + rest / 2).load(as: UInt8.self))
      let last = UInt64((place + rest - 1).load(as: UInt8.self))
      return mix(hash ^ (first | middle << 8 | last << 16))
    }
    return hash
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low
  }
}
