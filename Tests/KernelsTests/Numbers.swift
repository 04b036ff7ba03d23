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
