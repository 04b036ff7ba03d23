/// The block of a product whose sums stay in registers: some rows, and some vectors of columns.
///
/// Each sum is one chain over k in order, whatever the block's size, so that a row's result depends neither on
/// its neighbours nor on the processor.
enum Tile<let rows: Int, let vectors: Int> {
  /// Multiplies `rows` rows of `a` with columns of `b`, whose rows are `bStride` apart, and stores the sums, with a bias
  /// for each column, or adds them to what is there.
  @inline(__always) static func multiply(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ bStride: Int,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool,
    _ ahead: Ahead
  ) {
    var sums = TileSums<rows, vectors>()
    var panel = b
    for step in 0..<k {
      ahead.ask(step)
      sums.take(a + step, aStride, TileRow(panel))
      panel += bStride
    }
    sums.finish(c, cStride, bias, isAdded)
  }
}
