/// The numbers in which vectors are written.
package enum VectorForm: String, Sendable, Hashable, CaseIterable {
  case f32
  case f16
  /// Whole numbers from -127 to 127, each 127 times the number of a vector of length 1.
  case int8

  /// What NumPy calls it.
  package var descriptor: String {
    switch self {
    case .f32: "<f4"
    case .f16: "<f2"
    case .int8: "|i1"
    }
  }

  /// The bytes of a number.
  package var size: Int {
    switch self {
    case .f32: 4
    case .f16: 2
    case .int8: 1
    }
  }

  /// By what a vector's numbers are multiplied before they become whole ones.
  package static let scale: Float = 127

  /// Whether vectors can be written so that have not the length 1.
  package var takesAnyLength: Bool { self != .int8 }

  /// A number as a whole one, the nearer even one where two are as near.
  package static func int8(_ number: Float) -> Int8 {
    // Far beyond the range of a number of a vector of length 1, so that no other is taken for one.
    Int8(max(-127, min(127, (number * scale).rounded(.toNearestOrEven))))
  }

  /// The numbers that lie in bytes, as they are: whole ones of `int8` are not divided again.
  package func numbers(in bytes: ArraySlice<UInt8>) -> [Float] {
    bytes.withUnsafeBytes { bytes in
      (0..<bytes.count / size).map { index in
        switch self {
        case .f32:
          let bits = bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
          return Float(bitPattern: UInt32(littleEndian: bits))
        case .f16:
          let bits = bytes.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
          return HalfFloat(bits: UInt16(littleEndian: bits)).float
        case .int8: return Float(Int8(bitPattern: bytes[index]))
        }
      }
    }
  }

  /// Appends the bytes of numbers, the lowest of each first.
  package func append(_ numbers: [Float], to bytes: inout [UInt8]) {
    switch self {
    case .f32:
      let patterns = numbers.map(\.bitPattern.littleEndian)
      patterns.withUnsafeBytes { bytes.append(contentsOf: $0) }
    case .f16:
      for number in numbers {
        let bits = HalfFloat(number).bits
        bytes.append(UInt8(bits & 255))
        bytes.append(UInt8(bits >> 8))
      }
    case .int8:
      for number in numbers { bytes.append(UInt8(bitPattern: Self.int8(number))) }
    }
  }
}
