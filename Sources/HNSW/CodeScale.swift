import Kernels

/// Finds what numbers are to be multiplied by so that eight bits hold them well enough.
enum CodeScale {
  /// How many rows are looked at, spread evenly.
  private static let looked = 20_000
  private static let pairs = 1_000
  /// How far codes may be off, in shares of how far distances are spread.
  private static let tolerance = 0.02

  /// The scale; nil where codes would blur distances.
  static func find(_ rows: VectorRows, _ metric: Metric, _ kernels: Kernels) -> Float? {
    // Sums of codes have 31 bits; and rows of few numbers would often become the same codes, and save little.
    guard case .floats(let start) = rows.numbers, rows.count > 0, (16...32_768).contains(rows.width)
    else {
      return nil
    }
    let (largest, usual) = magnitudes(start, rows)
    guard largest > 0, (127 / largest).isFinite else { return nil }
    var best: (error: Double, scale: Float)?
    // A few that stand far out are held back rather than have them make all others coarse.
    for bound in usual > 0 && usual < largest / 2 ? [largest, usual] : [largest] {
      let scale = 127 / bound
      let error = error(of: scale, start, rows, metric, kernels)
      if error < best?.error ?? tolerance { best = (error, scale) }
    }
    return best?.scale
  }

  /// The largest magnitude, and one that 9,999 of 10,000 numbers keep to.
  private static func magnitudes(
    _ start: UnsafePointer<Float>,
    _ rows: VectorRows
  ) -> (largest: Float, usual: Float) {
    var counts = [Int32](repeating: 0, count: 1 << 16)
    let step = max(1, rows.count / looked)
    var largest: UInt32 = 0
    var total = 0
    counts.withUnsafeMutableBufferPointer { counts in
      for row in stride(from: 0, to: rows.count, by: step) {
        for column in 0..<rows.width {
          let bits = start[row * rows.stride + column].bitPattern & 0x7FFF_FFFF
          largest = max(largest, bits)
          counts[Int(bits >> 15)] += 1
        }
        total += rows.width
      }
    }
    var beyond = 0
    var bin = counts.count - 1
    while bin > 0, beyond + Int(counts[bin]) <= total / 10_000 {
      beyond += Int(counts[bin])
      bin -= 1
    }
    return (Float(bitPattern: largest), Float(bitPattern: UInt32(bin + 1) << 15))
  }

  /// How far codes are off for pairs of rows, as a share of how far the pairs' distances are spread.
  ///
  /// All of it goes number by number, since the choice must be the same on every processor.
  private static func error(
    of scale: Float,
    _ start: UnsafePointer<Float>,
    _ rows: VectorRows,
    _ metric: Metric,
    _ kernels: Kernels
  ) -> Double {
    let spare = UnsafeMutablePointer<Int8>.allocate(capacity: 2 * rows.width)
    defer { spare.deallocate() }
    var (exacts, errors): ([Double], [Double]) = ([], [])
    for pair in 0..<pairs {
      let chance = PointOrder.mixed(UInt64(pair))
      let left = Int(chance >> 32) % rows.count
      let right = Int(chance & 0xFFFF_FFFF) % rows.count
      let (a, b) = (start + left * rows.stride, start + right * rows.stride)
      kernels.makeCodes(a, rows.width, scale, spare)
      kernels.makeCodes(b, rows.width, scale, spare + rows.width)
      var (exact, coded) = (0.0, 0)
      for column in 0..<rows.width {
        let (x, y) = (Int(spare[column]), Int(spare[rows.width + column]))
        switch metric {
        case .cosine, .dot:
          exact += Double(a[column]) * Double(b[column])
          coded += x * y
        case .euclid:
          exact += (Double(a[column]) - Double(b[column])) * (Double(a[column]) - Double(b[column]))
          coded += (x - y) * (x - y)
        case .manhattan:
          exact += abs(Double(a[column]) - Double(b[column]))
          coded += abs(x - y)
        }
      }
      let unit = Double(scale)
      let found = Double(coded) / (metric == .manhattan ? unit : unit * unit)
      exacts.append(exact)
      errors.append(abs(found - exact))
    }
    // By rank, since a few that stand far out would make any spread large: two of three lie within a deviation.
    exacts.sort()
    errors.sort()
    let spread = (exacts[pairs * 84 / 100] - exacts[pairs * 16 / 100]) / 2
    let error = errors[pairs * 68 / 100]
    // Where all are equally far, codes lose nothing if they are exact.
    return spread > 0 ? error / spread : error == 0 ? 0 : .infinity
  }
}
