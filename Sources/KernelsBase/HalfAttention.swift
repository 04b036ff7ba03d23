#if KERNEL_BF16
  import CHalves
  import _Builtin_intrinsics.intel

  /// How many queries are worked on together.
  @inline(__always) private var block: Int { 24 }

  /// Rows come in squares of sixteen words, so that keys can be turned.
  @inline(__always) private func padded(_ count: Int) -> Int { (count &+ 15) & ~15 }
  @inline(__always) private func depth(_ width: Int) -> Int { (width &+ 31) & ~31 }

  /// How many numbers `attendInHalves` needs room for.
  @inline(never) package func halfAttentionScratch(_ length: Int, _ width: Int) -> Int {
    let (span, depth) = (padded(length), depth(width))
    // Keys as rows, keys and values as panels; then for a block its queries, scores, weights, sums and results.
    return span &* depth / 2 &* 3 &+ block &* (depth / 2 &+ span &+ span / 2 &+ depth &+ 1)
  }

  /// Attention of one head over one text as `attend` does it, but with products of bfloat16.
  @inline(never) package func attendInHalves(
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
    let (span, depth) = (padded(length), depth(width))
    let words = depth / 2
    let scores = scratch
    let results = scores + block &* span
    let totals = results + block &* depth
    let keys = totals + block
    let wordCount = 2 &* span &* words &+ block &* (words &+ span / 2)
    let rows = UnsafeMutableRawPointer(keys + span &* words)
      .bindMemory(to: Int32.self, capacity: wordCount)
    let values = rows + span &* words
    let queries = values + span &* words
    let weights = queries + block &* words
    halve(k, stride, length, span, width, rows, words)
    rows.withMemoryRebound(to: Float.self, capacity: span &* words) { rows in
      turnRows(rows, span, words, keys)
    }
    packValues(v, stride, length, span, width, values)

    var query = 0
    while query < length {
      let count = min(block, length &- query)
      halve(q + query &* stride, stride, count, count, width, queries, words)
      var first = 0
      while first < span {
        let columns = min(panelWidth, span &- first)
        let ends: WordEnds = (nil, nil, nil, nil, nil, scores + first, span, false)
        multiplyRows(
          queries,
          words,
          count,
          words,
          keys + first &* words,
          4 &* columns,
          columns,
          ends
        )
        first &+= panelWidth
      }
      for row in 0..<count {
        let bias = bias.map { $0 - (query &+ row) }
        totals[row] = exponentials(scores + row &* span, length, span, bias)
      }
      halveRows(scores, span, count, span, weights, span / 2)
      let place = out + query &* outStride
      let isWhole = width == depth
      let target = isWhole ? place : results
      let targetStride = isWhole ? outStride : depth
      let ends: WordEnds = (nil, nil, nil, nil, nil, target, targetStride, false)
      multiplyRows(weights, span / 2, count, span / 2, values, 4 &* depth, depth, ends)
      for row in 0..<count {
        scale(target + row &* targetStride, width, 1 / totals[row], place + row &* outStride)
      }
      query &+= block
    }
  }

  @inline(never) private func multiplyRows(
    _ a: UnsafePointer<Int32>,
    _ aStride: Int,
    _ rows: Int,
    _ words: Int,
    _ b: UnsafeRawPointer,
    _ bStride: Int,
    _ width: Int,
    _ ends: WordEnds
  ) {
    WordProduct<3>.multiply(a, aStride, rows, words, b, bStride, width, ends)
  }

  /// Makes words of rows, with zeros behind their ends and below the last.
  @inline(__always) private func halve(
    _ rows: UnsafePointer<Float>,
    _ stride: Int,
    _ count: Int,
    _ span: Int,
    _ width: Int,
    _ target: UnsafeMutablePointer<Int32>,
    _ words: Int
  ) {
    let own = (width &+ 1) / 2
    halveRows(rows, stride, count, width, target, words)
    if own < words {
      for row in 0..<count {
        for word in own..<words { target[row &* words &+ word] = 0 }
      }
    }
    for word in count &* words..<span &* words { target[word] = 0 }
  }

  /// Puts rows of words as columns into panels, the last no wider than it has to be.
  @inline(__always) private func turnRows(
    _ rows: UnsafePointer<Float>,
    _ span: Int,
    _ words: Int,
    _ panels: UnsafeMutablePointer<Float>
  ) {
    var row = 0
    while row < span {
      let first = row / panelWidth &* panelWidth
      let columns = min(panelWidth, span &- first)
      let target = panels + (first &* words &+ row &- first)
      var word = 0
      while word < words {
        var square = Square(rows + (row &* words &+ word), words)
        square.transpose()
        square.store(target + word &* columns, columns)
        word &+= 16
      }
      row &+= 16
    }
  }

  /// Puts two rows of values at a time next to each other, zeros behind the last and behind their ends.
  @inline(__always) private func packValues(
    _ rows: UnsafePointer<Float>,
    _ stride: Int,
    _ count: Int,
    _ span: Int,
    _ width: Int,
    _ target: UnsafeMutablePointer<Int32>
  ) {
    let depth = depth(width)
    for pair in 0..<span / 2 {
      let row = rows + 2 &* pair &* stride
      var column = 0
      while column < depth {
        var word = SIMD16<Int32>(repeating: 0)
        if 2 &* pair < count { word = wide(part(row, column, width)) }
        if 2 &* pair &+ 1 < count { word |= wide(part(row + stride, column, width)) &<< 16 }
        let place = UnsafeMutableRawPointer(target + (pair &* depth &+ column))
        place.storeBytes(of: word, as: SIMD16<Int32>.self)
        column &+= 16
      }
    }
  }

  /// Numbers of bfloat16, each in the lower half of a word.
  @inline(__always) private func wide(_ value: Wide) -> SIMD16<Int32> {
    cast(_mm512_cvtepu16_epi32(chalves_round(value)))
  }

  /// Sixteen numbers of a row, zeros behind its end.
  @inline(__always) private func part(
    _ row: UnsafePointer<Float>,
    _ column: Int,
    _ width: Int
  ) -> Wide {
    if column &+ 16 <= width { return load(row + column) }
    return column < width ? load(row + column, first: width &- column) : Wide(repeating: 0)
  }

  @inline(__always) private func scale(
    _ row: UnsafePointer<Float>,
    _ width: Int,
    _ factor: Float,
    _ target: UnsafeMutablePointer<Float>
  ) {
    let factors = Wide(repeating: factor)
    var index = 0
    while index &+ 16 <= width {
      store((load(row + index) as Wide) * factors, target + index)
      index &+= 16
    }
    while index < width {
      target[index] = row[index] * factor
      index &+= 1
    }
  }
#endif
