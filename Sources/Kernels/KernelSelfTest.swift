/// Compares the kernels of every level that this processor has with plain loops in twice the precision.
///
/// This is for processors that no test runs on, such as emulated ones.
package enum KernelSelfTest {
  /// The first word of a command line that asks for nothing but this.
  package static let verb = "kernel-self-test"

  /// A line for each level, and whether all is as it should be.
  package static func run() -> (lines: [String], isSound: Bool) {
    var candidates = KernelLevel.allCases.filter { $0 <= .best }.map { Kernels($0) }
    if KernelLevel.best == .avx512 { candidates.append(Kernels(.avx512, hasSpecialSteps: false)) }
    var lines: [String] = []
    var bytes: Set<[UInt32]> = []
    for kernels in candidates {
      let test = LevelTest(kernels: kernels)
      var faults = test.faults()
      let (whole, isClose) = test.wholeNumbers()
      bytes.insert(whole)
      if !isClose { faults.append("whole numbers") }
      let steps = [kernels.bytes.group == 4 ? "vnni" : nil, kernels.halves == nil ? nil : "bf16"]
      let name = ([kernels.level.rawValue] + steps.compactMap(\.self)).joined(separator: "+")
      lines.append("\(name): \(faults.isEmpty ? "ok" : "wrong: " + faults.joined(separator: ", "))")
    }
    if bytes.count > 1 { lines.append("whole numbers: wrong: levels differ") }
    return (lines, !lines.contains { $0.contains("wrong") })
  }
}

private struct LevelTest {
  let kernels: Kernels
  /// Neither rows nor columns nor the numbers in them fill blocks.
  private let rows = 13
  private let width = 52
  private let columns = 96

  /// The kernels that give something else.
  func faults() -> [String] {
    var faults: [String] = []
    if !isProduct() { faults.append("product") }
    if !isAttention() { faults.append("attention") }
    if !isNorm() { faults.append("norm") }
    if let halves = kernels.halves {
      if !isHalfProduct() { faults.append("product of halves") }
      let (found, expected) = attention(halves.attend, halves.attentionScratch)
      if !isClose(found, expected, 1e-2) { faults.append("attention in halves") }
    }
    return faults
  }

  private func numbers(_ count: Int, _ seed: Int) -> [Float] {
    var state = UInt64(seed)
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 23) - 1
    }
  }

  private func products(_ a: [Float], _ weights: [Float], _ bias: [Float]) -> [Double] {
    (0..<rows * columns).map { place in
      let (row, column) = (place / columns, place % columns)
      return (0..<width).reduce(Double(bias[column])) {
        $0 + Double(a[row * width + $1]) * Double(weights[$1 * columns + column])
      }
    }
  }

  /// Weights as panels, from rows of all columns; a word holds `group` of them.
  private func panels<Number>(_ weights: [Number], by group: Int) -> [Number] {
    (0..<width * columns).map { place in
      let (panel, rest) = (place / (48 * width), place % (48 * width))
      let step = rest / (48 * group) * group + rest % group
      return weights[step * columns + panel * 48 + rest / group % 48]
    }
  }

  private func isClose(_ found: [Float], _ expected: [Double], _ distance: Double) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { abs(Double($0) - $1) <= distance }
  }

  private func isProduct() -> Bool {
    let (a, weights) = (numbers(rows * width, 1), numbers(width * columns, 2))
    let bias = numbers(columns, 3)
    var c = [Float](repeating: 0, count: rows * columns)
    kernels.multiply(a, width, rows, width, panels(weights, by: 1), bias, columns, &c, columns, 0)
    return isClose(c, products(a, weights, bias), 1e-5)
  }

  private func isHalfProduct() -> Bool {
    guard let halves = kernels.halves else { return true }
    // Numbers that have no more bits than that.
    let short = { (value: Float) in Float((value * 64).rounded()) / 64 }
    let (a, weights) = (
      numbers(rows * width, 1).map(short), numbers(width * columns, 2).map(short)
    )
    let bias = numbers(columns, 3)
    var words = [Int32](repeating: 0, count: rows * width / 2)
    halves.halveRows(a, width, rows, width, &words, width / 2)
    let packed = panels(weights, by: 2).map { UInt16($0.bitPattern >> 16) }
    var c = [Float](repeating: 0, count: rows * columns)
    halves.multiply(words, width / 2, rows, width / 2, packed, bias, columns, &c, columns, 0)
    return isClose(c, products(a, weights, bias), 1e-5)
  }

  private func isNorm() -> Bool {
    let (values, scale, shift) = (numbers(width, 4), numbers(width, 5), numbers(width, 6))
    var row = values
    kernels.normaliseLayer(&row, width, 1, width, scale, shift, 1e-12)
    let mean = values.reduce(0) { $0 + Double($1) } / Double(width)
    let variance =
      values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(width)
    let expected = (0..<width).map {
      (Double(values[$0]) - mean) / variance.squareRoot() * Double(scale[$0]) + Double(shift[$0])
    }
    let dot = (0..<width).reduce(0.0) { $0 + Double(scale[$1]) * Double(shift[$1]) }
    return isClose(row, expected, 1e-5)
      && isClose([kernels.dot(scale, shift, width)], [dot], 1e-5)
  }

  /// What attention gives where all keys are alike: the mean of the values.
  private func attention(_ attend: ByteKernels.Attend, _ room: (Int, Int) -> Int) -> (
    found: [Float], expected: [Double]
  ) {
    let (length, size) = (37, 32)
    var rows = numbers(length * 3 * size, 7)
    for row in 0..<length {
      for place in 0..<size { rows[row * 3 * size + size + place] = rows[size + place] }
    }
    var out = [Float](repeating: 0, count: length * size)
    var scratch = [Float](repeating: 0, count: room(length, size))
    rows.withUnsafeBufferPointer { rows in
      guard let q = rows.baseAddress else { return }
      attend(q, q + size, q + 2 * size, 3 * size, length, size, nil, &out, size, &scratch)
    }
    let means = (0..<size).map { place in
      (0..<length).reduce(0.0) { $0 + Double(rows[$1 * 3 * size + 2 * size + place]) }
        / Double(length)
    }
    return (out, (0..<length).flatMap { _ in means })
  }

  private func isAttention() -> Bool {
    let (found, expected) = attention(kernels.attend, kernels.attentionScratch)
    return isClose(found, expected, 1e-5)
  }

  /// What rows, weights and attention in whole numbers give, which has to be the same on every level.
  func wholeNumbers() -> (bits: [UInt32], isClose: Bool) {
    let a = numbers(rows * width, 8)
    let weights = numbers(width * columns, 9).map { Int8($0 * 127) }
    let bias = numbers(columns, 3)
    let group = kernels.bytes.group
    let count = width / group
    var words = [Int32](repeating: 0, count: rows * count)
    var scales = [Float](repeating: 0, count: rows)
    var zeros = [Int32](repeating: 0, count: rows)
    kernels.bytes.quantiseRows(a, width, rows, width, &words, count, &scales, &zeros)
    let sums = (0..<columns).map { column in
      (0..<width).reduce(Int32(0)) { $0 + Int32(weights[$1 * columns + column]) }
    }
    let factors = [Float](repeating: 1 / 127, count: columns)
    var c = [Float](repeating: 0, count: rows * columns)
    kernels.bytes.multiply(
      words,
      count,
      rows,
      count,
      scales,
      zeros,
      panels(weights, by: group),
      factors,
      sums,
      bias,
      columns,
      &c,
      columns,
      0
    )
    let floats = weights.map { Float($0) / 127 }
    let (found, expected) = attention(kernels.bytes.attend, kernels.bytes.attentionScratch)
    let isSound = isClose(c, products(a, floats, bias), 0.3) && isClose(found, expected, 1e-3)
    return ((c + found).map(\.bitPattern), isSound)
  }
}
