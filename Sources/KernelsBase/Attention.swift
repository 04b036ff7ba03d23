/// How many queries are worked on together.
@inline(__always) private var block: Int { 24 }

@inline(__always) private func padded(_ count: Int) -> Int {
  (count &+ panelWidth &- 1) / panelWidth &* panelWidth
}

/// How many numbers `attend` needs room for.
@inline(never) package func attentionScratch(_ length: Int, _ width: Int) -> Int {
  // The keys, a block of scores, the values, and results where their width is no whole number of vectors.
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
  // As many columns as blocks have; the rows of values lie apart, where they would drive each other from the cache.
  let isWhole = width % 16 == 0
  let values = totals + block
  let results = values + padded(width) &* length
  if isWhole {
    gatherRows(v, stride, length, width, values)
  } else {
    packRows(v, stride, length, width, values)
  }

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
      multiplyColumns(
        scores,
        span,
        count,
        length,
        values,
        width,
        width,
        nil,
        place,
        outStride,
        false
      )
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
    var row = 0
    while row < filled {
      let source = rows + (first &+ row) &* stride
      let target = panel + row
      if filled &- row >= 16, width % 16 == 0 {
        var column = 0
        while column < width {
          var square = Square(source + column, stride)
          square.transpose()
          square.store(target + column &* columns, columns)
          column &+= 16
        }
        row &+= 16
      } else {
        for column in 0..<width { target[column &* columns] = source[column] }
        row &+= 1
      }
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

/// Puts the rows of a matrix next to each other; they are whole vectors long.
@inline(__always) private func gatherRows(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ target: UnsafeMutablePointer<Float>
) {
  for row in 0..<count {
    var column = 0
    while column < width {
      store(load(rows + (row &* stride &+ column)) as Wide, target + (row &* width &+ column))
      column &+= 16
    }
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
///
/// What is behind them in the last sixteen becomes as little as can be.
@inline(never) func exponentials(
  _ scores: UnsafeMutablePointer<Float>,
  _ length: Int,
  _ span: Int,
  _ bias: UnsafePointer<Float>?
) -> Float {
  if let bias { addBias(scores, length, bias) }
  if length < span {
    // As one vector: a vector that is read right after numbers were written one by one has to wait for them.
    let last = scores + (span &- 16)
    store(
      choose(first: length &- span &+ 16, load(last), Wide(repeating: -.greatestFiniteMagnitude)),
      last
    )
  }
  // Two at once, so that none waits for the one before.
  var (first, second) = (load(scores) as Wide, load(scores + (span &- 16)) as Wide)
  var index = 0
  while index &+ 32 <= span {
    first = larger(first, load(scores + index))
    second = larger(second, load(scores + (index &+ 16)))
    index &+= 32
  }
  let top = Wide(repeating: largest(larger(first, second)))
  var (even, odd) = (Wide(repeating: 0), Wide(repeating: 0))
  index = 0
  while index &+ 32 <= span {
    let (left, right) = (
      exp2(load(scores + index) - top), exp2(load(scores + (index &+ 16)) - top)
    )
    store(left, scores + index)
    store(right, scores + (index &+ 16))
    even += left
    odd += right
    index &+= 32
  }
  if index < span {
    let value = exp2(load(scores + index) - top)
    store(value, scores + index)
    even += value
  }
  return sum(even + odd)
}

@inline(never) private func addBias(
  _ scores: UnsafeMutablePointer<Float>,
  _ length: Int,
  _ bias: UnsafePointer<Float>
) {
  var index = 0
  while index &+ 16 <= length {
    store((load(scores + index) as Wide) + load(bias + index), scores + index)
    index &+= 16
  }
  while index < length {
    scores[index] += bias[index]
    index &+= 1
  }
}
