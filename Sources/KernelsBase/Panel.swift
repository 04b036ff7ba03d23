#if KERNEL_AVX512
  /// All rows with one panel of 48, 32 or 16 columns.
  @inline(__always) func multiplyPanel(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ width: Int,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool
  ) {
    if width == 48 {
      multiplyFull(a, aStride, rows, k, b, bias, c, cStride, isAdded)
    } else if width == 32 {
      multiplyTwo(a, aStride, rows, k, b, 32, c, cStride)
    } else {
      multiplyOne(a, aStride, rows, k, b, c, cStride)
    }
  }

  @inline(__always) private func multiplyFull(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool
  ) {
    var row = 0
    while row &+ 8 <= rows {
      Tile<8, 3, 24>.multiply(
        a + row &* aStride,
        aStride,
        k,
        b,
        48,
        bias,
        c + row &* cStride,
        cStride,
        isAdded
      )
      row &+= 8
    }
    let a = a + row &* aStride
    let c = c + row &* cStride
    switch rows &- row {
    case 1: Tile<1, 3, 3>.multiply(a, aStride, k, b, 48, bias, c, cStride, isAdded)
    case 2: Tile<2, 3, 6>.multiply(a, aStride, k, b, 48, bias, c, cStride, isAdded)
    case 3: Tile<3, 3, 9>.multiply(a, aStride, k, b, 48, bias, c, cStride, isAdded)
    case 4: Tile<4, 3, 12>.multiply(a, aStride, k, b, 48, bias, c, cStride, isAdded)
    case 5: Tile<5, 3, 15>.multiply(a, aStride, k, b, 48, bias, c, cStride, isAdded)
    case 6: Tile<6, 3, 18>.multiply(a, aStride, k, b, 48, bias, c, cStride, isAdded)
    case 7: Tile<7, 3, 21>.multiply(a, aStride, k, b, 48, bias, c, cStride, isAdded)
    default: break
    }
  }

  /// Two vectors of columns, whose rows are `bStride` apart.
  @inline(__always) func multiplyTwo(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ bStride: Int,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int
  ) {
    var row = 0
    while row < rows {
      let left = rows &- row
      let a = a + row &* aStride
      let c = c + row &* cStride
      if left >= 12 {
        Tile<12, 2, 24>.multiply(a, aStride, k, b, bStride, nil, c, cStride, false)
        row &+= 12
      } else if left >= 4 {
        Tile<4, 2, 8>.multiply(a, aStride, k, b, bStride, nil, c, cStride, false)
        row &+= 4
      } else {
        Tile<1, 2, 2>.multiply(a, aStride, k, b, bStride, nil, c, cStride, false)
        row &+= 1
      }
    }
  }

  @inline(__always) private func multiplyOne(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int
  ) {
    var row = 0
    while row < rows {
      let left = rows &- row
      let a = a + row &* aStride
      let c = c + row &* cStride
      if left >= 8 {
        Tile<8, 1, 8>.multiply(a, aStride, k, b, 16, nil, c, cStride, false)
        row &+= 8
      } else if left >= 4 {
        Tile<4, 1, 4>.multiply(a, aStride, k, b, 16, nil, c, cStride, false)
        row &+= 4
      } else {
        Tile<1, 1, 1>.multiply(a, aStride, k, b, 16, nil, c, cStride, false)
        row &+= 1
      }
    }
  }

#else
  /// All rows with one panel of 48, 32 or 16 columns.
  @inline(__always) func multiplyPanel(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ width: Int,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool
  ) {
    var row = 0
    while row < rows {
      let left = rows &- row
      var column = 0
      while column < width {
        let bias = bias.map { $0 + column }
        multiplyBlock(
          a + row &* aStride,
          aStride,
          left,
          k,
          b + column,
          width,
          bias,
          c + (row &* cStride &+ column),
          cStride,
          isAdded
        )
        column &+= 2 &* Lanes.scalarCount
      }
      row &+= blockHeight(left)
    }
  }

  /// Two vectors of columns, whose rows are `bStride` apart.
  @inline(__always) func multiplyTwo(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ bStride: Int,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int
  ) {
    var row = 0
    while row < rows {
      let left = rows &- row
      multiplyBlock(
        a + row &* aStride,
        aStride,
        left,
        k,
        b,
        bStride,
        nil,
        c + row &* cStride,
        cStride,
        false
      )
      row &+= blockHeight(left)
    }
  }
#endif

#if KERNEL_AVX2
  /// How many of the rows that are left are worked on together.
  @inline(__always) private func blockHeight(_ left: Int) -> Int { left >= 6 ? 6 : min(left, 5) }

  @inline(__always) private func multiplyBlock(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ left: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ bStride: Int,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool
  ) {
    switch left {
    case 1: Tile<1, 2, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
    case 2: Tile<2, 2, 4>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
    case 3: Tile<3, 2, 6>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
    case 4: Tile<4, 2, 8>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
    case 5: Tile<5, 2, 10>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
    default: Tile<6, 2, 12>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
    }
  }
#elseif !KERNEL_AVX512
  /// How many of the rows that are left are worked on together.
  @inline(__always) private func blockHeight(_ left: Int) -> Int {
    #if arch(arm64)
      left >= 8 ? 8 : left >= 4 ? 4 : 1
    #else
      left >= 4 ? 4 : 1
    #endif
  }

  @inline(__always) private func multiplyBlock(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ left: Int,
    _ k: Int,
    _ b: UnsafePointer<Float>,
    _ bStride: Int,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool
  ) {
    #if arch(arm64)
      if left >= 8 {
        // Half of the registers; there are as many again.
        Tile<8, 2, 16>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
        return
      }
    #endif
    if left >= 4 {
      Tile<4, 2, 8>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
    } else {
      Tile<1, 2, 2>.multiply(a, aStride, k, b, bStride, bias, c, cStride, isAdded)
    }
  }
#endif
