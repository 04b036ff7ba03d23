/// Remembers the tokens of short pieces, most of which come again and again.
///
/// A piece of up to sixteen bytes is two numbers, so that finding it compares numbers only. The cache
/// grows with use to a fixed size and begins anew when that is full; results never depend on it.
struct WordCache {
  private struct Slot {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var start: UInt32 = 0
    var count: UInt16 = 0
    /// The number of bytes; 0 for a vacant slot.
    var length: UInt8 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1 << 8)
  private var used = 0
  private var ids: [UInt32] = []

  static let longest = 16
  private static let mostSlots = 1 << 17

  /// A piece as numbers.
  struct Key {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var length = 0

    @inline(__always)
    mutating func append(_ byte: UInt8) {
      if length < 8 {
        low |= UInt64(byte) << UInt64(length &* 8)
      } else if length < WordCache.longest {
        high |= UInt64(byte) << UInt64((length &- 8) &* 8)
      }
      length &+= 1
    }

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ bytes: borrowing Span<UInt8>) {
      length = bytes.count
      var shift: UInt64 = 0
      for index in 0..<min(8, bytes.count) {
        low |= UInt64(bytes[index]) &<< shift
        shift &+= 8
      }
      guard bytes.count > 8 else { return }
      shift = 0
      for index in 8..<min(WordCache.longest, bytes.count) {
        high |= UInt64(bytes[index]) &<< shift
        shift &+= 8
      }
    }

    @inline(__always)
    var isShort: Bool { length <= WordCache.longest }
  }

  @inline(__always)
  private func slot(of key: Key) -> Int {
    var hash = (key.low ^ UInt64(key.length)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 32 ^ key.high) &* 0xD6E8_FEB8_6659_FD93
    let slots = slots.span
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash >> 40) & mask
    while true {
      let slot = slots[index]
      if slot.length == 0 { return index }
      if slot.low == key.low && slot.high == key.high && Int(slot.length) == key.length {
        return index
      }
      index = (index + 1) & mask
    }
  }

  /// Where the tokens of a piece stand in the list of remembered tokens.
  @inline(__always)
  func find(_ key: Key) -> Range<Int>? {
    let slot = slots.span[slot(of: key)]
    return slot.length == 0 ? nil : Int(slot.start)..<Int(slot.start) + Int(slot.count)
  }

  @inline(__always)
  func id(at index: Int) -> UInt32 { ids.span[index] }

  mutating func remember(_ key: Key, _ tokens: [UInt32], from first: Int) {
    guard key.length > 0, tokens.count - first <= Int(UInt16.max) else { return }
    if used * 2 >= slots.count { grow() }
    let index = slot(of: key)
    if slots[index].length == 0 { used += 1 }
    slots[index] = Slot(
      low: key.low,
      high: key.high,
      start: UInt32(ids.count),
      count: UInt16(tokens.count - first),
      length: UInt8(key.length)
    )
    ids.append(contentsOf: tokens[first...])
  }

  private mutating func grow() {
    guard slots.count < Self.mostSlots else {
      for index in slots.indices { slots[index].length = 0 }
      used = 0
      ids.removeAll(keepingCapacity: true)
      return
    }
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 4)
    for entry in old where entry.length > 0 {
      var key = Key()
      (key.low, key.high, key.length) = (entry.low, entry.high, Int(entry.length))
      slots[slot(of: key)] = entry
    }
  }
}
