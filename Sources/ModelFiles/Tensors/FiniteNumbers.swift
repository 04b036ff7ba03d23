/// The place of the first number that is infinite or no number at all; nil where all are finite.
///
/// Looks at the exponents alone: adding one at its lowest bit carries into the sign, which was taken
/// off, exactly where all bits of an exponent are set.
@unsafe
func placeOfNonFinite(_ bytes: UnsafeRawBufferPointer, _ kind: TensorKind) -> Int? {
  switch kind {
  case .float32: unsafe firstFloat(bytes)
  case .float16: unsafe firstHalf(bytes, 0x0400)
  case .bfloat16: unsafe firstHalf(bytes, 0x0080)
  case .other: nil
  }
}

/// How many numbers are looked at before the next question whether one of them was marked.
private let block = 1024

@unsafe
private func firstFloat(_ bytes: UnsafeRawBufferPointer) -> Int? {
  let count = bytes.count / 4
  var start = 0
  while start < count {
    let end = min(count, start + block)
    var marks = SIMD16<UInt32>.zero
    var index = start
    while index + 16 <= end {
      let bits = unsafe bytes.loadUnaligned(fromByteOffset: index * 4, as: SIMD16<UInt32>.self)
      marks |= (bits & 0x7FFF_FFFF) &+ 0x0080_0000
      index += 16
    }
    // A block that has one, and the last numbers of all, one by one.
    if marks.max() >= 0x8000_0000 { index = start }
    while index < end {
      let bits = unsafe bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
      if (bits & 0x7FFF_FFFF) &+ 0x0080_0000 >= 0x8000_0000 { return index }
      index += 1
    }
    start = end
  }
  return nil
}

@unsafe
private func firstHalf(_ bytes: UnsafeRawBufferPointer, _ one: UInt16) -> Int? {
  let count = bytes.count / 2
  var start = 0
  while start < count {
    let end = min(count, start + block)
    var marks = SIMD32<UInt16>.zero
    var index = start
    while index + 32 <= end {
      let bits = unsafe bytes.loadUnaligned(fromByteOffset: index * 2, as: SIMD32<UInt16>.self)
      marks |= (bits & 0x7FFF) &+ one
      index += 32
    }
    if marks.max() >= 0x8000 { index = start }
    while index < end {
      let bits = unsafe bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)
      if (bits & 0x7FFF) &+ one >= 0x8000 { return index }
      index += 1
    }
    start = end
  }
  return nil
}
