#if arch(x86_64)
  import KernelsBF16
#endif

/// The kernels that multiply numbers of bfloat16 and add them up as floats.
package struct HalfKernels: Sendable {
  package let halveRows:
    @Sendable (UnsafePointer<Float>, Int, Int, Int, UnsafeMutablePointer<Int32>, Int) -> Void
  package let multiply:
    @Sendable (
      UnsafePointer<Int32>, Int, Int, Int, UnsafeRawPointer, UnsafePointer<Float>, Int,
      UnsafeMutablePointer<Float>, Int, Int
    ) -> Void
  package let attentionScratch: @Sendable (Int, Int) -> Int
  package let attend: ByteKernels.Attend

  /// Nothing where the processor cannot.
  init?(hasSteps: Bool) {
    #if arch(x86_64)
      guard hasSteps else { return nil }
      halveRows = { KernelsBF16.halveRows($0, $1, $2, $3, $4, $5) }
      multiply = { KernelsBF16.multiplyHalves($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
      attentionScratch = { KernelsBF16.halfAttentionScratch($0, $1) }
      attend = { KernelsBF16.attendInHalves($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
    #else
      return nil
    #endif
  }
}
