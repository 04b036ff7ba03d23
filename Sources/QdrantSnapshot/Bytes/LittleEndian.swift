// Numbers as bytes, the lowest first, which is how all files of Qdrant have them.

extension [UInt8] {
  mutating func append(_ number: some FixedWidthInteger & Sendable, bytes count: Int) {
    var rest = UInt64(truncatingIfNeeded: number)
    for _ in 0..<count {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  mutating func append(word number: UInt64) { append(number, bytes: 8) }
  mutating func append(word number: Int) { append(number, bytes: 8) }
  mutating func append(half number: UInt32) { append(number, bytes: 4) }
  mutating func append(half number: Int) { append(number, bytes: 4) }
  mutating func append(quarter number: UInt16) { append(number, bytes: 2) }
  mutating func append(real number: Float) { append(number.bitPattern, bytes: 4) }

  mutating func append(zeros count: Int) {
    append(contentsOf: repeatElement(0, count: count))
  }

  /// Appends the numbers as they lie in memory.
  mutating func append(bits numbers: [Float]) {
    // Qdrant and all machines that this program is for have the lowest byte first.
    unsafe numbers.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }

  /// Appends the numbers as they lie in memory.
  mutating func append(bits numbers: [UInt32]) {
    unsafe numbers.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}

/// The least multiple of eight that is not below a number.
func paddedToEight(_ count: Int) -> Int { (count + 7) & ~7 }
