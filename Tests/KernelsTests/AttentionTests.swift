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
      let expected = Self.loops(rows, stride, length, width, shape.hasBias ? table : nil)
      for query in 0..<length {
        for place in 0..<width {
          let found = Double(out.start[query * (width + 2) + place])
          #expect(
            abs(found - expected[query * width + place]) < 5e-6,
            "\(kernels.level) \(query) \(place)"
          )
        }
      }
      if kernels.level != .portable { results.append(out.bits) }
    }
    #expect(Set(results).count <= 1)
  }

  @Test(
    arguments: [1, 2, 15, 16, 17, 24, 25, 48, 49, 70, 97, 130],
    [(32, false), (64, true), (8, false), (21, true), (48, false)]
  )
  func `in halves is nearly what loops give over rounded numbers`(
    length: Int,
    shape: (width: Int, hasBias: Bool)
  ) {
    let width = shape.width
    let stride = 3 * width + 5
    let exact = Numbers(length * stride, spread(length))
    let rounded = Numbers(exact.values.map(Self.half))
    let table = Numbers(2 * length - 1, spread(9))
    let bias = shape.hasBias ? table.start + (length - 1) : nil
    let expected = Self.loops(rounded, stride, length, width, shape.hasBias ? table : nil)
    for kernels in levels {
      guard let halves = kernels.halves else { continue }
      let out = Numbers(length * (width + 2))
      let scratch = Numbers(halves.attentionScratch(length, width)) { _ in .nan }
      halves.attend(
        exact.start,
        exact.start + width,
        exact.start + 2 * width,
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
        for place in 0..<width {
          // Weights are rounded too, and those of a row together are 1.
          let found = Double(out.start[query * (width + 2) + place])
          #expect(abs(found - expected[query * width + place]) < 4e-3, "\(query) \(place)")
        }
        #expect(out.start[query * (width + 2) + width] == 0, "what is behind a row stays")
      }
    }
  }

  /// The nearest number of bfloat16, ties to even.
  private static func half(_ value: Float) -> Float {
    let bits = value.bitPattern
    return Float(bitPattern: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) & 0xFFFF_0000)
  }

  /// Attention by loops in twice the precision.
  private static func loops(
    _ rows: Numbers,
    _ stride: Int,
    _ length: Int,
    _ width: Int,
    _ table: Numbers?
  ) -> [Double] {
    var results: [Double] = []
    for query in 0..<length {
      let weights = (0..<length).map { key in
        var score = table.map { Double($0.start[length - 1 + key - query]) } ?? 0
        for place in 0..<width {
          score +=
            Double(rows.start[query * stride + place])
            * Double(rows.start[key * stride + width + place])
        }
        return Foundation.exp2(score)
      }
      let total = weights.reduce(0, +)
      for place in 0..<width {
        results.append(
          (0..<length).reduce(0) {
            $0 + weights[$1] / total * Double(rows.start[$1 * stride + 2 * width + place])
          }
        )
      }
    }
    return results
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
