/// Turns vectors into what the server would have stored of them.
struct VectorEncoding {
  let dimensions: Int
  let datatype: VectorDatatype
  /// Whether vectors are brought to unit length.
  ///
  /// The server does so when it takes them in, so a file must hold them so. Of bytes it takes the lengths when it
  /// compares.
  let normalises: Bool

  init(_ options: SnapshotOptions) {
    dimensions = options.dimensions
    datatype = options.datatype
    normalises = options.distance == .cosine && options.datatype != .uint8
  }

  func encode(_ numbers: inout [Float], row: Int) throws(SnapshotError) -> [UInt8] {
    guard numbers.count == dimensions else {
      throw .point(row: row, "has a vector of \(numbers.count) dimensions, not \(dimensions)")
    }
    guard numbers.allSatisfy(\.isFinite) else {
      throw .point(row: row, "has a vector with a number that is not finite")
    }
    if normalises { normalise(&numbers) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(dimensions * datatype.width)
    switch datatype {
    case .float32: bytes.append(bits: numbers)
    case .float16:
      for number in numbers {
        let short = Float16(number)
        guard short.isFinite else {
          throw .point(row: row, "has a vector with \(number), which is too large for float16")
        }
        bytes.append(quarter: short.bitPattern)
      }
    case .uint8:
      for number in numbers {
        guard let byte = UInt8(exactly: number) else {
          throw .point(
            row: row,
            "has a vector with \(number), but uint8 takes whole numbers from 0 to 255"
          )
        }
        bytes.append(byte)
      }
    }
    return bytes
  }

  private func normalise(_ numbers: inout [Float]) {
    var sum = 0.0
    for number in numbers { sum += Double(number) * Double(number) }
    // The server leaves vectors alone that have no length.
    guard sum > 0 else { return }
    let factor = 1 / sum.squareRoot()
    for index in numbers.indices { numbers[index] = Float(Double(numbers[index]) * factor) }
  }
}
