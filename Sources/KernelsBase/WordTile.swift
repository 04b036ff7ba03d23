/// The block of a product of words whose sums stay in registers.
enum WordTile<let rows: Int, let vectors: Int, let total: Int, let form: Int> {
  @inline(__always) static func product(
    _ a: UnsafePointer<Int32>,
    _ aStride: Int,
    _ words: Int,
    _ b: UnsafeRawPointer,
    _ bStride: Int
  ) -> InlineArray<total, Words> {
    var result = InlineArray<total, Words> { _ in Words(repeating: 0) }
    var panel = b
    for step in 0..<words {
      var columns = InlineArray<vectors, Words> { _ in Words(repeating: 0) }
      for vector in 0..<vectors {
        let place = panel + vector &* Words.scalarCount &* Form.width(form)
        columns[vector] = loadWords(place, form)
      }
      for row in 0..<rows {
        let value = Words(repeating: a[row &* aStride &+ step])
        for vector in 0..<vectors {
          let place = vectors &* row &+ vector
          result[place] = add(result[place], value, columns[vector], form)
        }
      }
      panel += bStride
    }
    return result
  }

  /// Multiplies and stores, as `multiplyWords` says.
  @inline(__always) static func multiply(
    _ a: UnsafePointer<Int32>,
    _ aStride: Int,
    _ words: Int,
    _ b: UnsafeRawPointer,
    _ bStride: Int,
    _ ends: WordEnds,
    _ row: Int,
    _ column: Int
  ) {
    let result = product(a, aStride, words, b, bStride)
    for index in 0..<rows {
      let row = row &+ index
      let scale = ends.rowScales.map { $0[row] } ?? 1
      let zero = ends.rowZeros.map { $0[row] } ?? 0
      for vector in 0..<vectors {
        let column = column &+ vector &* Words.scalarCount
        let sum = result[vectors &* index &+ vector]
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
        if let bias = ends.bias { value += load(bias + column) as Lanes }
        let place = ends.c + (row &* ends.cStride &+ column)
        if ends.isAdded { value += load(UnsafePointer(place)) as Lanes }
        store(value, place)
      }
    }
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
    _ ends: WordEnds
  ) {
    #if KERNEL_AVX512
      let step = width % 48 == 0 ? 48 : width % 32 == 0 ? 32 : 16
    #else
      let step = 2 &* Words.scalarCount
    #endif
    var row = 0
    while row < rows {
      let height = Self.height(of: rows &- row, step)
      var column = 0
      while column < width {
        let place = b + column &* Form.width(form)
        block(height, step, a + row &* aStride, aStride, words, place, bStride, ends, row, column)
        column &+= step
      }
      row &+= height
    }
  }

  @inline(__always) private static func height(of rows: Int, _ width: Int) -> Int {
    #if KERNEL_AVX512
      width == 48
        ? min(rows, 8) : width == 32 && rows >= 12 ? 12 : rows >= 8 ? 8 : rows >= 4 ? 4 : 1
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
    _ column: Int
  ) {
    #if KERNEL_AVX512
      switch (width, height) {
      case (48, 1):
        WordTile<1, 3, 3, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (48, 2):
        WordTile<2, 3, 6, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (48, 3):
        WordTile<3, 3, 9, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (48, 4):
        WordTile<4, 3, 12, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (48, 5):
        WordTile<5, 3, 15, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (48, 6):
        WordTile<6, 3, 18, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (48, 7):
        WordTile<7, 3, 21, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (48, _):
        WordTile<8, 3, 24, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (32, 1):
        WordTile<1, 2, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (32, 4):
        WordTile<4, 2, 8, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (32, 8):
        WordTile<8, 2, 16, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (32, _):
        WordTile<12, 2, 24, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (_, 1):
        WordTile<1, 1, 1, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case (_, 4):
        WordTile<4, 1, 4, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      default: WordTile<8, 1, 8, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      }
    #elseif KERNEL_AVX2
      switch height {
      case 1: WordTile<1, 2, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case 2: WordTile<2, 2, 4, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case 3: WordTile<3, 2, 6, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case 4: WordTile<4, 2, 8, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      case 5: WordTile<5, 2, 10, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      default: WordTile<6, 2, 12, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      }
    #else
      switch height {
      case 1: WordTile<1, 2, 2, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      default: WordTile<4, 2, 8, form>.multiply(a, aStride, words, b, bStride, ends, row, column)
      }
    #endif
  }
}
