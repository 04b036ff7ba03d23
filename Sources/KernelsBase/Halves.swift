#if KERNEL_BF16
  import CHalves

  /// Makes words of rows: pairs of bfloat16.
  ///
  /// The words of a row are `targetStride` apart.
  @inline(never) package func halveRows(
    _ rows: UnsafePointer<Float>,
    _ stride: Int,
    _ count: Int,
    _ width: Int,
    _ target: UnsafeMutablePointer<Int32>,
    _ targetStride: Int
  ) {
    let whole = width & ~15
    for row in 0..<count {
      let place = rows + row &* stride
      let words = target + row &* targetStride
      var index = 0
      while index < whole {
        let value: SIMD8<Int32> = cast(chalves_round(load(place + index)))
        UnsafeMutableRawPointer(words + index / 2).storeBytes(of: value, as: SIMD8<Int32>.self)
        index &+= 16
      }
      if whole < width {
        let value: SIMD8<Int32> = cast(chalves_round(load(place + whole, first: width &- whole)))
        for word in 0..<(width &- whole &+ 1) / 2 { words[whole / 2 &+ word] = value[word] }
      }
    }
  }

  /// Multiplies rows of pairs of bfloat16 with packed weights of the same, as `multiply` does with floats.
  @inline(never) package func multiplyHalves(
    _ a: UnsafePointer<Int32>,
    _ aStride: Int,
    _ rows: Int,
    _ words: Int,
    _ panels: UnsafeRawPointer,
    _ bias: UnsafePointer<Float>,
    _ columns: Int,
    _ c: UnsafeMutablePointer<Float>,
    _ cStride: Int,
    _ finish: Int
  ) {
    var column = 0
    while column < columns {
      let ends: WordEnds = (
        nil, nil, nil, nil, bias + column, c + column, cStride, finish == 3
      )
      let panel = panels + 4 &* column &* words
      let next = column &+ panelWidth < columns ? panel + 4 &* panelWidth &* words : nil
      WordProduct<3>
        .multiply(a, aStride, rows, words, panel, 4 &* panelWidth, panelWidth, ends, next)
      finishPanel(c + column, cStride, rows, finish)
      column &+= panelWidth
    }
  }
#endif
