/// The block of a product whose sums stay in registers: some rows, and some vectors of columns.
///
/// Each sum is one chain over k in order, whatever the block's size, so that a row's result depends neither on
/// its neighbours nor on the processor.
enum Tile<let rows: Int, let vectors: Int, let total: Int> {
  /// Multiplies `rows` rows of `a` with columns of `b`, whose rows are `bStride` apart.
  @inline(__always) static func product(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ bStride: Int
  ) -> InlineArray<total, Lanes> {
    var result = InlineArray<total, Lanes> { _ in Lanes(repeating: 0) }
    var panel = b
    for step in 0..<k {
      var columns = InlineArray<vectors, Lanes> { _ in Lanes(repeating: 0) }
      for vector in 0..<vectors {
        columns[vector] = load(panel + vector &* Lanes.scalarCount) as Lanes
      }
      for row in 0..<rows {
        let value = Lanes(repeating: a[row &* aStride &+ step])
        for vector in 0..<vectors {
          let place = vectors &* row &+ vector
          result[place] = add(result[place], value, columns[vector])
        }
      }
      panel += bStride
    }
    return result
  }

  /// Multiplies and stores, with a bias for each column, or adds to what is there.
  @inline(__always) static func multiply(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ bStride: Int,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool
  ) {
    let result = product(a, aStride, k, b, bStride)
    for row in 0..<rows {
      for vector in 0..<vectors {
        let column = vector &* Lanes.scalarCount
        let place = c + (row &* cStride &+ column)
        var value = result[vectors &* row &+ vector]
        if let bias { value += load(bias + column) as Lanes }
        if isAdded { value += load(UnsafePointer(place)) as Lanes }
        store(value, place)
      }
    }
  }
}
