/// A value of a field, as indexes know it.
package enum FieldKey: Hashable, Comparable, Sendable {
  case text([UInt8])
  case integer(Int64)
  case wide(high: UInt64, low: UInt64)

  package static func < (left: FieldKey, right: FieldKey) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
    case (.integer(let left), .integer(let right)): left < right
    case (.wide(let leftHigh, let leftLow), .wide(let rightHigh, let rightLow)):
      (leftHigh, leftLow) < (rightHigh, rightLow)
    default: false
    }
  }

  func hash(seed: UInt64) -> UInt64 {
    var hash = WyHash(seed: seed)
    switch self {
    case .text(let text):
      hash.write(text)
      hash.write([0xFF])
    case .integer, .wide: hash.write(bytes)
    }
    return hash.finish()
  }

  /// The value as files have it.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    switch self {
    case .text(let text): bytes = text
    case .integer(let number): bytes.append(word: Int(number))
    case .wide(let high, let low):
      bytes.append(word: low)
      bytes.append(word: high)
    }
    return bytes
  }
}
