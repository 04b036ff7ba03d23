#if arch(x86_64)
  import _Builtin_intrinsics.intel.cpuid
#endif

/// The instructions that kernels are made of.
package enum KernelLevel: String, Sendable, CaseIterable, Comparable {
  /// What every processor of its kind has.
  case portable
  case avx2
  case avx512

  package static func < (left: KernelLevel, right: KernelLevel) -> Bool {
    left.order < right.order
  }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The best that this processor and its system have.
  package static let best: KernelLevel = {
    #if arch(x86_64)
      let (low, seven) = (Processor.leaf(1), Processor.leaf(7))
      let hasSum = low.ecx & 1 << 12 != 0
      // The system has to save the registers, or it would not say that it does.
      guard hasSum, low.ecx & 1 << 27 != 0, seven.ebx & 1 << 5 != 0 else { return .portable }
      let wide: UInt32 = 1 << 16 | 1 << 17 | 1 << 28 | 1 << 30 | 1 << 31
      return seven.ebx & wide == wide ? .avx512 : .avx2
    #else
      return .portable
    #endif
  }()
}

#if arch(x86_64)
  private enum Processor {
    static func leaf(_ number: UInt32) -> (eax: UInt32, ebx: UInt32, ecx: UInt32, edx: UInt32) {
      var (eax, ebx, ecx, edx): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
      guard __get_cpuid_count(number, 0, &eax, &ebx, &ecx, &edx) == 1 else { return (0, 0, 0, 0) }
      return (eax, ebx, ecx, edx)
    }
  }
#endif
