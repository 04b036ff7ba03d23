/// Multiplies rows with some columns of `b`, whose rows are `bStride` apart, block by block.
///
/// `width` is a whole number of the narrowest blocks: 16 columns are for every processor. `next` is what comes
/// after them, which memory is asked for.
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
  _ isAdded: Bool,
  _ next: UnsafePointer<Float>? = nil
) {
  let step = Block.width(of: width)
  var row = 0
  let tiles = rows / max(1, Block.height(of: rows, step)) &* (width / step)
  var ahead = Ahead(next, else: b, bytes: 4 &* width, tiles: tiles)
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
        isAdded,
        ahead
      )
      ahead.pass(k)
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
      let most = 24 &* 16 / width
      // Two tiles of like height are done sooner than a whole one and a low one.
      return rows >= 2 &* most || rows <= most ? min(rows, most) : (rows &+ 1) / 2
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
      _ isAdded: Bool,
      _ ahead: Ahead
    ) {
      if width == 48 {
        switch height {
        case 1: Tile<1, 3>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 2: Tile<2, 3>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 3: Tile<3, 3>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 4: Tile<4, 3>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 5: Tile<5, 3>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 6: Tile<6, 3>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 7: Tile<7, 3>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        default: Tile<8, 3>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        }
      } else if width == 32 {
        switch height {
        case 1: Tile<1, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 2: Tile<2, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 3: Tile<3, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 4: Tile<4, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 5: Tile<5, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 6: Tile<6, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 7: Tile<7, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 8: Tile<8, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 9: Tile<9, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 10: Tile<10, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 11: Tile<11, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        default: Tile<12, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        }
      } else {
        switch height {
        case 1: Tile<1, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 2: Tile<2, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 3: Tile<3, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 4: Tile<4, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 5: Tile<5, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 6: Tile<6, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 7: Tile<7, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 8: Tile<8, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 9: Tile<9, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 10: Tile<10, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 11: Tile<11, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 12: Tile<12, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 13: Tile<13, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 14: Tile<14, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 15: Tile<15, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 16: Tile<16, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 17: Tile<17, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 18: Tile<18, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 19: Tile<19, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 20: Tile<20, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 21: Tile<21, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 22: Tile<22, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 23: Tile<23, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        default: Tile<24, 1>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
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
      _ isAdded: Bool,
      _ ahead: Ahead
    ) {
      #if KERNEL_AVX2
        switch height {
        case 1: Tile<1, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 2: Tile<2, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 3: Tile<3, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 4: Tile<4, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 5: Tile<5, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        default: Tile<6, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        }
      #elseif arch(arm64)
        switch height {
        case 1: Tile<1, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        case 4: Tile<4, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        default: Tile<8, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        }
      #else
        switch height {
        case 1: Tile<1, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        default: Tile<4, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded, ahead)
        }
      #endif
    }
  #endif
}
