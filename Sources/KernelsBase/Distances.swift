#if KERNEL_AVX512 || KERNEL_AVX2
  import _Builtin_intrinsics.intel
#endif

// Distances come as whole numbers that sort as the distances do, whatever they were measured in: who looks for the
// nearest only compares. `metric` is 0 for the product (the largest is the nearest), 1 for the squared distance, 2
// for the sum of differences.

/// Measures how far rows are from a query: those that `picks` names, else the first.
@inline(never) package func rankRows(
  _ query: UnsafePointer<Float>,
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ picks: UnsafePointer<UInt32>?,
  _ count: Int,
  _ width: Int,
  _ metric: Int,
  _ out: UnsafeMutablePointer<UInt32>
) {
  switch metric {
  case 0: rank(0, query, rows, stride, picks, count, width, out)
  case 1: rank(1, query, rows, stride, picks, count, width, out)
  default: rank(2, query, rows, stride, picks, count, width, out)
  }
}

/// Measures how far rows of codes are from a query of codes; whole numbers, so the same on every processor.
@inline(never) package func rankCodes(
  _ query: UnsafePointer<Int8>,
  _ rows: UnsafePointer<Int8>,
  _ stride: Int,
  _ picks: UnsafePointer<UInt32>?,
  _ count: Int,
  _ width: Int,
  _ metric: Int,
  _ out: UnsafeMutablePointer<UInt32>
) {
  switch metric {
  case 0: rank(0, query, rows, stride, picks, count, width, out)
  case 1: rank(1, query, rows, stride, picks, count, width, out)
  default: rank(2, query, rows, stride, picks, count, width, out)
  }
}

/// Makes codes of numbers: the nearest whole number of each times `scale`, held within ±127.
@inline(never) package func makeCodes(
  _ row: UnsafePointer<Float>,
  _ width: Int,
  _ scale: Float,
  _ out: UnsafeMutablePointer<Int8>
) {
  for index in 0..<width {
    var value = row[index] * scale
    value = value > 127 ? 127 : value
    value = value < -127 ? -127 : value
    // Adding this much leaves the nearest whole number in the lowest bits.
    out[index] = Int8(truncatingIfNeeded: Int32(bitPattern: (value + 12_582_912).bitPattern))
  }
}

@inline(__always) private func place<Number>(
  _ rows: UnsafePointer<Number>,
  _ stride: Int,
  _ picks: UnsafePointer<UInt32>?,
  _ index: Int
) -> UnsafePointer<Number> {
  guard let picks else { return rows + index &* stride }
  return rows + Int(picks[index]) &* stride
}

// MARK: Numbers

/// A whole number that sorts as the number does.
@inline(__always) private func sortable(_ value: Float) -> UInt32 {
  let bits = value.bitPattern
  return bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) &>> 31) | 0x8000_0000)
}

@inline(__always) private func rank(
  _ metric: Int,
  _ query: UnsafePointer<Float>,
  _ rows: UnsafePointer<Float>,
  _ stride: Int,
  _ picks: UnsafePointer<UInt32>?,
  _ count: Int,
  _ width: Int,
  _ out: UnsafeMutablePointer<UInt32>
) {
  var index = 0
  #if KERNEL_AVX512 || KERNEL_AVX2 || arch(arm64)
    // Four at once share what is read of the query, and the memory is asked for four rows at once.
    while index &+ 4 <= count {
      let (first, second) = (
        place(rows, stride, picks, index), place(rows, stride, picks, index &+ 1)
      )
      let (third, fourth) = (
        place(rows, stride, picks, index &+ 2), place(rows, stride, picks, index &+ 3)
      )
      var (one, two, three, four) = (
        Wide(repeating: 0), Wide(repeating: 0), Wide(repeating: 0), Wide(repeating: 0)
      )
      var column = 0
      while column &+ 16 <= width {
        let value: Wide = load(query + column)
        one = term(metric, one, value, load(first + column))
        two = term(metric, two, value, load(second + column))
        three = term(metric, three, value, load(third + column))
        four = term(metric, four, value, load(fourth + column))
        column &+= 16
      }
      if column < width {
        let rest = width &- column
        let value = load(query + column, first: rest)
        one = term(metric, one, value, load(first + column, first: rest))
        two = term(metric, two, value, load(second + column, first: rest))
        three = term(metric, three, value, load(third + column, first: rest))
        four = term(metric, four, value, load(fourth + column, first: rest))
      }
      out[index] = finished(metric, one)
      out[index &+ 1] = finished(metric, two)
      out[index &+ 2] = finished(metric, three)
      out[index &+ 3] = finished(metric, four)
      index &+= 4
    }
  #endif
  while index < count {
    let row = place(rows, stride, picks, index)
    var total = Wide(repeating: 0)
    var column = 0
    while column &+ 16 <= width {
      total = term(metric, total, load(query + column), load(row + column))
      column &+= 16
    }
    if column < width {
      let rest = width &- column
      total = term(
        metric,
        total,
        load(query + column, first: rest),
        load(row + column, first: rest)
      )
    }
    out[index] = finished(metric, total)
    index &+= 1
  }
}

@inline(__always) private func term(_ metric: Int, _ sum: Wide, _ left: Wide, _ right: Wide) -> Wide
{
  if metric == 0 { return add(sum, left, right) }
  let difference = left - right
  if metric == 1 { return add(sum, difference, difference) }
  let bits = unsafeBitCast(difference, to: SIMD16<UInt32>.self)
  return sum + unsafeBitCast(bits & SIMD16(repeating: 0x7FFF_FFFF), to: Wide.self)
}

@inline(__always) private func finished(_ metric: Int, _ value: Wide) -> UInt32 {
  // Taken from zero, as a minus sign would make another zero of it.
  sortable(metric == 0 ? 0 - sum(value) : sum(value))
}

// MARK: Codes

#if KERNEL_AVX512
  private typealias Packed = SIMD4<Int64>
  private typealias Pairs = SIMD8<Int64>
  private typealias Sums = SIMD16<Int32>

  @inline(__always) private func widen(_ value: Packed) -> Pairs { _mm512_cvtepi8_epi16(value) }
  @inline(__always) private func products(_ left: Pairs, _ right: Pairs) -> Sums {
    unsafeBitCast(_mm512_madd_epi16(left, right), to: Sums.self)
  }
  @inline(__always) private func difference(_ left: Pairs, _ right: Pairs) -> Pairs {
    _mm512_sub_epi16(left, right)
  }
  @inline(__always) private func magnitudes(_ value: Pairs) -> Sums {
    products(_mm512_abs_epi16(value), _mm512_set1_epi16(1))
  }
  @inline(__always) private func total(_ value: Sums) -> Int32 {
    let eight = value.lowHalf &+ value.highHalf
    let four = eight.lowHalf &+ eight.highHalf
    let two = four.lowHalf &+ four.highHalf
    return two.x &+ two.y
  }
#elseif KERNEL_AVX2
  private typealias Packed = SIMD2<Int64>
  private typealias Pairs = SIMD4<Int64>
  private typealias Sums = SIMD8<Int32>

  @inline(__always) private func widen(_ value: Packed) -> Pairs { _mm256_cvtepi8_epi16(value) }
  @inline(__always) private func products(_ left: Pairs, _ right: Pairs) -> Sums {
    unsafeBitCast(_mm256_madd_epi16(left, right), to: Sums.self)
  }
  @inline(__always) private func difference(_ left: Pairs, _ right: Pairs) -> Pairs {
    _mm256_sub_epi16(left, right)
  }
  @inline(__always) private func magnitudes(_ value: Pairs) -> Sums {
    products(_mm256_abs_epi16(value), _mm256_set1_epi16(1))
  }
  @inline(__always) private func total(_ value: Sums) -> Int32 {
    let four = value.lowHalf &+ value.highHalf
    let two = four.lowHalf &+ four.highHalf
    return two.x &+ two.y
  }
#endif

#if KERNEL_AVX512 || KERNEL_AVX2
  @inline(__always) private func codes(_ place: UnsafePointer<Int8>) -> Pairs {
    widen(UnsafeRawPointer(place).loadUnaligned(as: Packed.self))
  }

  @inline(__always) private func term(_ metric: Int, _ left: Pairs, _ right: Pairs) -> Sums {
    if metric == 0 { return products(left, right) }
    let apart = difference(left, right)
    return metric == 1 ? products(apart, apart) : magnitudes(apart)
  }
#endif

/// What single codes add to the sum.
@inline(__always) private func term(_ metric: Int, _ left: Int8, _ right: Int8) -> Int32 {
  if metric == 0 { return Int32(left) &* Int32(right) }
  let apart = Int32(left) &- Int32(right)
  return metric == 1 ? apart &* apart : (apart < 0 ? 0 &- apart : apart)
}

@inline(__always) private func finished(_ metric: Int, _ sum: Int32) -> UInt32 {
  UInt32(bitPattern: metric == 0 ? 0 &- sum : sum) ^ 0x8000_0000
}

@inline(__always) private func rank(
  _ metric: Int,
  _ query: UnsafePointer<Int8>,
  _ rows: UnsafePointer<Int8>,
  _ stride: Int,
  _ picks: UnsafePointer<UInt32>?,
  _ count: Int,
  _ width: Int,
  _ out: UnsafeMutablePointer<UInt32>
) {
  var index = 0
  #if KERNEL_AVX512 || KERNEL_AVX2
    let step = MemoryLayout<Packed>.size
    while index &+ 4 <= count {
      let (first, second) = (
        place(rows, stride, picks, index), place(rows, stride, picks, index &+ 1)
      )
      let (third, fourth) = (
        place(rows, stride, picks, index &+ 2), place(rows, stride, picks, index &+ 3)
      )
      var (one, two, three, four) = (
        Sums(repeating: 0), Sums(repeating: 0), Sums(repeating: 0), Sums(repeating: 0)
      )
      var column = 0
      while column &+ step <= width {
        let value = codes(query + column)
        one = one &+ term(metric, value, codes(first + column))
        two = two &+ term(metric, value, codes(second + column))
        three = three &+ term(metric, value, codes(third + column))
        four = four &+ term(metric, value, codes(fourth + column))
        column &+= step
      }
      var (a, b, c, d) = (total(one), total(two), total(three), total(four))
      while column < width {
        a &+= term(metric, query[column], first[column])
        b &+= term(metric, query[column], second[column])
        c &+= term(metric, query[column], third[column])
        d &+= term(metric, query[column], fourth[column])
        column &+= 1
      }
      out[index] = finished(metric, a)
      out[index &+ 1] = finished(metric, b)
      out[index &+ 2] = finished(metric, c)
      out[index &+ 3] = finished(metric, d)
      index &+= 4
    }
  #endif
  while index < count {
    let row = place(rows, stride, picks, index)
    var result: Int32 = 0
    var column = 0
    #if KERNEL_AVX512 || KERNEL_AVX2
      var sums = Sums(repeating: 0)
      while column &+ step <= width {
        sums = sums &+ term(metric, codes(query + column), codes(row + column))
        column &+= step
      }
      result = total(sums)
    #endif
    while column < width {
      result = result &+ term(metric, query[column], row[column])
      column &+= 1
    }
    out[index] = finished(metric, result)
    index &+= 1
  }
}
