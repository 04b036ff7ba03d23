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
  let span = (length &+ 15) & ~15
  let keys = scratch
  let scores = keys + span &* width
  let totals = scores + block &* span
  packColumns(k, stride, length, span, width, keys)
  let isWhole = width % 16 == 0
  let values = totals + block
  let results = values + padded(width) &* length
  if !isWhole { packRows(v, stride, length, width, values) }

  var query = 0
  while query < length {
    let count = min(block, length &- query)
    multiplyKeys(q + query &* stride, stride, count, width, keys, span, scores)
    for row in 0..<count {
      let bias = bias.map { $0 - (query &+ row) }
      totals[row] = exponentials(scores + row &* span, length, span, bias)
    }
    let place = out + query &* outStride
    if isWhole {
      multiplyColumns(scores, span, count, length, v, stride, width, nil, place, outStride, false)
    } else {
      multiply(scores, span, count, length, values, nil, padded(width), results, padded(width), 0)
      copyRows(results, padded(width), count, width, place, outStride)
    }
    for row in 0..<count { divide(place + row &* outStride, width, totals[row]) }
    query &+= block
  }
}

/// Puts the rows of a matrix as columns into panels, the last no wider than it has to be, zeros behind its end.
@inline(__always) private func packColumns(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ span: Int,
  _ width: Int,
  _ panels: UnsafeMutablePointer<Float>
) {
  var first = 0
  while first < span {
    let panel = panels + first &* width
    let columns = min(panelWidth, span &- first)
    let filled = min(columns, count &- first)
    for row in 0..<filled {
      let source = rows + (first &+ row) &* stride
      let target = panel + row
      for column in 0..<width { target[column &* columns] = source[column] }
    }
    if filled < columns {
      for column in 0..<width {
        for row in filled..<columns { panel[column &* columns &+ row] = 0 }
      }
    }
    first &+= panelWidth
  }
}

/// Multiplies queries with all keys.
@inline(__always) private func multiplyKeys(
  _ q: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ keys: UnsafePointer<Float>,
  _ span: Int,
  _ scores: UnsafeMutablePointer<Float>
) {
  var first = 0
  while first < span {
    let columns = min(panelWidth, span &- first)
    multiplyColumns(
      q,
      stride,
      count,
      width,
      keys + first &* width,
      columns,
      columns,
      nil,
      scores + first,
      span,
      false
    )
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
    for column in 0..<width {
      target[row &* targetStride &+ column] = source[row &* stride &+ column]
    }
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
