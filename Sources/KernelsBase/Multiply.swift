/// Multiplies rows with packed weights: panels of 48 columns, one behind the other, each row by row.
///
/// `columns` is a multiple of 48, and so much room is in each row of `c`; `finish` says what becomes of each sum: 0
/// nothing, 1 GELU, 2 GELU by tanh, 3 it is added to what is there, 4 what is negative becomes zero.
@inline(never) package func multiply(
  _ a: UnsafePointer<Float>,
  _ aStride: Int,
  _ rows: Int,
  _ k: Int,
  _ panels: UnsafePointer<Float>,
  _ bias: UnsafePointer<Float>?,
  _ columns: Int,
  _ c: UnsafeMutablePointer<Float>,
  _ cStride: Int,
  _ finish: Int
) {
  var column = 0
  var panel = panels
  while column < columns {
    let bias = bias.map { $0 + column }
    multiplyPanel(a, aStride, rows, k, panel, bias, c + column, cStride, finish == 3)
    if finish == 1 || finish == 2 || finish == 4 {
      finishPanel(c + column, cStride, rows, finish)
    }
    column &+= panelWidth
    panel += panelWidth &* k
  }
}

/// Does what comes after the sums to some rows of a panel.
@inline(__always) private func finishPanel(
  _ c: UnsafeMutablePointer<Float>,
  _ stride: Int,
  _ rows: Int,
  _ finish: Int
) {
  for row in 0..<rows {
    let place = c + row &* stride
    var column = 0
    while column < panelWidth {
      let value: Wide = load(place + column)
      let result: Wide
      switch finish {
      case 1: result = gelu(value)
      case 2: result = tanhGELU(value)
      default: result = larger(value, Wide(repeating: 0))
      }
      store(result, place + column)
      column &+= 16
    }
  }
}

#if KERNEL_AVX512
  /// All rows with one panel.
  @inline(__always) private func multiplyPanel(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ k: Int,
    _ panel: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool
  ) {
    var row = 0
    while row &+ 8 <= rows {
      Tile<8, 3, 24>.multiply(
        a + row &* aStride, aStride, k, panel, panelWidth, bias, c + row &* cStride, cStride, isAdded)
      row &+= 8
    }
    let a = a + row &* aStride
    let c = c + row &* cStride
    switch rows &- row {
    case 1: Tile<1, 3, 3>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
    case 2: Tile<2, 3, 6>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
    case 3: Tile<3, 3, 9>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
    case 4: Tile<4, 3, 12>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
    case 5: Tile<5, 3, 15>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
    case 6: Tile<6, 3, 18>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
    case 7: Tile<7, 3, 21>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
    default: break
    }
  }

#elseif KERNEL_AVX2
  @inline(__always) private func multiplyPanel(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ k: Int,
    _ panel: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool
  ) {
    var row = 0
    while row &+ 6 <= rows {
      var column = 0
      while column < panelWidth {
        Tile<6, 2, 12>.multiply(
          a + row &* aStride, aStride, k, panel + column, panelWidth, bias.map { $0 + column },
          c + (row &* cStride &+ column), cStride, isAdded)
        column &+= 16
      }
      row &+= 6
    }
    let a = a + row &* aStride
    let c = c + row &* cStride
    var column = 0
    while column < panelWidth {
      let panel = panel + column
      let bias = bias.map { $0 + column }
      let c = c + column
      switch rows &- row {
      case 1: Tile<1, 2, 2>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
      case 2: Tile<2, 2, 4>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
      case 3: Tile<3, 2, 6>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
      case 4: Tile<4, 2, 8>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
      case 5: Tile<5, 2, 10>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
      default: break
      }
      column &+= 16
    }
  }

#else
  @inline(__always) private func multiplyPanel(
    _ a: UnsafePointer<Float>,
    _ aStride: Int,
    _ rows: Int,
    _ k: Int,
    _ panel: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ isAdded: Bool
  ) {
    #if arch(arm64)
      let width = 12
    #else
      let width = 8
    #endif
    var row = 0
    while row < rows {
      let left = rows &- row
      let a = a + row &* aStride
      var column = 0
      while column < panelWidth {
        let panel = panel + column
        let bias = bias.map { $0 + column }
        let c = c + (row &* cStride &+ column)
        #if arch(arm64)
          if left >= 8 {
            Tile<8, 3, 24>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
          } else if left >= 4 {
            Tile<4, 3, 12>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
          } else {
            Tile<1, 3, 3>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
          }
        #else
          if left >= 4 {
            Tile<4, 2, 8>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
          } else {
            Tile<1, 2, 2>.multiply(a, aStride, k, panel, panelWidth, bias, c, cStride, isAdded)
          }
        #endif
        column &+= width
      }
      #if arch(arm64)
        row &+= left >= 8 ? 8 : left >= 4 ? 4 : 1
      #else
        row &+= left >= 4 ? 4 : 1
      #endif
    }
  }
#endif
