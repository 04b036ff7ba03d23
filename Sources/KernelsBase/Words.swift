#if KERNEL_AVX512 || KERNEL_AVX2
  import _Builtin_intrinsics.intel
#elseif arch(x86_64)
  import _Builtin_intrinsics.intel.sse2
#endif
#if KERNEL_BF16
  import CHalves
#endif

// Numbers of low precision are multiplied by the word: 32 bits that hold two or four of them, next to each other
// in their row or column. One step adds the products of all the numbers of a word to a sum of 32 bits.

#if KERNEL_AVX512
  typealias Words = SIMD16<Int32>
#elseif KERNEL_AVX2
  typealias Words = SIMD8<Int32>
#else
  typealias Words = SIMD4<Int32>
#endif

/// What a word holds.
///
/// The first three make exact sums of whole numbers, which are the same on every processor.
enum Form {
  /// Four numbers of 8 bits: those of rows from 0 to 255, those of columns from -127 to 127.
  @inline(__always) static var bytes: Int { 0 }
  /// Two numbers: those of rows in 16 bits each, those of columns in 8.
  @inline(__always) static var narrow: Int { 1 }
  /// Two numbers of 16 bits.
  @inline(__always) static var pairs: Int { 2 }
  /// Two of bfloat16, which are added up as floats.
  @inline(__always) static var halves: Int { 3 }

  /// The form in which weights of 8 bits are multiplied by this level.
  @inline(__always) static var weights: Int {
    #if KERNEL_VNNI
      bytes
    #else
      narrow
    #endif
  }

  /// How many bytes a word of a column has.
  @inline(__always) static func width(_ form: Int) -> Int { form == narrow ? 2 : 4 }
}

@inline(__always) func cast<From, To>(_ value: From) -> To { unsafeBitCast(value, to: To.self) }

@inline(__always) func loadWords(_ place: UnsafeRawPointer) -> Words {
  place.loadUnaligned(as: Words.self)
}

/// The words of as many columns as a vector has, as `add` takes them.
@inline(__always) func loadWords(_ place: UnsafeRawPointer, _ form: Int) -> Words {
  guard form == Form.narrow else { return loadWords(place) }
  #if KERNEL_AVX512
    return cast(_mm512_cvtepi8_epi16(place.loadUnaligned(as: SIMD4<Int64>.self)))
  #elseif KERNEL_AVX2
    return cast(_mm256_cvtepi8_epi16(place.loadUnaligned(as: SIMD2<Int64>.self)))
  #elseif arch(x86_64)
    let bytes = SIMD2<Int64>(place.loadUnaligned(as: Int64.self), 0)
    return cast(_mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8))
  #else
    return cast(SIMD8<Int16>(truncatingIfNeeded: place.loadUnaligned(as: SIMD8<Int8>.self)))
  #endif
}

/// Adds the products of what two words hold to each sum.
@inline(__always) func add(_ sum: Words, _ left: Words, _ right: Words, _ form: Int) -> Words {
  #if KERNEL_BF16
    if form == Form.halves { return cast(chalves_add_pairs(cast(sum), cast(left), cast(right))) }
  #endif
  #if KERNEL_VNNI
    if form == Form.bytes { return cast(_mm512_dpbusd_epi32(cast(sum), cast(left), cast(right))) }
    return cast(_mm512_dpwssd_epi32(cast(sum), cast(left), cast(right)))
  #elseif KERNEL_AVX512
    return sum &+ (cast(_mm512_madd_epi16(cast(left), cast(right))) as Words)
  #elseif KERNEL_AVX2
    return sum &+ (cast(_mm256_madd_epi16(cast(left), cast(right))) as Words)
  #elseif arch(x86_64)
    return sum &+ (cast(_mm_madd_epi16(cast(left), cast(right))) as Words)
  #else
    let low = ((left &<< 16) &>> 16) &* ((right &<< 16) &>> 16)
    return sum &+ low &+ (left &>> 16) &* (right &>> 16)
  #endif
}

/// Whole numbers as floats, rounded as every processor does.
@inline(__always) func floats(_ words: Words) -> Lanes {
  #if KERNEL_AVX512
    _mm512_cvtepi32_ps(cast(words))
  #elseif KERNEL_AVX2
    _mm256_cvtepi32_ps(cast(words))
  #elseif arch(x86_64)
    _mm_cvtepi32_ps(cast(words))
  #else
    Lanes(words)
  #endif
}

/// The lower halves of sixteen words, in their order.
@inline(__always) func pairs(_ words: SIMD16<Int32>) -> SIMD8<Int32> {
  #if KERNEL_AVX512
    cast(_mm512_cvtepi32_epi16(cast(words)))
  #else
    words.evenHalf & 0xFFFF | words.oddHalf &<< 16
  #endif
}

/// The nearest whole numbers of what is not far from zero, ties to even.
@inline(__always) func nearest(_ value: Wide) -> SIMD16<Int32> {
  // Adding this much leaves the nearest whole number in the lowest bits.
  let magic = Wide(repeating: 12_582_912)
  return (cast(value + magic) as SIMD16<Int32>) &- cast(magic)
}

@inline(__always) func magnitude(_ value: Wide) -> Wide {
  cast((cast(value) as SIMD16<UInt32>) & 0x7FFF_FFFF)
}
