/// How many queries are worked on together.
@inline(__always) private var block: Int { 24 }

@inline(__always) private func padded(_ count: Int) -> Int {
  (count &+ panelWidth &- 1) / panelWidth &* panelWidth
}

/// How many numbers `attend` needs room for.
@inline(never) package func attentionScratch(_ length: Int, _ width: Int) -> Int {
  // The keys, a block of scores, and values and results where their width is no whole number of vectors.
  let keys = padded(length) &* width
  let scores = block &* padded(length)
  return keys &+ scores &+ block &+ padded(width) &* (length &+ block)
}

/// Attention of one head over one text: each query's weighted mean of the values.
///
/// The queries are scaled already, so that scores are exponents to base two. Rows of `q`, `k` and `v` are `stride`
/// apart. `bias` is what is added to a score by how far the key is behind the query, from `bias[-length + 1]` on.
@inline(never) package func attend(
  _ q: UnsafePointer<Float>,
  _ k: UnsafePointer<Float>,
  _ v: UnsafePointer<Float>,
  _ stride: Int,
  _ length: Int,
  _ width: Int,
  _ bias: UnsafePointer<Float>?,
  _ out: UnsafeMutablePointer<Float>,
  _ outStride: Int,
  _ scratch: UnsafeMutablePointer<Float>
) {
  let span = padded(length)
  let keys = scratch
  let scores = keys + span &* width
  let totals = scores + block &* span
  packColumns(k, stride, length, width, keys)
  let isWhole = width % 32 == 0
  let values = totals + block
  let results = values + padded(width) &* length
  if !isWhole { packRows(v, stride, length, width, values) }

  var query = 0
  while query < length {
    let count = min(block, length &- query)
    multiply(q + query &* stride, stride, count, width, keys, nil, span, scores, span, 0)
    for row in 0..<count {
      let bias = bias.map { $0 - (query &+ row) }
      totals[row] = exponentials(scores + row &* span, length, span, bias)
    }
    let place = out + query &* outStride
    if isWhole {
      weighted(scores, span, count, length, v, stride, width, place, outStride)
    } else {
      multiply(scores, span, count, length, values, nil, padded(width), results, padded(width), 0)
      copyRows(results, padded(width), count, width, place, outStride)
    }
    for row in 0..<count { divide(place + row &* outStride, width, totals[row]) }
    query &+= block
  }
}

/// Puts the rows of a matrix as columns into panels, zeros behind the last.
@inline(__always) private func packColumns(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ panels: UnsafeMutablePointer<Float>
) {
  var first = 0
  while first < count {
    let panel = panels + first &* width
    let filled = min(panelWidth, count &- first)
    for column in 0..<width {
      let target = panel + column &* panelWidth
      let source = rows + (first &* stride &+ column)
      for row in 0..<filled { target[row] = source[row &* stride] }
      for row in filled..<panelWidth { target[row] = 0 }
    }
    first &+= panelWidth
  }
}

/// Puts the rows of a matrix into panels as they are, zeros behind their ends.
@inline(__always) private func packRows(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ panels: UnsafeMutablePointer<Float>
) {
  var first = 0
  while first < width {
    let panel = panels + first &* count
    let filled = min(panelWidth, width &- first)
    for row in 0..<count {
      let target = panel + row &* panelWidth
      let source = rows + (row &* stride &+ first)
      for column in 0..<filled { target[column] = source[column] }
      for column in filled..<panelWidth { target[column] = 0 }
    }
    first &+= panelWidth
  }
}

@inline(__always) private func copyRows(
  _ source: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ target: UnsafeMutablePointer<Float>,
  _ targetStride: Int
) {
  for row in 0..<count {
    for column in 0..<width { target[row &* targetStride &+ column] = source[row &* stride &+ column] }
  }
}

/// Turns scores into powers of two of their distance from the largest; returns their sum.
@inline(__always) private func exponentials(
  _ scores: UnsafeMutablePointer<Float>,
  _ length: Int,
  _ span: Int,
  _ bias: UnsafePointer<Float>?
) -> Float {
  let whole = length & ~15
  let rest = length & 15
  var most = Wide(repeating: -.infinity)
  var index = 0
  while index < whole {
    var value: Wide = load(scores + index)
    if let bias {
      value += load(bias + index)
      store(value, scores + index)
    }
    most = larger(most, value)
    index &+= 16
  }
  for lane in 0..<rest {
    var value = scores[whole &+ lane]
    if let bias { value += bias[whole &+ lane] }
    scores[whole &+ lane] = value
    most[lane] = value > most[lane] ? value : most[lane]
  }
  let top = Wide(repeating: largest(most))
  var total = Wide(repeating: 0)
  index = 0
  while index < whole {
    let value = exp2(load(scores + index) - top)
    store(value, scores + index)
    total += value
    index &+= 16
  }
  if rest > 0 {
    let value = exp2(load(scores + whole, first: rest) - top)
    for lane in 0..<rest {
      scores[whole &+ lane] = value[lane]
      total[lane] += value[lane]
    }
  }
  return sum(total)
}

/// Multiplies scores with the values as they lie, some rows at a time.
@inline(__always) private func weighted(
  _ scores: UnsafePointer<Float>,
  _ span: Int,
  _ count: Int,
  _ length: Int,
  _ v: UnsafePointer<Float>,
  _ stride: Int,
  _ width: Int,
  _ out: UnsafeMutablePointer<Float>,
  _ outStride: Int
) {
  var column = 0
  while column < width {
    var row = 0
    while row < count {
      let a = scores + row &* span
      let c = out + (row &* outStride &+ column)
      let b = v + column
      let left = count &- row
      #if KERNEL_AVX512
        if left >= 12 {
          Tile<12, 2, 24>.multiply(a, span, length, b, stride, nil, c, outStride, false)
          row &+= 12
        } else if left >= 4 {
          Tile<4, 2, 8>.multiply(a, span, length, b, stride, nil, c, outStride, false)
          row &+= 4
        } else {
          Tile<1, 2, 2>.multiply(a, span, length, b, stride, nil, c, outStride, false)
          row &+= 1
        }
      #elseif KERNEL_AVX2
        if left >= 6 {
          Tile<6, 2, 12>.multiply(a, span, length, b, stride, nil, c, outStride, false)
          row &+= 6
        } else {
          Tile<1, 2, 2>.multiply(a, span, length, b, stride, nil, c, outStride, false)
          row &+= 1
        }
      #else
        if left >= 4 {
          Tile<4, 2, 8>.multiply(a, span, length, b, stride, nil, c, outStride, false)
          row &+= 4
        } else {
          Tile<1, 2, 2>.multiply(a, span, length, b, stride, nil, c, outStride, false)
          row &+= 1
        }
      #endif
    }
    column &+= 2 &* Lanes.scalarCount
  }
}
