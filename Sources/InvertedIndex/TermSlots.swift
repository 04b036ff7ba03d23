/// The open-addressed table from the hash of a term to the term's number.
struct TermSlots: ~Copyable {
  /// The upper half of a hash, and the number of a term plus one; zero when free.
  private var slots = Growable<UInt64>()
  private var mask: Int
  private let smallest: Int

  private static let tagMask: UInt64 = 0xffff_ffff_0000_0000

  init(count: Int) {
    smallest = count
    mask = count - 1
    slots.fill(0, count: count)
  }

  /// Returns the number of the term, or the free slot where it belongs.
  @inline(__always)
  func find(_ hash: UInt64, _ isTerm: (Int) -> Bool) -> (term: Int?, slot: Int) {
    let tag = hash & Self.tagMask
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return (nil, slot) }
      if entry & Self.tagMask == tag {
        let index = Int(entry & ~Self.tagMask) - 1
        if isTerm(index) { return (index, slot) }
      }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  func set(_ slot: Int, hash: UInt64, term: Int) {
    slots[slot] = hash & Self.tagMask | UInt64(term + 1)
  }

  func isCrowded(by terms: Int) -> Bool { terms * 2 > mask }

  /// Makes the table four times as large and puts the terms in again.
  mutating func grow(terms: Int, hash: (Int) -> UInt64) {
    mask = (mask + 1) * 4 - 1
    slots.fill(0, count: mask + 1)
    for term in 0..<terms {
      let hash = hash(term)
      set(find(hash) { _ in false }.slot, hash: hash, term: term)
    }
  }

  /// Frees all slots; a table that had to grow much becomes small again.
  mutating func removeAll() {
    if mask >= smallest * 8 { mask = smallest - 1 }
    slots.fill(0, count: mask + 1)
  }

  var memory: Int { slots.count * MemoryLayout<UInt64>.stride }
}
