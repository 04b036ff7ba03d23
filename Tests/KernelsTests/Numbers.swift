import Foundation
import Kernels

/// Numbers on the heap for as long as a test needs them; what stands behind them shows who writes too far.
final class Numbers {
  let start: UnsafeMutablePointer<Float>
  let count: Int
  private static let guards = 64
  private static let mark: Float = -12345.5

  init(_ count: Int, _ value: (Int) -> Float = { _ in 0 }) {
    self.count = count
    start = UnsafeMutablePointer<Float>.allocate(capacity: count + Self.guards)
    for index in 0..<count { start[index] = value(index) }
    for index in 0..<Self.guards { start[count + index] = Self.mark }
  }

  convenience init(_ values: [Float]) { self.init(values.count) { values[$0] } }

  deinit { start.deallocate() }

  var values: [Float] { (0..<count).map { start[$0] } }
  var bits: [UInt32] { values.map(\.bitPattern) }

  /// Whether nothing was written behind the end.
  var isWhole: Bool { (0..<Self.guards).allSatisfy { start[count + $0] == Self.mark } }
}

/// Numbers between -1 and 1 that look random and are the same each time.
func spread(_ seed: Int) -> (Int) -> Float {
  { index in
    var state = UInt64(truncatingIfNeeded: index &* 7919 &+ seed &* 104_729 &+ 1)
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    state = state &* 0x2545_F491_4F6C_DD1D
    return Float(state >> 40) / Float(1 << 23) - 1
  }
}

/// The levels that this processor has.
let levels: [Kernels] = KernelLevel.allCases.filter { $0 <= .best }.map { Kernels($0) }

/// The levels, and the best without the steps that only some of its processors have.
let levelsAndLess: [Kernels] =
  levels + (KernelLevel.best == .avx512 ? [Kernels(.avx512, hasSpecialSteps: false)] : [])

/// Cells of another kind, all of them zero.
final class Cells<Value: BitwiseCopyable> {
  let start: UnsafeMutablePointer<Value>
  let count: Int

  init(_ count: Int, _ zero: Value) {
    self.count = count
    start = UnsafeMutablePointer<Value>.allocate(capacity: max(1, count))
    start.initialize(repeating: zero, count: max(1, count))
  }

  deinit { start.deallocate() }

  var values: [Value] { (0..<count).map { start[$0] } }
}

/// What becomes of a sum, by the kernels' numbers for it.
func finished(_ sum: Double, _ old: Double, _ finish: Int) -> Double {
  switch finish {
  case 1: 0.5 * sum * (1 + erf(sum / 2.0.squareRoot()))
  case 2:
    0.5 * sum * (1 + tanh((2 / Double.pi).squareRoot() * (sum + 0.044715 * sum * sum * sum)))
  case 3: sum + old
  case 4: max(sum, 0)
  default: sum
  }
}
