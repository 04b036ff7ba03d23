/// The sums of a tile: as many rows of up to three vectors as there are registers for.
///
/// All is written out, so that nothing that `rows` does not ask for is left when it is compiled, and what is left never
/// leaves its register.
struct TileSums<let rows: Int, let vectors: Int> {
  private typealias Row = TileRow<vectors>
  private var row0 = Row()
  private var row1 = Row()
  private var row2 = Row()
  private var row3 = Row()
  private var row4 = Row()
  private var row5 = Row()
  private var row6 = Row()
  private var row7 = Row()
  private var row8 = Row()
  private var row9 = Row()
  private var row10 = Row()
  private var row11 = Row()
  private var row12 = Row()
  private var row13 = Row()
  private var row14 = Row()
  private var row15 = Row()
  private var row16 = Row()
  private var row17 = Row()
  private var row18 = Row()
  private var row19 = Row()
  private var row20 = Row()
  private var row21 = Row()
  private var row22 = Row()
  private var row23 = Row()

  /// Adds the products of a number of each row, which are `stride` apart, with some columns.
  @inline(__always)
  mutating func take(_ a: UnsafePointer<Float>, _ stride: Int, _ columns: TileRow<vectors>) {
    row0.take(a, columns)
    if rows > 1 { row1.take(a + stride, columns) }
    if rows > 2 { row2.take(a + 2 &* stride, columns) }
    if rows > 3 { row3.take(a + 3 &* stride, columns) }
    if rows > 4 { row4.take(a + 4 &* stride, columns) }
    if rows > 5 { row5.take(a + 5 &* stride, columns) }
    if rows > 6 { row6.take(a + 6 &* stride, columns) }
    if rows > 7 { row7.take(a + 7 &* stride, columns) }
    if rows > 8 { row8.take(a + 8 &* stride, columns) }
    if rows > 9 { row9.take(a + 9 &* stride, columns) }
    if rows > 10 { row10.take(a + 10 &* stride, columns) }
    if rows > 11 { row11.take(a + 11 &* stride, columns) }
    if rows > 12 { row12.take(a + 12 &* stride, columns) }
    if rows > 13 { row13.take(a + 13 &* stride, columns) }
    if rows > 14 { row14.take(a + 14 &* stride, columns) }
    if rows > 15 { row15.take(a + 15 &* stride, columns) }
    if rows > 16 { row16.take(a + 16 &* stride, columns) }
    if rows > 17 { row17.take(a + 17 &* stride, columns) }
    if rows > 18 { row18.take(a + 18 &* stride, columns) }
    if rows > 19 { row19.take(a + 19 &* stride, columns) }
    if rows > 20 { row20.take(a + 20 &* stride, columns) }
    if rows > 21 { row21.take(a + 21 &* stride, columns) }
    if rows > 22 { row22.take(a + 22 &* stride, columns) }
    if rows > 23 { row23.take(a + 23 &* stride, columns) }
  }

  /// The same of words.
  @inline(__always) mutating func take(
    _ a: UnsafePointer<Int32>,
    _ stride: Int,
    _ columns: TileRow<vectors>,
    _ form: Int
  ) {
    row0.take(a, columns, form)
    if rows > 1 { row1.take(a + stride, columns, form) }
    if rows > 2 { row2.take(a + 2 &* stride, columns, form) }
    if rows > 3 { row3.take(a + 3 &* stride, columns, form) }
    if rows > 4 { row4.take(a + 4 &* stride, columns, form) }
    if rows > 5 { row5.take(a + 5 &* stride, columns, form) }
    if rows > 6 { row6.take(a + 6 &* stride, columns, form) }
    if rows > 7 { row7.take(a + 7 &* stride, columns, form) }
    if rows > 8 { row8.take(a + 8 &* stride, columns, form) }
    if rows > 9 { row9.take(a + 9 &* stride, columns, form) }
    if rows > 10 { row10.take(a + 10 &* stride, columns, form) }
    if rows > 11 { row11.take(a + 11 &* stride, columns, form) }
    if rows > 12 { row12.take(a + 12 &* stride, columns, form) }
    if rows > 13 { row13.take(a + 13 &* stride, columns, form) }
    if rows > 14 { row14.take(a + 14 &* stride, columns, form) }
    if rows > 15 { row15.take(a + 15 &* stride, columns, form) }
    if rows > 16 { row16.take(a + 16 &* stride, columns, form) }
    if rows > 17 { row17.take(a + 17 &* stride, columns, form) }
    if rows > 18 { row18.take(a + 18 &* stride, columns, form) }
    if rows > 19 { row19.take(a + 19 &* stride, columns, form) }
    if rows > 20 { row20.take(a + 20 &* stride, columns, form) }
    if rows > 21 { row21.take(a + 21 &* stride, columns, form) }
    if rows > 22 { row22.take(a + 22 &* stride, columns, form) }
    if rows > 23 { row23.take(a + 23 &* stride, columns, form) }
  }

  /// Stores the sums in rows that are `stride` apart, with a bias for each column, or adds them to what is there.
  @inline(__always) func finish(
    _ c: UnsafeMutablePointer<Float>,
    _ stride: Int,
    _ bias: UnsafePointer<Float>?,
    _ isAdded: Bool
  ) {
    row0.finish(c, bias, isAdded)
    if rows > 1 { row1.finish(c + stride, bias, isAdded) }
    if rows > 2 { row2.finish(c + 2 &* stride, bias, isAdded) }
    if rows > 3 { row3.finish(c + 3 &* stride, bias, isAdded) }
    if rows > 4 { row4.finish(c + 4 &* stride, bias, isAdded) }
    if rows > 5 { row5.finish(c + 5 &* stride, bias, isAdded) }
    if rows > 6 { row6.finish(c + 6 &* stride, bias, isAdded) }
    if rows > 7 { row7.finish(c + 7 &* stride, bias, isAdded) }
    if rows > 8 { row8.finish(c + 8 &* stride, bias, isAdded) }
    if rows > 9 { row9.finish(c + 9 &* stride, bias, isAdded) }
    if rows > 10 { row10.finish(c + 10 &* stride, bias, isAdded) }
    if rows > 11 { row11.finish(c + 11 &* stride, bias, isAdded) }
    if rows > 12 { row12.finish(c + 12 &* stride, bias, isAdded) }
    if rows > 13 { row13.finish(c + 13 &* stride, bias, isAdded) }
    if rows > 14 { row14.finish(c + 14 &* stride, bias, isAdded) }
    if rows > 15 { row15.finish(c + 15 &* stride, bias, isAdded) }
    if rows > 16 { row16.finish(c + 16 &* stride, bias, isAdded) }
    if rows > 17 { row17.finish(c + 17 &* stride, bias, isAdded) }
    if rows > 18 { row18.finish(c + 18 &* stride, bias, isAdded) }
    if rows > 19 { row19.finish(c + 19 &* stride, bias, isAdded) }
    if rows > 20 { row20.finish(c + 20 &* stride, bias, isAdded) }
    if rows > 21 { row21.finish(c + 21 &* stride, bias, isAdded) }
    if rows > 22 { row22.finish(c + 22 &* stride, bias, isAdded) }
    if rows > 23 { row23.finish(c + 23 &* stride, bias, isAdded) }
  }

  /// Stores sums of words.
  @inline(__always) func finish(_ ends: WordEnds, _ row: Int, _ column: Int, _ form: Int) {
    row0.finish(ends, row, column, form)
    if rows > 1 { row1.finish(ends, row &+ 1, column, form) }
    if rows > 2 { row2.finish(ends, row &+ 2, column, form) }
    if rows > 3 { row3.finish(ends, row &+ 3, column, form) }
    if rows > 4 { row4.finish(ends, row &+ 4, column, form) }
    if rows > 5 { row5.finish(ends, row &+ 5, column, form) }
    if rows > 6 { row6.finish(ends, row &+ 6, column, form) }
    if rows > 7 { row7.finish(ends, row &+ 7, column, form) }
    if rows > 8 { row8.finish(ends, row &+ 8, column, form) }
    if rows > 9 { row9.finish(ends, row &+ 9, column, form) }
    if rows > 10 { row10.finish(ends, row &+ 10, column, form) }
    if rows > 11 { row11.finish(ends, row &+ 11, column, form) }
    if rows > 12 { row12.finish(ends, row &+ 12, column, form) }
    if rows > 13 { row13.finish(ends, row &+ 13, column, form) }
    if rows > 14 { row14.finish(ends, row &+ 14, column, form) }
    if rows > 15 { row15.finish(ends, row &+ 15, column, form) }
    if rows > 16 { row16.finish(ends, row &+ 16, column, form) }
    if rows > 17 { row17.finish(ends, row &+ 17, column, form) }
    if rows > 18 { row18.finish(ends, row &+ 18, column, form) }
    if rows > 19 { row19.finish(ends, row &+ 19, column, form) }
    if rows > 20 { row20.finish(ends, row &+ 20, column, form) }
    if rows > 21 { row21.finish(ends, row &+ 21, column, form) }
    if rows > 22 { row22.finish(ends, row &+ 22, column, form) }
    if rows > 23 { row23.finish(ends, row &+ 23, column, form) }
  }
}
