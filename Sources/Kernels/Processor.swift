#if arch(x86_64)
  import _Builtin_intrinsics.intel.cpuid
#endif

/// What this processor has, and its system saves the registers of.
package enum Processor {
  static let level: KernelLevel = {
    #if arch(x86_64)
      let (low, seven) = (leaf(1), leaf(7))
      let hasSum = low.ecx & 1 << 12 != 0
      // The system has to save the registers, or it would not say that it does.
      guard hasSum, low.ecx & 1 << 27 != 0, seven.ebx & 1 << 5 != 0 else { return .portable }
      let wide: UInt32 = 1 << 16 | 1 << 17 | 1 << 28 | 1 << 30 | 1 << 31
      return seven.ebx & wide == wide ? .avx512 : .avx2
    #else
      return .portable
    #endif
  }()

  /// Whether there are steps that add the products of four bytes, of the width of AVX-512.
  package static let hasByteSteps: Bool = {
    #if arch(x86_64)
      level == .avx512 && leaf(7).ecx & 1 << 11 != 0
    #else
      false
    #endif
  }()

  /// Whether there are steps that add the products of two numbers of bfloat16, of the width of AVX-512.
  package static let hasHalfSteps: Bool = {
    #if arch(x86_64)
      level == .avx512 && leaf(7, 1).eax & 1 << 5 != 0
    #else
      false
    #endif
  }()

  #if arch(x86_64)
    private static func leaf(
      _ number: UInt32,
      _ part: UInt32 = 0
    ) -> (eax: UInt32, ebx: UInt32, ecx: UInt32, edx: UInt32) {
      var (eax, ebx, ecx, edx): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
      guard __get_cpuid_count(number, part, &eax, &ebx, &ecx, &edx) == 1 else {
        return (0, 0, 0, 0)
      }
      return (eax, ebx, ecx, edx)
    }
  #endif
}
