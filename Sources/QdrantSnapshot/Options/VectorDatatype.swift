/// What the numbers of stored vectors are.
package enum VectorDatatype: String, CaseIterable, Sendable {
  case float32, float16, uint8

  /// How many bytes a number takes.
  package var width: Int {
    switch self {
    case .float32: 4
    case .float16: 2
    case .uint8: 1
    }
  }
}
