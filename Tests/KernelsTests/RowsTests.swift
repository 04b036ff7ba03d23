import Foundation
import Kernels
import Testing

/// What is done to rows, beside loops in twice the precision.
@Suite struct `Rows` {
  private static let widths = [1, 3, 15, 16, 17, 32, 100, 384]

  @Test(arguments: widths)
  func `are normalised`(width: Int) {
    let scale = Numbers(width, spread(1))
    let shift = Numbers(width, spread(2))
    var results: [[UInt32]] = []
    for kernels in levels {
      let rows = Numbers(3 * (width + 1)) { spread(3)($0) * 5 + 2 }
      let before = rows.values
      kernels.normaliseLayer(rows.start, width + 1, 3, width, scale.start, shift.start, 1e-12)
      #expect(rows.isWhole)
      for row in 0..<3 {
        let values = (0..<width).map { Double(before[row * (width + 1) + $0]) }
        let mean = values.reduce(0, +) / Double(width)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
        for index in 0..<width {
          let expected =
            (values[index] - mean) / (variance + 1e-12).squareRoot() * Double(scale.start[index])
            + Double(shift.start[index])
          let found = Double(rows.start[row * (width + 1) + index])
          #expect(abs(found - expected) < 1e-5 || width == 1, "\(kernels.level) \(row) \(index)")
        }
        #expect(rows.start[row * (width + 1) + width] == before[row * (width + 1) + width])
      }
      if kernels.level != .portable { results.append(rows.bits) }
    }
    #expect(Set(results).count <= 1)
  }

  @Test(arguments: widths)
  func `are pooled and measured`(width: Int) {
    let rows = Numbers(5 * width, spread(4))
    var results: [[UInt32]] = []
    for kernels in levels {
      let (mean, most, unit) = (Numbers(width), Numbers(width), Numbers(width, spread(5)))
      kernels.meanRows(rows.start, width, 5, width, mean.start)
      kernels.largestOfRows(rows.start, width, 5, width, most.start)
      let product = kernels.dot(rows.start, unit.start, width)
      kernels.normaliseLength(unit.start, width)
      for index in 0..<width {
        let column = (0..<5).map { rows.start[$0 * width + index] }
        #expect(abs(mean.start[index] - column.reduce(0, +) / 5) < 1e-6)
        #expect(most.start[index] == column.max())
      }
      let exact = (0..<width).reduce(0.0) {
        $0 + Double(rows.start[$1]) * Double(spread(5)($1))
      }
      #expect(abs(Double(product) - exact) < 1e-5)
      let length = unit.values.reduce(0.0) { $0 + Double($1) * Double($1) }
      #expect(abs(length - 1) < 1e-6)
      if kernels.level != .portable { results.append(mean.bits + unit.bits + [product.bitPattern]) }
    }
    #expect(Set(results).count <= 1)
  }

  @Test func `of zeros have no length`() {
    for kernels in levels {
      let zeros = Numbers(20)
      kernels.normaliseLength(zeros.start, 20)
      #expect(zeros.values.allSatisfy { $0 == 0 })
    }
  }

  @Test func `are added`() {
    for kernels in levels {
      let (a, b, c) = (Numbers(20, spread(1)), Numbers(20, spread(2)), Numbers(20, spread(3)))
      let out = Numbers(20)
      kernels.addRows(a.start, b.start, c.start, 20, out.start)
      #expect(out.values == (0..<20).map { a.start[$0] + b.start[$0] + c.start[$0] })
      kernels.addRows(a.start, b.start, nil, 20, out.start)
      #expect(out.values == (0..<20).map { a.start[$0] + b.start[$0] })
    }
  }
}
