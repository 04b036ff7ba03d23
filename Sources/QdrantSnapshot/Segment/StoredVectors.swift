/// The vectors of a segment as its file has them.
package struct StoredVectors: Sendable {
  /// The four bytes before the first number.
  static let head = Array("data".utf8)

  package let count: Int
  package let dimensions: Int
  package let datatype: VectorDatatype
  let file: ScratchContent
  /// Where the first number is in the file.
  let start: Int

  package init(
    _ file: ScratchContent,
    start: Int = head.count,
    count: Int,
    dimensions: Int,
    datatype: VectorDatatype
  ) {
    self.file = file
    self.start = start
    self.count = count
    self.dimensions = dimensions
    self.datatype = datatype
  }

  /// Puts the numbers of a row in place of what the buffer holds.
  package func row(_ row: Int, into numbers: inout [Float]) {
    let size = dimensions * datatype.width
    numbers.removeAll(keepingCapacity: true)
    file.withBytes(start + row * size..<start + (row + 1) * size) { bytes in
      for index in 0..<dimensions {
        let number: Float =
          switch datatype {
          case .float32:
            unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 4 * index, as: Float.self)
          case .float16:
            Float(
              unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 2 * index, as: Float16.self)
            )
          case .uint8:
            Float(unsafe bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self))
          }
        numbers.append(number)
      }
    }
  }

  /// Gives the memory back; rows that are looked at again come anew from the file.
  package func release() { file.release() }

  /// Lends all rows as they lie in memory, for those who know the type of numbers.
  package func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try file.withBytes(start..<start + count * dimensions * datatype.width, body)
  }
}
