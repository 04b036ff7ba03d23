#if arch(x86_64) && !KERNEL_AVX2 && !KERNEL_AVX512
  import _Builtin_intrinsics.intel.sse2

  /// Adds a product in one step on processors that have no such step.
  ///
  /// A product of floats is exact in twice the precision. Its sum with a float is rounded there to the nearest, or
  /// where that is not exact to the neighbour with an odd end: rounded once more that gives what one step gives.
  @inline(__always) func addExactly(
    _ sum: SIMD8<Float>,
    _ left: SIMD8<Float>,
    _ right: SIMD8<Float>
  ) -> SIMD8<Float> {
    SIMD8(
      lowHalf: addExactly(sum.lowHalf, left.lowHalf, right.lowHalf),
      highHalf: addExactly(sum.highHalf, left.highHalf, right.highHalf)
    )
  }

  @inline(__always) private func addExactly(
    _ sum: SIMD4<Float>,
    _ left: SIMD4<Float>,
    _ right: SIMD4<Float>
  ) -> SIMD4<Float> {
    let low = addExactly(_mm_cvtps_pd(sum), _mm_cvtps_pd(left), _mm_cvtps_pd(right))
    let high = addExactly(
      _mm_cvtps_pd(_mm_movehl_ps(sum, sum)),
      _mm_cvtps_pd(_mm_movehl_ps(left, left)),
      _mm_cvtps_pd(_mm_movehl_ps(right, right))
    )
    return _mm_movelh_ps(_mm_cvtpd_ps(low), _mm_cvtpd_ps(high))
  }

  @inline(__always) private func addExactly(
    _ sum: SIMD2<Double>,
    _ left: SIMD2<Double>,
    _ right: SIMD2<Double>
  ) -> SIMD2<Double> {
    let product = left * right
    let total = product + sum
    // What the rounding of the total took away.
    let share = total - product
    let lost = (product - (total - share)) + (sum - share)
    let bits: SIMD2<UInt64> = cast(total)
    let isLess = ((cast(lost) as SIMD2<UInt64>) ^ bits) &>> 63
    let isEven = (bits & 1) ^ 1
    let isLost: SIMD2<UInt64> = cast(_mm_cmpneq_pd(lost, SIMD2(repeating: 0)))
    let step = 1 &- (isLess &+ isLess)
    return cast(bits &+ (step & isLost & (0 &- isEven)))
  }
#endif
