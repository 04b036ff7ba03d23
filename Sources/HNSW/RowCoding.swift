import Kernels

/// The form in which rows are measured while a graph is made: codes of eight bits where they do, else as they are.
///
/// Codes are a quarter of the memory and whole numbers, of which sums are the same on every processor.
struct RowCoding: Sendable {
  let rows: VectorRows
  let metric: Metric
  let kernels: Kernels
  /// What numbers are multiplied by to become codes; nil where rows stay as they are.
  let scale: Float?

  init(_ rows: VectorRows, _ metric: Metric, _ kernels: Kernels) {
    self.rows = rows
    self.metric = metric
    self.kernels = kernels
    scale = CodeScale.find(rows, metric, kernels)
  }

  /// Whether ranks are measured on codes, given or made.
  var isCoded: Bool {
    if case .codes = rows.numbers { true } else { scale != nil }
  }

  /// From one row of made codes to the next.
  var codeStride: Int { (rows.width + 63) / 64 * 64 }

  /// Makes the codes of a row; what `out` has behind them stays.
  func code(_ row: Int, _ scale: Float, into out: UnsafeMutablePointer<Int8>) {
    guard case .floats(let start) = rows.numbers else { return }
    kernels.makeCodes(start + row * rows.stride, rows.width, scale, out)
  }

  /// A number that equal rows share; `spare` has room for the codes of one.
  func hash(_ row: Int, _ spare: UnsafeMutablePointer<Int8>) -> UInt64 {
    withBytes(of: row, spare) { bytes in
      var hash: UInt64 = 0x243F_6A88_85A3_08D3
      var index = 0
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
        hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash &>> 29
        index += 8
      }
      while index < bytes.count {
        hash = (hash ^ UInt64(bytes[index])) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash &>> 29
        index += 1
      }
      return hash
    }
  }

  /// Whether two rows are the same as far as they are measured.
  func areEqual(
    _ left: Int,
    _ right: Int,
    _ spare: UnsafeMutablePointer<Int8>,
    _ other: UnsafeMutablePointer<Int8>
  ) -> Bool {
    withBytes(of: left, spare) { left in
      withBytes(of: right, other) { right in left.elementsEqual(right) }
    }
  }

  private func withBytes<Result>(
    of row: Int,
    _ spare: UnsafeMutablePointer<Int8>,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    switch rows.numbers {
    case .codes(let start):
      return body(UnsafeRawBufferPointer(start: start + row * rows.stride, count: rows.width))
    case .floats(let start):
      guard let scale else {
        return body(UnsafeRawBufferPointer(start: start + row * rows.stride, count: 4 * rows.width))
      }
      code(row, scale, into: spare)
      return body(UnsafeRawBufferPointer(start: spare, count: rows.width))
    }
  }
}
