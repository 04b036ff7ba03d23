/// Copies numbers of a readable kind from anywhere to floats of exactly their values.
///
/// The bytes of a NaN stay those of one. `source` need not be aligned; the two must not overlap.
@unsafe
func widen(
  _ source: UnsafeRawPointer,
  _ kind: TensorKind,
  into target: UnsafeMutablePointer<Float>,
  count: Int
) {
  switch kind {
  case .float32:
    unsafe UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: count * 4)
  case .float16: unsafe widenHalves(source, into: target, count: count, floats(ofHalves:))
  case .bfloat16: unsafe widenHalves(source, into: target, count: count, floats(ofBrainHalves:))
  case .other: preconditionFailure("numbers of a kind that is not read")
  }
}

/// Sixteen at a time; the last ones by way of a full set.
@inline(__always)
@unsafe
private func widenHalves(
  _ source: UnsafeRawPointer,
  into target: UnsafeMutablePointer<Float>,
  count: Int,
  _ convert: (SIMD16<UInt16>) -> SIMD16<Float>
) {
  let room = UnsafeMutableRawPointer(target)
  var index = 0
  while index + 16 <= count {
    let bits = unsafe source.loadUnaligned(fromByteOffset: index * 2, as: SIMD16<UInt16>.self)
    unsafe room.storeBytes(of: convert(bits), toByteOffset: index * 4, as: SIMD16<Float>.self)
    index += 16
  }
  guard index < count else { return }
  var bits = SIMD16<UInt16>.zero
  for lane in 0..<count - index {
    bits[lane] = unsafe source.loadUnaligned(fromByteOffset: (index + lane) * 2, as: UInt16.self)
  }
  let values = convert(bits)
  for lane in 0..<count - index { unsafe target[index + lane] = values[lane] }
}

/// Halves as IEEE 754 has them: a sign, five bits of exponent, ten of the fraction.
///
/// The bits move to where a float has them, which leaves the exponent too small by 112; multiplying by
/// that power of two is exact and gives numbers below the normal ones their leading bit as well.
@inline(__always)
private func floats(ofHalves bits: SIMD16<UInt16>) -> SIMD16<Float> {
  let wide = SIMD16<UInt32>(truncatingIfNeeded: bits)
  let magnitude = (wide & 0x7FFF) &<< 13
  let scaled = SIMD16<Float>(bitPattern: magnitude) * 0x1p112
  let special = SIMD16<UInt32>(repeating: 0).replacing(
    with: 0x7F80_0000,
    where: magnitude .>= 0x0F80_0000
  )
  return SIMD16<Float>(
    bitPattern: SIMD16<UInt32>(bitPattern: scaled) | special | (wide & 0x8000) &<< 16
  )
}

/// Halves that are the upper half of a float.
@inline(__always)
private func floats(ofBrainHalves bits: SIMD16<UInt16>) -> SIMD16<Float> {
  SIMD16<Float>(bitPattern: SIMD16<UInt32>(truncatingIfNeeded: bits) &<< 16)
}

extension SIMD16<Float> {
  fileprivate init(bitPattern bits: SIMD16<UInt32>) {
    self = unsafe unsafeBitCast(bits, to: Self.self)
  }
}

extension SIMD16<UInt32> {
  fileprivate init(bitPattern values: SIMD16<Float>) {
    self = unsafe unsafeBitCast(values, to: Self.self)
  }
}
