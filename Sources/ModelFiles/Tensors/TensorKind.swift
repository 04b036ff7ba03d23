/// The form in which the numbers of a tensor are written.
package enum TensorKind: Hashable, Sendable {
  case float32
  case float16
  case bfloat16
  /// A form that files may hold and that no weight is read from.
  case other(String, bytes: Int)

  /// Makes one of the name that a file gives; nil for a name that the format does not have.
  init?(name: String) {
    switch name {
    case "F32": self = .float32
    case "F16": self = .float16
    case "BF16": self = .bfloat16
    default:
      guard let bytes = Self.others[name] else { return nil }
      self = .other(name, bytes: bytes)
    }
  }

  private static let others = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "F8_E8M0": 1, "U16": 2, "I16": 2,
    "U32": 4, "I32": 4, "U64": 8, "I64": 8, "F64": 8, "C64": 8,
  ]

  /// The name in files.
  package var name: String {
    switch self {
    case .float32: "F32"
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .other(let name, _): name
    }
  }

  /// How many bytes a number takes.
  package var width: Int {
    switch self {
    case .float32: 4
    case .float16, .bfloat16: 2
    case .other(_, let bytes): bytes
    }
  }

  /// Whether its numbers can be read as floats.
  package var isReadable: Bool {
    if case .other = self { false } else { true }
  }
}
