import KernelsBase

#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
  import KernelsVNNI
#endif

/// The kernels that multiply whole numbers, and give the same bytes on every processor.
package struct ByteKernels: Sendable {
  package typealias Source = UnsafePointer<Float>
  package typealias Target = UnsafeMutablePointer<Float>
  package typealias Words = UnsafePointer<Int32>
  package typealias WordTarget = UnsafeMutablePointer<Int32>

  /// How many numbers a word of a row holds, and how many bytes a word of a column of weights has.
  package let group: Int
  package let quantiseRows:
    @Sendable (Source, Int, Int, Int, WordTarget, Int, Target, WordTarget) -> Void
  package let multiply:
    @Sendable (
      Words, Int, Int, Int, Source, Words, UnsafeRawPointer, Source, Words, Source, Int, Target,
      Int, Int
    ) -> Void
  package let attentionScratch: @Sendable (Int, Int) -> Int
  package typealias Attend =
    @Sendable (Source, Source, Source, Int, Int, Int, Source?, Target, Int, Target) -> Void
  package let attend: Attend

  init(_ level: KernelLevel, hasSteps: Bool) {
    #if arch(x86_64)
      switch level {
      case .avx512 where hasSteps:
        group = KernelsVNNI.byteForm()
        quantiseRows = { KernelsVNNI.quantiseRows($0, $1, $2, $3, $4, $5, $6, $7) }
        multiply = {
          KernelsVNNI.multiplyBytes($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        }
        attentionScratch = { KernelsVNNI.wholeAttentionScratch($0, $1) }
        attend = { KernelsVNNI.attendInWholes($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
        return
      case .avx512:
        group = KernelsAVX512.byteForm()
        quantiseRows = { KernelsAVX512.quantiseRows($0, $1, $2, $3, $4, $5, $6, $7) }
        multiply = {
          KernelsAVX512.multiplyBytes($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        }
        attentionScratch = { KernelsAVX512.wholeAttentionScratch($0, $1) }
        attend = { KernelsAVX512.attendInWholes($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
        return
      case .avx2:
        group = KernelsAVX2.byteForm()
        quantiseRows = { KernelsAVX2.quantiseRows($0, $1, $2, $3, $4, $5, $6, $7) }
        multiply = {
          KernelsAVX2.multiplyBytes($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        }
        attentionScratch = { KernelsAVX2.wholeAttentionScratch($0, $1) }
        attend = { KernelsAVX2.attendInWholes($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
        return
      case .portable: break
      }
    #endif
    group = KernelsBase.byteForm()
    quantiseRows = { KernelsBase.quantiseRows($0, $1, $2, $3, $4, $5, $6, $7) }
    multiply = {
      KernelsBase.multiplyBytes($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    }
    attentionScratch = { KernelsBase.wholeAttentionScratch($0, $1) }
    attend = { KernelsBase.attendInWholes($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
  }
}
