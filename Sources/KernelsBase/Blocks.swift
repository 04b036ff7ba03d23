/// Multiplies rows with some columns of `b`, whose rows are `bStride` apart, block by block.
///
/// `width` is a whole number of the narrowest blocks: 16 columns are for every processor.
@inline(never) func multiplyColumns(
  _ a: UnsafePointer<Float>,
  _ aStride: Int,
  _ rows: Int,
  _ k: Int,
  _ b: UnsafePointer<Float>,
  _ bStride: Int,
  _ width: Int,
  _ bias: UnsafePointer<Float>?,
  _ c: UnsafeMutablePointer<Float>,
  _ cStride: Int,
  _ isAdded: Bool
) {
  let step = Block.width(of: width)
  var row = 0
  while row < rows {
    let height = Block.height(of: rows &- row, step)
    var column = 0
    while column < width {
      Block.multiply(
        height,
        step,
        a + row &* aStride,
        aStride,
        k,
        b + column,
        bStride,
        bias.map { $0 + column },
        c + (row &* cStride &+ column),
        cStride,
        isAdded
      )
      column &+= step
    }
    row &+= height
  }
}

/// The sizes of tiles that fit into the registers of a level.
private enum Block {
  #if KERNEL_AVX512
    @inline(__always) static func width(of columns: Int) -> Int {
      columns % 48 == 0 ? 48 : columns % 32 == 0 ? 32 : 16
    }

    @inline(__always) static func height(of rows: Int, _ width: Int) -> Int {
      switch width {
      case 48: min(rows, 8)
      case 32: rows >= 12 ? 12 : rows >= 4 ? 4 : 1
      default: rows >= 8 ? 8 : rows >= 4 ? 4 : 1
      }
    }

    @inline(__always) static func multiply(
      _ height: Int,
      _ width: Int,
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
      if width == 48 {
        switch height {
        case 1: Tile<1, 3, 3>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 2: Tile<2, 3, 6>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 3: Tile<3, 3, 9>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 4: Tile<4, 3, 12>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 5: Tile<5, 3, 15>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 6: Tile<6, 3, 18>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 7: Tile<7, 3, 21>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        default: Tile<8, 3, 24>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        }
      } else if width == 32 {
        switch height {
        case 1: Tile<1, 2, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 4: Tile<4, 2, 8>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        default: Tile<12, 2, 24>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        }
      } else {
        switch height {
        case 1: Tile<1, 1, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 4: Tile<4, 1, 4>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        default: Tile<8, 1, 8>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        }
      }
    }
  #else
    @inline(__always) static func width(of columns: Int) -> Int { 2 &* Lanes.scalarCount }

    @inline(__always) static func height(of rows: Int, _ width: Int) -> Int {
      #if KERNEL_AVX2
        min(rows, 6)
      #elseif arch(arm64)
        // Half of the registers; there are as many again.
        rows >= 8 ? 8 : rows >= 4 ? 4 : 1
      #else
        rows >= 4 ? 4 : 1
      #endif
    }

    @inline(__always) static func multiply(
      _ height: Int,
      _ width: Int,
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
      #if KERNEL_AVX2
        switch height {
        case 1: Tile<1, 2, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 2: Tile<2, 2, 4>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 3: Tile<3, 2, 6>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 4: Tile<4, 2, 8>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 5: Tile<5, 2, 10>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        default: Tile<6, 2, 12>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        }
      #elseif arch(arm64)
        switch height {
        case 1: Tile<1, 2, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        case 4: Tile<4, 2, 8>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        default: Tile<8, 2, 16>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        }
      #else
        switch height {
        case 1: Tile<1, 2, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        default: Tile<4, 2, 8>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        }
      #endif
    }
  #endif
}
