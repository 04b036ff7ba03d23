import Foundation
import Kernels
import Testing

/// Products of matrices, beside loops in twice the precision.
@Suite struct `Products of rows with packed weights` {
  /// Weights row by row, as models have them: one row for each column of the result.
  private func packed(_ weights: [Float], _ k: Int, _ columns: Int) -> Numbers {
    let padded = (columns + 47) / 48 * 48
    return Numbers(padded * k) { index in
      let (panel, rest) = (index / (48 * k), index % (48 * k))
      let column = panel * 48 + rest % 48
      return column < columns ? weights[column * k + rest / 48] : 0
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 25], [1, 7, 48, 100])
  func `are what loops give`(rows: Int, k: Int) {
    let columns = 96
    let a = Numbers(rows * (k + 3), spread(1))
    let weights = (0..<columns * k).map(spread(2))
    let bias = Numbers(columns, spread(3))
    let panels = packed(weights, k, columns)
    for finish in 0...4 {
      var results: [[UInt32]] = []
      for kernels in levels {
        let c = Numbers(rows * columns, spread(4))
        kernels.multiply(
          a.start,
          k + 3,
          rows,
          k,
          panels.start,
          bias.start,
          columns,
          c.start,
          columns,
          finish
        )
        #expect(c.isWhole)
        for row in 0..<rows {
          for column in 0..<columns {
            var sum = Double(bias.start[column])
            for step in 0..<k {
              sum += Double(a.start[row * (k + 3) + step]) * Double(weights[column * k + step])
            }
            let old = Double(spread(4)(row * columns + column))
            let expected = finished(sum, old, finish)
            let found = Double(c.start[row * columns + column])
            #expect(abs(found - expected) < 2e-5, "\(kernels.level) \(row) \(column) \(finish)")
          }
        }
        if kernels.level != .portable { results.append(c.bits) }
      }
      #expect(
        Set(results).count <= 1,
        "the same bits on every processor that adds products at once"
      )
    }
  }

  @Test func `do not depend on the rows beside them`() {
    let (k, columns, rows) = (100, 144, 29)
    let a = Numbers(rows * k, spread(5))
    let panels = Numbers(columns * k, spread(6))
    for kernels in levels {
      let together = Numbers(rows * columns)
      kernels.multiply(
        a.start,
        k,
        rows,
        k,
        panels.start,
        nil,
        columns,
        together.start,
        columns,
        1
      )
      for row in 0..<rows {
        let alone = Numbers(columns)
        kernels.multiply(
          a.start + row * k,
          k,
          1,
          k,
          panels.start,
          nil,
          columns,
          alone.start,
          columns,
          1
        )
        #expect(alone.bits == Array(together.bits[row * columns..<(row + 1) * columns]))
      }
    }
  }

  /// Over all that a sum may be, not only what random weights give.
  @Test(arguments: [1, 2])
  func `have exact ends`(finish: Int) {
    let count = 48_000
    let value = { (index: Int) in Float(index) / 2000 - 12 }
    for kernels in levels {
      let one = Numbers([1])
      let c = Numbers(count)
      for start in stride(from: 0, to: count, by: 48) {
        let panel = Numbers(48) { value(start + $0) }
        kernels.multiply(one.start, 1, 1, 1, panel.start, nil, 48, c.start + start, 48, finish)
      }
      var largest = 0.0
      for index in 0..<count {
        let expected = finished(Double(value(index)), 0, finish)
        largest = max(largest, abs(Double(c.start[index]) - expected))
      }
      #expect(largest < 2e-6, "\(kernels.level)")
    }
  }
}
