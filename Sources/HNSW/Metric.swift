/// How far two vectors are from each other.
package enum Metric: String, Sendable, CaseIterable {
  /// By the angle; rows have length 1, so it is measured by the product.
  case cosine
  /// By the product, of which the largest is the nearest.
  case dot
  case euclid
  case manhattan

  /// The number by which kernels know it.
  var kernel: Int {
    switch self {
    case .cosine, .dot: 0
    case .euclid: 1
    case .manhattan: 2
    }
  }

  /// The distance that a kernel's number stands for.
  func distance(ofRank rank: UInt32) -> Float {
    let bits = rank ^ (rank >> 31 == 1 ? 0x8000_0000 : 0xFFFF_FFFF)
    let value = Float(bitPattern: bits)
    return switch self {
    case .cosine: 1 + value
    case .dot, .manhattan: value
    case .euclid: value.squareRoot()
    }
  }
}
