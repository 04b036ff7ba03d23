/// How many queries are worked on together.
@inline(__always) private var block: Int { 24 }

@inline(__always) private func padded(_ count: Int) -> Int { (count &+ 15) & ~15 }

/// How many numbers `attendInWholes` needs room for.
@inline(never) package func wholeAttentionScratch(_ length: Int, _ width: Int) -> Int {
  let (span, depth) = (padded(length), padded(width))
  // Keys with their scales and values as words; then for a block its queries, scores, weights, results and scales.
  return span &* (depth &+ 1) &+ block &* (depth / 2 &+ span &+ span / 2 &+ depth &+ 1)
}

/// Attention of one head over one text as `attend` does it, but with products of whole numbers of up to 16 bits.
///
/// Sums are exact and all else goes in one order, so the results are the same on every processor. Queries and keys
/// have a scale for each row, values one for the whole text.
@inline(never) package func attendInWholes(
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
  let (span, depth) = (padded(length), padded(width))
  let wordCount = span &* depth &+ block &* (depth &+ span) / 2
  let words = UnsafeMutableRawPointer(scratch).bindMemory(to: Int32.self, capacity: wordCount)
  let keys = words
  let values = keys + span &* depth / 2
  let queries = values + span &* depth / 2
  let weights = queries + block &* depth / 2
  let scores = UnsafeMutableRawPointer(words + wordCount).bindMemory(
    to: Float.self,
    capacity: span &+ block &* (span &+ depth &+ 1)
  )
  let results = scores + block &* span
  let scales = results + block &* depth
  let keyScales = scales + block

  // So large that no sum over the width of a head can overflow.
  let most = wholeRoot(2_147_483_647 / width)
  // Weights add up to 32,767 and what rounding adds.
  let mostOfValues = Float(min(32_767, 2_147_483_647 / (32_767 &+ length)))
  let vScale = largestMagnitude(v, stride, length, width) / mostOfValues
  packKeys(k, stride, length, width, most, keys, keyScales)
  packValues(v, stride, length, width, inverse(vScale), values)

  var query = 0
  while query < length {
    let count = min(block, length &- query)
    packQueries(q + query &* stride, stride, count, width, most, queries, scales)
    var first = 0
    while first < span {
      let columns = min(panelWidth, span &- first)
      let ends: WordEnds = (
        UnsafePointer(scales), nil, UnsafePointer(keyScales + first), nil, nil, scores + first,
        span, false
      )
      let panel = keys + first &* depth / 2
      multiplyPairs(queries, depth / 2, count, depth / 2, panel, 4 &* columns, columns, ends)
      first &+= panelWidth
    }
    for row in 0..<count {
      let place = scores + row &* span
      let bias = bias.map { $0 - (query &+ row) }
      let total = exponentials(place, length, span, bias)
      scales[row] = vScale / packWeights(place, span, 32_767 / total, weights + row &* span / 2)
    }
    let place = out + query &* outStride
    let isWhole = width == depth
    let ends: WordEnds = (
      UnsafePointer(scales), nil, nil, nil, nil, isWhole ? place : results,
      isWhole ? outStride : depth, false
    )
    multiplyPairs(weights, span / 2, count, span / 2, values, 4 &* depth, depth, ends)
    if !isWhole {
      for row in 0..<count {
        for column in 0..<width {
          place[row &* outStride &+ column] = results[row &* depth &+ column]
        }
      }
    }
    query &+= block
  }
}

@inline(never) private func multiplyPairs(
  _ a: UnsafePointer<Int32>,
  _ aStride: Int,
  _ rows: Int,
  _ words: Int,
  _ b: UnsafeRawPointer,
  _ bStride: Int,
  _ width: Int,
  _ ends: WordEnds
) {
  WordProduct<2>.multiply(a, aStride, rows, words, b, bStride, width, ends)
}

/// The largest whole number of 16 bits whose square is less.
@inline(__always) private func wholeRoot(_ square: Int) -> Float {
  Float(min(32_767, Int(Float(square).squareRoot()) &- 1))
}

@inline(__always) private func inverse(_ scale: Float) -> Float { scale > 1e-30 ? 1 / scale : 0 }

@inline(__always) private func largestMagnitude(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int
) -> Float {
  var most = Wide(repeating: 0)
  for row in 0..<count {
    var column = 0
    while column < width {
      most = larger(most, magnitude(part(rows + row &* stride, column, width)))
      column &+= 16
    }
  }
  return largest(most)
}

/// Sixteen numbers of a row, zeros behind its end.
@inline(__always) private func part(
  _ row: UnsafePointer<Float>,
  _ column: Int,
  _ width: Int
) -> Wide {
  column &+ 16 <= width ? load(row + column) : load(row + column, first: width &- column)
}

@inline(__always) private func packQueries(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ most: Float,
  _ words: UnsafeMutablePointer<Int32>,
  _ scales: UnsafeMutablePointer<Float>
) {
  let depth = padded(width)
  for row in 0..<count {
    scales[row] = largestMagnitude(rows + row &* stride, stride, 1, width) / most
    let factor = Wide(repeating: inverse(scales[row]))
    var column = 0
    while column < depth {
      let value = part(rows + row &* stride, column, width) * factor
      let place = words + (row &* depth &+ column) / 2
      UnsafeMutableRawPointer(place).storeBytes(of: pairs(nearest(value)), as: SIMD8<Int32>.self)
      column &+= 16
    }
  }
}

/// Puts keys as columns into panels, the last no wider than it has to be, zeros behind its end.
@inline(__always) private func packKeys(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ most: Float,
  _ words: UnsafeMutablePointer<Int32>,
  _ scales: UnsafeMutablePointer<Float>
) {
  let (span, depth) = (padded(count), padded(width))
  for row in 0..<span {
    let first = row / panelWidth &* panelWidth
    let columns = min(panelWidth, span &- first)
    let target = words + (first &* depth / 2 &+ row &- first)
    guard row < count else {
      for word in 0..<depth / 2 { target[word &* columns] = 0 }
      scales[row] = 0
      continue
    }
    scales[row] = largestMagnitude(rows + row &* stride, stride, 1, width) / most
    let factor = Wide(repeating: inverse(scales[row]))
    var column = 0
    while column < depth {
      let value = part(rows + row &* stride, column, width) * factor
      let pairs = pairs(nearest(value))
      let place = target + column / 2 &* columns
      for word in 0..<8 { place[word &* columns] = pairs[word] }
      column &+= 16
    }
  }
}

/// Puts two rows of values at a time next to each other, zeros behind the last.
@inline(__always) private func packValues(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ factor: Float,
  _ words: UnsafeMutablePointer<Int32>
) {
  let (span, depth) = (padded(count), padded(width))
  let factors = Wide(repeating: factor)
  for pair in 0..<span / 2 {
    var column = 0
    while column < depth {
      var word = SIMD16<Int32>(repeating: 0)
      if 2 &* pair < count {
        word = nearest(part(rows + 2 &* pair &* stride, column, width) * factors) & 0xFFFF
      }
      if 2 &* pair &+ 1 < count {
        let row = rows + (2 &* pair &+ 1) &* stride
        word |= nearest(part(row, column, width) * factors) &<< 16
      }
      let place = words + (pair &* depth &+ column)
      UnsafeMutableRawPointer(place).storeBytes(of: word, as: SIMD16<Int32>.self)
      column &+= 16
    }
  }
}

/// Makes words of weights; returns what these add up to.
@inline(__always) private func packWeights(
  _ row: UnsafePointer<Float>,
  _ span: Int,
  _ factor: Float,
  _ words: UnsafeMutablePointer<Int32>
) -> Float {
  let factors = Wide(repeating: factor)
  var total = SIMD16<Int32>(repeating: 0)
  var index = 0
  while index < span {
    let whole = nearest((load(row + index) as Wide) * factors)
    total = total &+ whole
    UnsafeMutableRawPointer(words + index / 2).storeBytes(of: pairs(whole), as: SIMD8<Int32>.self)
    index &+= 16
  }
  let eight = total.lowHalf &+ total.highHalf
  let four = eight.lowHalf &+ eight.highHalf
  let two = four.lowHalf &+ four.highHalf
  return Float(two.x &+ two.y)
}
