import KernelsBase

#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
#endif

/// The kernels of one level, each behind a pointer that is set once.
package struct Kernels: Sendable {
  package typealias Source = UnsafePointer<Float>
  package typealias Target = UnsafeMutablePointer<Float>
  package typealias Codes = UnsafePointer<Int8>
  package typealias Picks = UnsafePointer<UInt32>
  package typealias Ranks = UnsafeMutablePointer<UInt32>

  package let level: KernelLevel
  package let multiply:
    @Sendable (Source, Int, Int, Int, Source, Source?, Int, Target, Int, Int) -> Void
  package let attentionScratch: @Sendable (Int, Int) -> Int
  package let attend: ByteKernels.Attend
  package let normaliseLayer: @Sendable (Target, Int, Int, Int, Source, Source, Float) -> Void
  package let addRows: @Sendable (Source, Source, Source?, Int, Target) -> Void
  package let meanRows: @Sendable (Source, Int, Int, Int, Target) -> Void
  package let largestOfRows: @Sendable (Source, Int, Int, Int, Target) -> Void
  package let normaliseLength: @Sendable (Target, Int) -> Void
  package let dot: @Sendable (Source, Source, Int) -> Float
  package let spinOnSums: @Sendable (Int, Float, Target) -> Int
  /// For weights of 8 bits.
  package let bytes: ByteKernels
  /// For weights of bfloat16; nil where the processor has nothing for them.
  package let halves: HalfKernels?
  package let rankRows: @Sendable (Source, Source, Int, Picks?, Int, Int, Int, Ranks) -> Void
  package let rankCodes: @Sendable (Codes, Codes, Int, Picks?, Int, Int, Int, Ranks) -> Void
  package let makeCodes: @Sendable (Source, Int, Float, UnsafeMutablePointer<Int8>) -> Void

  /// The kernels of a level that this processor has; without its special steps where they are not wanted.
  package init(_ level: KernelLevel = .usual, hasSpecialSteps: Bool = true) {
    self.level = level
    let isWhole = hasSpecialSteps && level == .avx512
    bytes = ByteKernels(level, hasSteps: isWhole && Processor.hasByteSteps)
    halves = HalfKernels(hasSteps: isWhole && Processor.hasHalfSteps)
    #if arch(x86_64)
      switch level {
      case .avx512:
        multiply = { KernelsAVX512.multiply($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
        attentionScratch = { KernelsAVX512.attentionScratch($0, $1) }
        attend = { KernelsAVX512.attend($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
        normaliseLayer = { KernelsAVX512.normaliseLayer($0, $1, $2, $3, $4, $5, $6) }
        addRows = { KernelsAVX512.addRows($0, $1, $2, $3, $4) }
        meanRows = { KernelsAVX512.meanRows($0, $1, $2, $3, $4) }
        largestOfRows = { KernelsAVX512.largestOfRows($0, $1, $2, $3, $4) }
        normaliseLength = { KernelsAVX512.normaliseLength($0, $1) }
        dot = { KernelsAVX512.dot($0, $1, $2) }
        spinOnSums = { KernelsAVX512.spinOnSums($0, $1, $2) }
        rankRows = { KernelsAVX512.rankRows($0, $1, $2, $3, $4, $5, $6, $7) }
        rankCodes = { KernelsAVX512.rankCodes($0, $1, $2, $3, $4, $5, $6, $7) }
        makeCodes = { KernelsAVX512.makeCodes($0, $1, $2, $3) }
        return
      case .avx2:
        multiply = { KernelsAVX2.multiply($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
        attentionScratch = { KernelsAVX2.attentionScratch($0, $1) }
        attend = { KernelsAVX2.attend($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
        normaliseLayer = { KernelsAVX2.normaliseLayer($0, $1, $2, $3, $4, $5, $6) }
        addRows = { KernelsAVX2.addRows($0, $1, $2, $3, $4) }
        meanRows = { KernelsAVX2.meanRows($0, $1, $2, $3, $4) }
        largestOfRows = { KernelsAVX2.largestOfRows($0, $1, $2, $3, $4) }
        normaliseLength = { KernelsAVX2.normaliseLength($0, $1) }
        dot = { KernelsAVX2.dot($0, $1, $2) }
        spinOnSums = { KernelsAVX2.spinOnSums($0, $1, $2) }
        rankRows = { KernelsAVX2.rankRows($0, $1, $2, $3, $4, $5, $6, $7) }
        rankCodes = { KernelsAVX2.rankCodes($0, $1, $2, $3, $4, $5, $6, $7) }
        makeCodes = { KernelsAVX2.makeCodes($0, $1, $2, $3) }
        return
      case .portable: break
      }
    #endif
    multiply = { KernelsBase.multiply($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
    attentionScratch = { KernelsBase.attentionScratch($0, $1) }
    attend = { KernelsBase.attend($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) }
    normaliseLayer = { KernelsBase.normaliseLayer($0, $1, $2, $3, $4, $5, $6) }
    addRows = { KernelsBase.addRows($0, $1, $2, $3, $4) }
    meanRows = { KernelsBase.meanRows($0, $1, $2, $3, $4) }
    largestOfRows = { KernelsBase.largestOfRows($0, $1, $2, $3, $4) }
    normaliseLength = { KernelsBase.normaliseLength($0, $1) }
    dot = { KernelsBase.dot($0, $1, $2) }
    spinOnSums = { KernelsBase.spinOnSums($0, $1, $2) }
    rankRows = { KernelsBase.rankRows($0, $1, $2, $3, $4, $5, $6, $7) }
    rankCodes = { KernelsBase.rankCodes($0, $1, $2, $3, $4, $5, $6, $7) }
    makeCodes = { KernelsBase.makeCodes($0, $1, $2, $3) }
  }
}
