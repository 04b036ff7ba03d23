/// Sixteen rows of sixteen numbers, which become its columns.
///
/// Each vector is a variable of its own, for the reason that `TileRow` gives.
struct Square {
  private var row0: Wide
  private var row1: Wide
  private var row2: Wide
  private var row3: Wide
  private var row4: Wide
  private var row5: Wide
  private var row6: Wide
  private var row7: Wide
  private var row8: Wide
  private var row9: Wide
  private var row10: Wide
  private var row11: Wide
  private var row12: Wide
  private var row13: Wide
  private var row14: Wide
  private var row15: Wide

  /// Loads rows that are `stride` apart.
  @inline(__always) init(_ source: UnsafePointer<Float>, _ stride: Int) {
    row0 = load(source)
    row1 = load(source + stride)
    row2 = load(source + 2 &* stride)
    row3 = load(source + 3 &* stride)
    row4 = load(source + 4 &* stride)
    row5 = load(source + 5 &* stride)
    row6 = load(source + 6 &* stride)
    row7 = load(source + 7 &* stride)
    row8 = load(source + 8 &* stride)
    row9 = load(source + 9 &* stride)
    row10 = load(source + 10 &* stride)
    row11 = load(source + 11 &* stride)
    row12 = load(source + 12 &* stride)
    row13 = load(source + 13 &* stride)
    row14 = load(source + 14 &* stride)
    row15 = load(source + 15 &* stride)
  }

  /// Stores rows that are `stride` apart.
  @inline(__always) func store(_ target: UnsafeMutablePointer<Float>, _ stride: Int) {
    put(row0, target)
    put(row1, target + stride)
    put(row2, target + 2 &* stride)
    put(row3, target + 3 &* stride)
    put(row4, target + 4 &* stride)
    put(row5, target + 5 &* stride)
    put(row6, target + 6 &* stride)
    put(row7, target + 7 &* stride)
    put(row8, target + 8 &* stride)
    put(row9, target + 9 &* stride)
    put(row10, target + 10 &* stride)
    put(row11, target + 11 &* stride)
    put(row12, target + 12 &* stride)
    put(row13, target + 13 &* stride)
    put(row14, target + 14 &* stride)
    put(row15, target + 15 &* stride)
  }

  /// Makes rows of its columns: the upper half of the rows is dealt between those of the lower, four times over.
  @inline(__always) mutating func transpose() {
    deal()
    deal()
    deal()
    deal()
  }

  @inline(__always) private mutating func deal() {
    let old = self
    (row0, row1) = Self.deal(old.row0, old.row8)
    (row2, row3) = Self.deal(old.row1, old.row9)
    (row4, row5) = Self.deal(old.row2, old.row10)
    (row6, row7) = Self.deal(old.row3, old.row11)
    (row8, row9) = Self.deal(old.row4, old.row12)
    (row10, row11) = Self.deal(old.row5, old.row13)
    (row12, row13) = Self.deal(old.row6, old.row14)
    (row14, row15) = Self.deal(old.row7, old.row15)
  }

  /// The numbers of two rows in turn.
  @inline(__always) private static func deal(_ first: Wide, _ second: Wide) -> (Wide, Wide) {
    (mix(first.lowHalf, second.lowHalf), mix(first.highHalf, second.highHalf))
  }

  @inline(__always) private static func mix(_ even: SIMD8<Float>, _ odd: SIMD8<Float>) -> Wide {
    var mixed = Wide(repeating: 0)
    mixed.evenHalf = even
    mixed.oddHalf = odd
    return mixed
  }
}

@inline(__always) private func put(_ value: Wide, _ place: UnsafeMutablePointer<Float>) {
  store(value, place)
}
