extension [UInt8] {
  /// Adds a copy of bytes that are lent.
  package mutating func append(copying bytes: borrowing Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
