package import Kernels
import SystemIO

/// Vectors in memory that somebody else may own, such as a mapped file: rows of one width at one distance.
package struct VectorRows: @unchecked Sendable {
  package enum Numbers {
    case floats(UnsafePointer<Float>)
    /// Codes of eight bits, signed or not above 127, as scalar quantisation makes them.
    case codes(UnsafePointer<Int8>)
  }

  package let numbers: Numbers
  /// From one row to the next, in numbers.
  package let stride: Int
  package let count: Int
  package let width: Int
  // Whoever keeps the memory, which nobody writes to while this is there.
  private let owner: (any AnyObject & Sendable)?

  package init(
    _ numbers: Numbers,
    count: Int,
    width: Int,
    stride: Int? = nil,
    owner: (any AnyObject & Sendable)?
  ) {
    self.numbers = numbers
    self.count = count
    self.width = width
    self.stride = stride ?? width
    self.owner = owner
  }

  /// Rows that are copied out of an array.
  package init(_ values: [Float], width: Int) {
    let memory = LargeMemory(byteCount: 4 * values.count)
    let start = memory.numbers(Float.self)
    values.withUnsafeBufferPointer { values in
      if let source = values.baseAddress { start.update(from: source, count: values.count) }
    }
    self.init(.floats(start), count: values.count / width, width: width, owner: memory)
  }

  /// Rows of codes that are copied out of an array.
  package init(codes: [Int8], width: Int) {
    let memory = LargeMemory(byteCount: codes.count)
    let start = memory.numbers(Int8.self)
    codes.withUnsafeBufferPointer { codes in
      if let source = codes.baseAddress { start.update(from: source, count: codes.count) }
    }
    self.init(.codes(start), count: codes.count / width, width: width, owner: memory)
  }

  /// Some of the rows, in their order.
  package func slice(_ range: Range<Int>) -> VectorRows {
    let numbers: Numbers =
      switch self.numbers {
      case .floats(let start): .floats(start + range.lowerBound * stride)
      case .codes(let start): .codes(start + range.lowerBound * stride)
      }
    return VectorRows(numbers, count: range.count, width: width, stride: stride, owner: owner)
  }

  /// The distance that a rank stands for; of codes it is counted in codes.
  func distance(_ rank: UInt32, _ metric: Metric) -> Float {
    if case .codes = numbers { return Float(Int32(bitPattern: rank ^ 0x8000_0000)) }
    return metric.distance(ofRank: rank)
  }

  /// A copy of the rows, each of length 1 but for those of zeros; codes stay as they are.
  package func ofUnitLength(_ kernels: Kernels = Kernels()) -> VectorRows {
    guard case .floats(let start) = numbers else { return self }
    let memory = LargeMemory(byteCount: 4 * count * width)
    let copy = memory.numbers(Float.self)
    for row in 0..<count {
      (copy + row * width).update(from: start + row * stride, count: width)
      kernels.normaliseLength(copy + row * width, width)
    }
    return VectorRows(.floats(UnsafePointer(copy)), count: count, width: width, owner: memory)
  }
}
