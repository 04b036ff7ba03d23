#if KERNEL_VNNI
  import _Builtin_intrinsics.intel
#endif

/// How many numbers of a row a word holds, and how many bytes a word of a column has, when weights have 8 bits.
@inline(never) package func byteForm() -> Int { Form.weights == Form.bytes ? 4 : 2 }

/// Makes words of rows: each row's numbers become whole ones from 0 to 255 by a scale and a zero of its own.
///
/// The words of a row are `targetStride` apart; what fills the last of them is zero, and so are its weights.
@inline(never) package func quantiseRows(
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ count: Int,
  _ width: Int,
  _ target: UnsafeMutablePointer<Int32>,
  _ targetStride: Int,
  _ scales: UnsafeMutablePointer<Float>,
  _ zeros: UnsafeMutablePointer<Int32>
) {
  let whole = width & ~15
  for row in 0..<count {
    let place = rows + row &* stride
    // What is never there is zero, so that zero has its own number.
    let (low, most) = bounds(place, width)
    let range = most - low
    let inverse: Float = range > 1e-30 ? 255 / range : 0
    let zero = nearest(Wide(repeating: -low * inverse))[0]
    scales[row] = range > 1e-30 ? range / 255 : 0
    zeros[row] = zero
    let factor = Wide(repeating: inverse)
    // The zero goes in with the number whose lowest bits are then the result.
    let offset = Wide(repeating: 12_582_912 + Float(zero))
    let words = UnsafeMutableRawPointer(target + row &* targetStride)
    var index = 0
    while index < whole {
      storeBytes(bytes(add(offset, load(place + index), factor)), words, index)
      index &+= 16
    }
    if whole < width {
      let value = load(place + whole, first: width &- whole)
      storeEnd(bytes(add(offset, value, factor)), words, whole, width &- whole)
    }
  }
}

/// Stores the end of a row, and zeros behind it until a word of either form is full.
@inline(never) private func storeEnd(
  _ values: SIMD16<Int32>,
  _ words: UnsafeMutableRawPointer,
  _ index: Int,
  _ count: Int
) {
  for lane in 0..<(count &+ 3) & ~3 {
    let number = lane < count ? values[lane] : 0
    if Form.weights == Form.bytes {
      let byte = UInt8(truncatingIfNeeded: number)
      words.storeBytes(of: byte, toByteOffset: index &+ lane, as: UInt8.self)
    } else {
      let pair = Int16(truncatingIfNeeded: number)
      words.storeBytes(of: pair, toByteOffset: 2 &* (index &+ lane), as: Int16.self)
    }
  }
}

/// The least and the largest number of a row, zero being one of them.
@inline(never) private func bounds(_ row: UnsafePointer<Float>, _ width: Int) -> (Float, Float) {
  // Several at once, so that none waits for the one before.
  var least = InlineArray<4, Wide> { _ in Wide(repeating: 0) }
  var most = InlineArray<4, Wide> { _ in Wide(repeating: 0) }
  var index = 0
  while index &+ 64 <= width {
    for part in 0..<4 {
      let value: Wide = load(row + (index &+ 16 &* part))
      least[part] = smaller(least[part], value)
      most[part] = larger(most[part], value)
    }
    index &+= 64
  }
  while index &+ 16 <= width {
    let value: Wide = load(row + index)
    least[0] = smaller(least[0], value)
    most[0] = larger(most[0], value)
    index &+= 16
  }
  if index < width {
    let value = load(row + index, first: width &- index)
    least[1] = smaller(least[1], value)
    most[1] = larger(most[1], value)
  }
  let all = smaller(smaller(least[0], least[1]), smaller(least[2], least[3]))
  let low = -largest(Wide(repeating: 0) - all)
  return (low, largest(larger(larger(most[0], most[1]), larger(most[2], most[3]))))
}

/// Stores sixteen numbers from 0 to 255 as they are in words.
@inline(__always) private func storeBytes(
  _ values: SIMD16<Int32>,
  _ words: UnsafeMutableRawPointer,
  _ index: Int
) {
  #if KERNEL_VNNI
    let bytes: SIMD2<Int64> = _mm512_cvtepi32_epi8(cast(values))
    words.storeBytes(of: bytes, toByteOffset: index, as: SIMD2<Int64>.self)
  #else
    words.storeBytes(of: pairs(values), toByteOffset: 2 &* index, as: SIMD8<Int32>.self)
  #endif
}

/// What stands in the lowest bits, no less than 0 and no more than 255.
@inline(__always) private func bytes(_ shifted: Wide) -> SIMD16<Int32> {
  let bounded = larger(
    smaller(shifted, Wide(repeating: 12_582_912 + 255)),
    Wide(repeating: 12_582_912)
  )
  return (cast(bounded) as SIMD16<Int32>) & 0xFF
}

/// Multiplies rows of words with packed weights of 8 bits, as `multiply` does with floats.
///
/// A panel is 48 columns wide; one word of each follows the other. Sums are exact, and what is done to them is done
/// in one order, so that the results are the same on every processor.
@inline(never) package func multiplyBytes(
  _ a: UnsafePointer<Int32>,
  _ aStride: Int,
  _ rows: Int,
  _ words: Int,
  _ rowScales: UnsafePointer<Float>,
  _ rowZeros: UnsafePointer<Int32>,
  _ panels: UnsafeRawPointer,
  _ columnScales: UnsafePointer<Float>,
  _ columnSums: UnsafePointer<Int32>,
  _ bias: UnsafePointer<Float>,
  _ columns: Int,
  _ c: UnsafeMutablePointer<Float>,
  _ cStride: Int,
  _ finish: Int
) {
  let stride = panelWidth &* Form.width(Form.weights)
  var column = 0
  while column < columns {
    let ends: WordEnds = (
      rowScales, rowZeros, columnScales + column, columnSums + column, bias + column, c + column,
      cStride, finish == 3
    )
    let panel = panels + column / panelWidth &* stride &* words
    let next = column &+ panelWidth < columns ? panel + stride &* words : nil
    multiplyPanel(a, aStride, rows, words, panel, ends, next)
    finishPanel(c + column, cStride, rows, finish)
    column &+= panelWidth
  }
}

@inline(never) private func multiplyPanel(
  _ a: UnsafePointer<Int32>,
  _ aStride: Int,
  _ rows: Int,
  _ words: Int,
  _ panel: UnsafeRawPointer,
  _ ends: WordEnds,
  _ next: UnsafeRawPointer?
) {
  let stride = panelWidth &* Form.width(Form.weights)
  #if KERNEL_VNNI
    WordProduct<0>.multiply(a, aStride, rows, words, panel, stride, panelWidth, ends, next)
  #else
    WordProduct<1>.multiply(a, aStride, rows, words, panel, stride, panelWidth, ends, next)
  #endif
}
