package import Kernels

/// The numbers that a model's weights are kept in and multiplied as.
///
/// All that is not a product with weights goes by floats whatever is chosen.
package enum Precision: String, Sendable, CaseIterable {
  case f32
  /// Weights and what they are multiplied with in bfloat16, only on processors that have steps for it.
  case bf16
  /// Both in 8 bits, by exact sums: the same bytes on every processor.
  case int8

  /// Whether a processor's kernels have what it takes.
  package func isAvailable(_ kernels: Kernels = Kernels()) -> Bool {
    self != .bf16 || kernels.halves != nil
  }

  /// The name of the arithmetic: where it is the same, so are all bytes of vectors.
  package func arithmetic(_ kernels: Kernels) -> String {
    switch self {
    case .f32: kernels.level.hasFusedSteps ? "f32-fma" : "f32-portable"
    case .bf16: "bf16"
    case .int8: "int8"
    }
  }
}
