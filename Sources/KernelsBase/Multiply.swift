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
    multiplyColumns(
      a,
      aStride,
      rows,
      k,
      panel,
      panelWidth,
      panelWidth,
      bias,
      c + column,
      cStride,
      finish == 3,
      column &+ panelWidth < columns ? panel + panelWidth &* k : nil
    )
    finishPanel(c + column, cStride, rows, finish)
    column &+= panelWidth
    panel += panelWidth &* k
  }
}

/// Does what comes after the sums to some rows of a panel, unless the sums are the result.
@inline(__always) func finishPanel(
  _ c: UnsafeMutablePointer<Float>,
  _ stride: Int,
  _ rows: Int,
  _ finish: Int
) {
  guard finish == 1 || finish == 2 || finish == 4 else { return }
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
