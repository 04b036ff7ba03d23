import Kernels

/// Measures rows from a query that is none of them.
struct Query: Ranking {
  private let rows: VectorRows
  private let metric: Int
  private let kernels: Kernels
  private let floats: UnsafePointer<Float>?
  private let codes: UnsafePointer<Int8>?

  /// A query that lies in memory beside rows of its own form.
  init(_ query: VectorRows, at index: Int, _ rows: VectorRows, _ metric: Metric, _ kernels: Kernels)
  {
    self.rows = rows
    self.metric = metric.kernel
    self.kernels = kernels
    switch query.numbers {
    case .floats(let start): (floats, codes) = (start + index * query.stride, nil)
    case .codes(let start): (floats, codes) = (nil, start + index * query.stride)
    }
  }

  @inline(__always) func rank(
    _ picks: UnsafePointer<UInt32>,
    _ count: Int,
    _ out: UnsafeMutablePointer<UInt32>,
    _ spare: UnsafeMutablePointer<UInt32>
  ) {
    rank(picks, count, out)
  }

  /// Measures all rows from one on.
  func rank(from first: Int, _ count: Int, _ out: UnsafeMutablePointer<UInt32>) {
    switch rows.numbers {
    case .floats(let start):
      guard let floats else { return }
      let rest = start + first * rows.stride
      kernels.rankRows(floats, rest, rows.stride, nil, count, rows.width, metric, out)
    case .codes(let start):
      guard let codes else { return }
      let rest = start + first * rows.stride
      kernels.rankCodes(codes, rest, rows.stride, nil, count, rows.width, metric, out)
    }
  }

  @inline(__always) func rank(
    _ picks: UnsafePointer<UInt32>,
    _ count: Int,
    _ out: UnsafeMutablePointer<UInt32>
  ) {
    switch rows.numbers {
    case .floats(let start):
      guard let floats else { return }
      kernels.rankRows(floats, start, rows.stride, picks, count, rows.width, metric, out)
    case .codes(let start):
      guard let codes else { return }
      kernels.rankCodes(codes, start, rows.stride, picks, count, rows.width, metric, out)
    }
  }
}
