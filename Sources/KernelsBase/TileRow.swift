/// The sums of one row of a tile, or the columns that they are multiplied with: up to three vectors.
///
/// Sums of words are kept as the bits of floats. Each vector is a variable of its own, since what lies in an array goes
/// through memory once for each tile.
struct TileRow<let vectors: Int> {
  private var first = Lanes(repeating: 0)
  private var second = Lanes(repeating: 0)
  private var third = Lanes(repeating: 0)

  @inline(__always) init() {}

  /// Some columns of a row of packed weights.
  @inline(__always) init(_ columns: UnsafePointer<Float>) {
    let width = Lanes.scalarCount
    first = load(columns)
    if vectors > 1 { second = load(columns + width) }
    if vectors > 2 { third = load(columns + 2 &* width) }
  }

  /// Some columns of a row of packed words.
  @inline(__always) init(words columns: UnsafeRawPointer, _ form: Int) {
    let width = Words.scalarCount &* Form.width(form)
    first = cast(loadWords(columns, form))
    if vectors > 1 { second = cast(loadWords(columns + width, form)) }
    if vectors > 2 { third = cast(loadWords(columns + 2 &* width, form)) }
  }

  /// Adds the products of a number with all columns.
  @inline(__always) mutating func take(_ number: UnsafePointer<Float>, _ columns: TileRow) {
    let value = Lanes(repeating: number[0])
    first = add(first, value, columns.first)
    if vectors > 1 { second = add(second, value, columns.second) }
    if vectors > 2 { third = add(third, value, columns.third) }
  }

  /// Adds the products of a word with all columns.
  @inline(__always)
  mutating func take(_ word: UnsafePointer<Int32>, _ columns: TileRow, _ form: Int) {
    let value = Words(repeating: word[0])
    first = cast(add(cast(first), value, cast(columns.first), form))
    if vectors > 1 { second = cast(add(cast(second), value, cast(columns.second), form)) }
    if vectors > 2 { third = cast(add(cast(third), value, cast(columns.third), form)) }
  }

  /// Stores the sums with a bias for each column, or adds them to what is there.
  @inline(__always) func finish(
    _ c: UnsafeMutablePointer<Float>,
    _ bias: UnsafePointer<Float>?,
    _ isAdded: Bool
  ) {
    let width = Lanes.scalarCount
    Self.finish(first, c, bias, isAdded)
    if vectors > 1 { Self.finish(second, c + width, bias.map { $0 + width }, isAdded) }
    if vectors > 2 { Self.finish(third, c + 2 &* width, bias.map { $0 + 2 &* width }, isAdded) }
  }

  @inline(__always) private static func finish(
    _ sum: Lanes,
    _ c: UnsafeMutablePointer<Float>,
    _ bias: UnsafePointer<Float>?,
    _ isAdded: Bool
  ) {
    var value = sum
    if let bias { value += load(bias) as Lanes }
    if isAdded { value += load(UnsafePointer(c)) as Lanes }
    store(value, c)
  }

  /// Stores sums of words as `WordEnds` says.
  @inline(__always) func finish(_ ends: WordEnds, _ row: Int, _ column: Int, _ form: Int) {
    let width = Words.scalarCount
    let scale = ends.rowScales.map { $0[row] } ?? 1
    let zero = ends.rowZeros.map { $0[row] } ?? 0
    let c = ends.c + row &* ends.cStride
    Self.finish(cast(first), ends, scale, zero, column, c, form)
    if vectors > 1 { Self.finish(cast(second), ends, scale, zero, column &+ width, c, form) }
    if vectors > 2 { Self.finish(cast(third), ends, scale, zero, column &+ 2 &* width, c, form) }
  }

  @inline(__always) private static func finish(
    _ sum: Words,
    _ ends: WordEnds,
    _ scale: Float,
    _ zero: Int32,
    _ column: Int,
    _ c: UnsafeMutablePointer<Float>,
    _ form: Int
  ) {
    var value: Lanes
    if form == Form.halves {
      value = cast(sum)
    } else {
      var whole = sum
      if let sums = ends.columnSums {
        whole = whole &- Words(repeating: zero) &* loadWords(sums + column)
      }
      var factor = Lanes(repeating: scale)
      if let scales = ends.columnScales { factor *= load(scales + column) as Lanes }
      value = floats(whole) * factor
    }
    finish(value, c + column, ends.bias.map { $0 + column }, ends.isAdded)
  }
}
