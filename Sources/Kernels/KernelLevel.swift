import Glibc

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
  package static let best = Processor.level

  /// The level that is used where none is asked for: the best, or the one that the environment names.
  package static let usual = (try? choice.get()) ?? best

  /// Why the level that the environment names cannot be used.
  package static var mistake: KernelLevelError? {
    if case .failure(let error) = choice { error } else { nil }
  }

  /// The variable that names the level to use.
  package static let variable = "STAMPMILL_CPU"

  private static let choice: Result<KernelLevel, KernelLevelError> = {
    let word = getenv(variable).map { String(cString: $0) }
    return Result { () throws(KernelLevelError) in try level(named: word, best: best) }
  }()

  /// The level of a name, or the best without one; none above the best can be named.
  package static func level(
    named name: String?,
    best: KernelLevel
  ) throws(KernelLevelError) -> KernelLevel {
    guard let name, !name.isEmpty else { return best }
    guard let level = KernelLevel(rawValue: name) else { throw .unknown(name) }
    guard level <= best else { throw .beyond(level, best: best) }
    return level
  }

  /// Whether products are added in one step, which decides the last bits of floats.
  package var hasFusedSteps: Bool {
    #if arch(x86_64)
      self != .portable
    #else
      true
    #endif
  }
}

/// Why a level cannot be used.
package enum KernelLevelError: Error, Hashable, CustomStringConvertible {
  case unknown(String)
  case beyond(KernelLevel, best: KernelLevel)

  package var description: String {
    switch self {
    case .unknown(let name):
      let known = KernelLevel.allCases.map(\.rawValue).joined(separator: ", ")
      return "\(KernelLevel.variable) is '\(name)', which is none of: \(known)"
    case .beyond(let level, let best):
      return """
        \(KernelLevel.variable) is '\(level.rawValue)', and this processor has no more than '\(best.rawValue)'
        """
    }
  }
}
