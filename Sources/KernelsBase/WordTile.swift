/// The block of a product of words whose sums stay in registers.
enum WordTile<let rows: Int, let vectors: Int, let form: Int> {
  /// Multiplies and stores, as `multiplyWords` says.
  @inline(__always) static func multiply(
    _ a: UnsafePointer<Int32>,
    _ aStride: Int,
    _ words: Int,
    _ b: UnsafeRawPointer,
    _ bStride: Int,
    _ ends: WordEnds,
    _ row: Int,
    _ column: Int,
    _ ahead: Ahead
  ) {
    var sums = TileSums<rows, vectors>()
    var panel = b
    for step in 0..<words {
      ahead.ask(step)
      sums.take(a + step, aStride, TileRow(words: panel, form), form)
      panel += bStride
    }
    sums.finish(ends, row, column, form)
  }
}

/// What becomes of sums: those of whole numbers are taken less the row's zero times what its column adds up to,
/// multiplied by the scales of row and column; then comes the bias, and what is there.
typealias WordEnds = (
  rowScales: UnsafePointer<Float>?, rowZeros: UnsafePointer<Int32>?,
  columnScales: UnsafePointer<Float>?, columnSums: UnsafePointer<Int32>?,
  bias: UnsafePointer<Float>?, c: UnsafeMutablePointer<Float>, cStride: Int, isAdded: Bool
)

/// Multiplies rows of words with some columns of `b`, whose rows are `bStride` bytes apart, block by block.
///
/// `width` is a whole number of the narrowest blocks: 16 columns are for every processor.
enum WordProduct<let form: Int> {
  @inline(__always) static func multiply(
    _ a: UnsafePointer<Int32>,
    _ aStride: Int,
    _ rows: Int,
    _ words: Int,
    _ b: UnsafeRawPointer,
    _ bStride: Int,
    _ width: Int,
    _ ends: WordEnds,
    _ next: UnsafeRawPointer? = nil
  ) {
    #if KERNEL_AVX512
      let step = width % 48 == 0 ? 48 : width % 32 == 0 ? 32 : 16
    #else
      let step = 2 &* Words.scalarCount
    #endif
    let tiles = rows / max(1, Self.height(of: rows, step)) &* (width / step)
    var ahead = Ahead(next, else: b, bytes: width &* Form.width(form), tiles: tiles)
    var row = 0
    while row < rows {
      let height = Self.height(of: rows &- row, step)
      var column = 0
      while column < width {
        let place = b + column &* Form.width(form)
        block(
          height,
          step,
          a + row &* aStride,
          aStride,
          words,
          place,
          bStride,
          ends,
          row,
          column,
          ahead
        )
        ahead.pass(words)
        column &+= step
      }
      row &+= height
    }
  }

  @inline(__always) private static func height(of rows: Int, _ width: Int) -> Int {
    #if KERNEL_AVX512
      width == 48
        ? (rows >= 16 || rows <= 8 ? min(rows, 8) : (rows &+ 1) / 2)
        : width == 32 && rows >= 12 ? 12 : rows >= 8 ? 8 : rows >= 4 ? 4 : 1
    #elseif KERNEL_AVX2
      min(rows, 6)
    #else
      rows >= 4 ? 4 : 1
    #endif
  }

  @inline(__always) private static func block(
    _ height: Int,
    _ width: Int,
    _ a: UnsafePointer<Int32>,
    _ aStride: Int,
    _ words: Int,
    _ b: UnsafeRawPointer,
    _ bStride: Int,
    _ ends: WordEnds,
    _ row: Int,
    _ column: Int,
    _ ahead: Ahead
  ) {
    #if KERNEL_AVX512
      switch (width, height) {
      case (48, 1):
        WordTile<1, 3, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (48, 2):
        WordTile<2, 3, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (48, 3):
        WordTile<3, 3, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (48, 4):
        WordTile<4, 3, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (48, 5):
        WordTile<5, 3, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (48, 6):
        WordTile<6, 3, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (48, 7):
        WordTile<7, 3, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (48, _):
        WordTile<8, 3, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (32, 1):
        WordTile<1, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (32, 4):
        WordTile<4, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (32, 8):
        WordTile<8, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (32, _):
        WordTile<12, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (_, 1):
        WordTile<1, 1, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case (_, 4):
        WordTile<4, 1, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      default:
        WordTile<8, 1, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      }
    #elseif KERNEL_AVX2
      switch height {
      case 1: WordTile<1, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case 2: WordTile<2, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case 3: WordTile<3, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case 4: WordTile<4, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      case 5: WordTile<5, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      default:
        WordTile<6, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      }
    #else
      switch height {
      case 1: WordTile<1, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      default:
        WordTile<4, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column, ahead)
      }
    #endif
  }
}
