/// Does nothing but multiply and add in registers, so that a kernel's speed can be told as a share of what the
/// processor can do; returns the operations of a round.
@inline(never) package func spinOnSums(
  _ rounds: Int,
  _ value: Float,
  _ out: UnsafeMutablePointer<Float>
) -> Int {
  #if KERNEL_AVX512
    var sums = InlineArray<24, Lanes> { _ in Lanes(repeating: value) }
  #else
    var sums = InlineArray<12, Lanes> { _ in Lanes(repeating: value) }
  #endif
  let left = Lanes(repeating: value)
  let right = Lanes(repeating: 0.5)
  for _ in 0..<rounds {
    for index in sums.indices { sums[index] = add(sums[index], left, right) }
  }
  for index in sums.indices { store(sums[index], out + index &* Lanes.scalarCount) }
  return 2 &* sums.count &* Lanes.scalarCount
}
