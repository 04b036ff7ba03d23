import Kernels

extension Encoder {
  /// The attention for the numbers that weights are kept in, and how much room it needs.
  var attentionKernels: (attend: ByteKernels.Attend, scratch: @Sendable (Int, Int) -> Int) {
    switch precision {
    case .int8: return (kernels.bytes.attend, kernels.bytes.attentionScratch)
    case .bf16:
      // Without such kernels no encoder of them is made.
      guard let halves = kernels.halves else { break }
      return (halves.attend, halves.attentionScratch)
    case .f32: break
    }
    return (kernels.attend, kernels.attentionScratch)
  }
}
