#if KERNEL_AVX512 || KERNEL_AVX2
  import _Builtin_intrinsics.intel
#elseif arch(x86_64)
  import _Builtin_intrinsics.intel.sse2
#endif

// These files are compiled for every processor, for those with AVX2, for those with AVX-512, and for those that have
// VNNI or BF16 with it (`KernelsAVX2` and its like are links to this folder). Code of the standard library that is made for its
// types here would be linked into one of them at random, so there are only free functions over pointers,
// numbers, vectors and local arrays of fixed size.

#if KERNEL_AVX512
  typealias Lanes = SIMD16<Float>
#elseif KERNEL_AVX2
  typealias Lanes = SIMD8<Float>
#else
  typealias Lanes = SIMD4<Float>
#endif

/// What is not the inner loop of a product goes by sixteen numbers on every processor, so that sums are formed
/// in one order.
typealias Wide = SIMD16<Float>

/// The columns of a panel of packed weights, on every processor.
@inline(__always) var panelWidth: Int { 48 }

/// Adds a product: in one step where the processor has one, since then all such give the same bits.
///
/// The library's own step goes number by number, and only with luck becomes one for a vector again.
@inline(__always) func add(_ sum: Wide, _ left: Wide, _ right: Wide) -> Wide {
  #if KERNEL_AVX512
    _mm512_fmadd_ps(left, right, sum)
  #elseif KERNEL_AVX2
    Wide(
      lowHalf: add(sum.lowHalf, left.lowHalf, right.lowHalf),
      highHalf: add(sum.highHalf, left.highHalf, right.highHalf)
    )
  #elseif arch(arm64)
    sum.addingProduct(left, right)
  #else
    Wide(
      lowHalf: addExactly(sum.lowHalf, left.lowHalf, right.lowHalf),
      highHalf: addExactly(sum.highHalf, left.highHalf, right.highHalf)
    )
  #endif
}

#if KERNEL_AVX2
  @inline(__always) func add(_ sum: Lanes, _ left: Lanes, _ right: Lanes) -> Lanes {
    _mm256_fmadd_ps(left, right, sum)
  }
#elseif !KERNEL_AVX512
  @inline(__always) func add(_ sum: Lanes, _ left: Lanes, _ right: Lanes) -> Lanes {
    #if arch(arm64)
      sum.addingProduct(left, right)
    #else
      sum + left * right
    #endif
  }
#endif

@inline(__always) func load<V: SIMD>(_ place: UnsafePointer<Float>) -> V where V.Scalar == Float {
  UnsafeRawPointer(place).loadUnaligned(as: V.self)
}

@inline(__always) func store<V: SIMD>(_ value: V, _ place: UnsafeMutablePointer<Float>)
where V.Scalar == Float {
  UnsafeMutableRawPointer(place).storeBytes(of: value, as: V.self)
}

/// The first numbers of a row's end, and zeros behind.
@inline(__always) func load(_ place: UnsafePointer<Float>, first count: Int) -> Wide {
  var value = Wide(repeating: 0)
  for lane in 0..<count { value[lane] = place[lane] }
  return value
}

@inline(__always) func store(_ value: Wide, _ place: UnsafeMutablePointer<Float>, first count: Int)
{
  for lane in 0..<count { place[lane] = value[lane] }
}

/// The first lanes of one vector, the others of another.
@inline(__always) func choose(first count: Int, _ left: Wide, _ right: Wide) -> Wide {
  let lanes = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  // Below zero, and so ones throughout, for the first.
  let mask = (lanes &- SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: count))) &>> 31
  let (one, other) = (
    unsafeBitCast(left, to: SIMD16<Int32>.self), unsafeBitCast(right, to: SIMD16<Int32>.self)
  )
  return unsafeBitCast((one & mask) | (other & ~mask), to: Wide.self)
}

/// The sum of all lanes, halves on halves.
@inline(__always) func sum(_ value: Wide) -> Float {
  let eight = value.lowHalf + value.highHalf
  let four = eight.lowHalf + eight.highHalf
  let two = four.lowHalf + four.highHalf
  return two.x + two.y
}

// The library's choice of lanes is one instruction by luck only, and else goes number by number.

@inline(__always) func larger(_ left: SIMD4<Float>, _ right: SIMD4<Float>) -> SIMD4<Float> {
  #if arch(x86_64)
    _mm_max_ps(left, right)
  #else
    left.replacing(with: right, where: right .> left)
  #endif
}

@inline(__always) func smaller(_ left: SIMD4<Float>, _ right: SIMD4<Float>) -> SIMD4<Float> {
  #if arch(x86_64)
    _mm_min_ps(left, right)
  #else
    left.replacing(with: right, where: right .< left)
  #endif
}

@inline(__always) func larger(_ left: SIMD8<Float>, _ right: SIMD8<Float>) -> SIMD8<Float> {
  #if KERNEL_AVX512 || KERNEL_AVX2
    _mm256_max_ps(left, right)
  #else
    SIMD8(
      lowHalf: larger(left.lowHalf, right.lowHalf),
      highHalf: larger(left.highHalf, right.highHalf)
    )
  #endif
}

@inline(__always) func smaller(_ left: SIMD8<Float>, _ right: SIMD8<Float>) -> SIMD8<Float> {
  #if KERNEL_AVX512 || KERNEL_AVX2
    _mm256_min_ps(left, right)
  #else
    SIMD8(
      lowHalf: smaller(left.lowHalf, right.lowHalf),
      highHalf: smaller(left.highHalf, right.highHalf)
    )
  #endif
}

@inline(__always) func larger(_ left: Wide, _ right: Wide) -> Wide {
  #if KERNEL_AVX512
    _mm512_max_ps(left, right)
  #else
    Wide(
      lowHalf: larger(left.lowHalf, right.lowHalf),
      highHalf: larger(left.highHalf, right.highHalf)
    )
  #endif
}

@inline(__always) func smaller(_ left: Wide, _ right: Wide) -> Wide {
  #if KERNEL_AVX512
    _mm512_min_ps(left, right)
  #else
    Wide(
      lowHalf: smaller(left.lowHalf, right.lowHalf),
      highHalf: smaller(left.highHalf, right.highHalf)
    )
  #endif
}

@inline(__always) func largest(_ value: Wide) -> Float {
  let eight = larger(value.lowHalf, value.highHalf)
  let four = larger(eight.lowHalf, eight.highHalf)
  let low = four.x > four.z ? four.x : four.z
  let high = four.y > four.w ? four.y : four.w
  return low > high ? low : high
}
