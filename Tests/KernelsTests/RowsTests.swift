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
      results.append(rows.bits)
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
      results.append(mean.bits + unit.bits + [product.bitPattern])
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

  /// A product is added with one rounding, even by processors that have no such step.
  @Test func `are added up exactly`() {
    var numbers = SystemNumbers()
    for round in 0..<60_000 {
      let (a, b, c) = numbers.hard(round)
      let left = Numbers(32) { $0 == 0 ? c : $0 == 16 ? a : 0 }
      let right = Numbers(32) { $0 == 0 ? 1 : $0 == 16 ? b : 0 }
      let expected = c.addingProduct(a, b)
      for kernels in levels {
        let found = kernels.dot(left.start, right.start, 32)
        #expect(found == expected, "\(kernels.level): \(a) * \(b) + \(c)")
      }
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

/// Numbers whose products and sums end near the middle between two floats.
private struct SystemNumbers {
  private var state: UInt64 = 1

  private mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 20
  }

  mutating func hard(_ round: Int) -> (Float, Float, Float) {
    func number(_ bits: UInt64, _ exponent: Int) -> Float {
      let value = Float(bitPattern: UInt32(bits & 0x7F_FFFF) | UInt32(127 + exponent) << 23)
      return bits & 1 << 30 == 0 ? value : -value
    }
    // Few bits, so that what is lost is often exactly a half and a little.
    let mask: UInt64 = round % 3 == 0 ? ~0 : round % 3 == 1 ? ~0x7FF : ~0xFFF
    let (first, second, third) = (next() & mask | next() & 1, next() & mask, next())
    let distance = Int(next() % 60) - 30
    return (number(first, 0), number(second, 0), number(third, distance))
  }
}
