/// The nearest of what is added, ascending; made for few.
struct NearestList {
  private(set) var entries: [UInt64] = []
  private let top: Int

  init(top: Int) {
    self.top = top
    entries.reserveCapacity(top + 1)
  }

  /// How far the last is, beyond which nothing is wanted any more.
  var bound: UInt32 { entries.count < top ? .max : entries.last.map(Walk.rank) ?? 0 }

  mutating func add(_ entry: UInt64) {
    if entries.count == top {
      guard let last = entries.last, entry < last else { return }
      entries.removeLast()
    }
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < entry { low = middle + 1 } else { high = middle }
    }
    entries.insert(entry, at: low)
  }
}
