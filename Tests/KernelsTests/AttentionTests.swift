import Foundation
import Kernels
import Testing

/// Attention of one head, beside loops in twice the precision.
@Suite struct `Attention` {
  @Test(
    arguments: [1, 2, 15, 16, 17, 24, 25, 48, 49, 70, 97, 130],
    [(32, false), (64, true), (8, false), (20, true), (48, false)]
  )
  func `is what loops give`(length: Int, shape: (width: Int, hasBias: Bool)) {
    let width = shape.width
    let stride = 3 * width + 5
    let rows = Numbers(length * stride, spread(length))
    let table = Numbers(2 * length - 1, spread(9))
    let bias = shape.hasBias ? table.start + (length - 1) : nil
    var results: [[UInt32]] = []
    for kernels in levels {
      let out = Numbers(length * (width + 2))
      let scratch = Numbers(kernels.attentionScratch(length, width))
      kernels.attend(
        rows.start,
        rows.start + width,
        rows.start + 2 * width,
        stride,
        length,
        width,
        bias,
        out.start,
        width + 2,
        scratch.start
      )
      #expect(out.isWhole && scratch.isWhole)
      for query in 0..<length {
        let weights = (0..<length).map { key in
          var score = shape.hasBias ? Double(table.start[length - 1 + key - query]) : 0
          for place in 0..<width {
            score +=
              Double(rows.start[query * stride + place])
              * Double(rows.start[key * stride + width + place])
          }
          return Foundation.exp2(score)
        }
        let total = weights.reduce(0, +)
        for place in 0..<width {
          var expected = 0.0
          for key in 0..<length {
            expected += weights[key] / total * Double(rows.start[key * stride + 2 * width + place])
          }
          let found = Double(out.start[query * (width + 2) + place])
          #expect(abs(found - expected) < 5e-6, "\(kernels.level) \(query) \(place)")
        }
      }
      if kernels.level != .portable { results.append(out.bits) }
    }
    #expect(Set(results).count <= 1)
  }

  @Test func `bears scores of any size`() {
    let (length, width) = (33, 32)
    for scale: Float in [0, 1e3, 1e18] {
      let rows = Numbers(length * 96) { spread(3)($0) * scale }
      for kernels in levels {
        let out = Numbers(length * width)
        let scratch = Numbers(kernels.attentionScratch(length, width))
        kernels.attend(
          rows.start,
          rows.start + 32,
          rows.start + 64,
          96,
          length,
          width,
          nil,
          out.start,
          width,
          scratch.start
        )
        #expect(out.values.allSatisfy { $0.isFinite && abs($0) <= scale * 1.0001 })
      }
    }
  }
}
