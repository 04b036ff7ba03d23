import Foundation
import Kernels
import Testing

/// Products of whole numbers: exact, and the same bytes on every processor.
@Suite struct `Products of bytes` {
  /// Rows as whole numbers by scalar loops, with the scale and the zero of each.
  private static func quantised(
    _ rows: [[Float]]
  ) -> [(numbers: [Int], scale: Float, zero: Int)] {
    rows.map { row in
      let (low, high) = (min(0, row.min() ?? 0), max(0, row.max() ?? 0))
      guard high - low > 1e-30 else { return (row.map { _ in 0 }, 0, 0) }
      let inverse = 255 / (high - low)
      let zero = Int((-low * inverse).rounded(.toNearestOrEven))
      let numbers = row.map { value in
        let shifted = Double(value) * Double(inverse) + Double(zero)
        return min(255, max(0, Int(shifted.rounded(.toNearestOrEven))))
      }
      return (numbers, (high - low) / 255, zero)
    }
  }

  private static func words(_ width: Int, _ group: Int) -> Int { (width + 3) / 4 * 4 / group }

  /// The numbers that words hold, one by one.
  private static func numbers(_ words: [Int32], _ group: Int) -> [Int] {
    words.flatMap { word in
      (0..<group).map { Int(word >> (32 / group * $0) & (group == 4 ? 0xFF : 0xFFFF)) }
    }
  }

  @Test(arguments: [1, 3, 16, 17, 48, 99, 384], [Float(1), 1e-3, 1e20, 0])
  func `take rows as whole numbers`(width: Int, size: Float) {
    let rows = Numbers(3 * (width + 2)) {
      $0 < width + 2 ? spread(1)($0) * size : abs(spread(2)($0)) * size
    }
    let expected = Self.quantised(
      (0..<3).map { row in (0..<width).map { rows.start[row * (width + 2) + $0] } }
    )
    for kernels in levelsAndLess {
      let group = kernels.bytes.group
      let count = Self.words(width, group)
      let (words, scales, zeros) = (Cells<Int32>(3 * count, 0), Numbers(3), Cells<Int32>(3, 0))
      kernels.bytes.quantiseRows(
        rows.start,
        width + 2,
        3,
        width,
        words.start,
        count,
        scales.start,
        zeros.start
      )
      #expect(scales.isWhole && rows.isWhole)
      for row in 0..<3 {
        #expect(scales.start[row] == expected[row].scale)
        #expect(Int(zeros.start[row]) == expected[row].zero)
        let found = Self.numbers(Array(words.values[row * count..<(row + 1) * count]), group)
        for place in 0..<width {
          // A step is rounded once here, and a product and a sum in twice the precision once more.
          #expect(abs(found[place] - expected[row].numbers[place]) <= (size == 1 ? 0 : 1))
        }
        #expect(found[width...].allSatisfy { $0 == 0 })
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 25], [1, 7, 48, 100])
  func `are what loops give`(rows: Int, k: Int) {
    let columns = 96
    let a = Numbers(rows * k, spread(1))
    let quantised = Self.quantised((0..<rows).map { row in (0..<k).map { a.start[row * k + $0] } })
    // Extremes as well, which steps that saturate would not bear.
    let weights = (0..<columns * k).map { index in
      index % 7 == 0 ? 127 : index % 11 == 0 ? -127 : Int(spread(2)(index) * 127)
    }
    let sums = Cells<Int32>(columns, 0)
    for column in 0..<columns {
      sums.start[column] = Int32(weights[column * k..<(column + 1) * k].reduce(0, +))
    }
    let (bias, factors) = (
      Numbers(columns, spread(3)), Numbers(columns) { 0.01 + abs(spread(5)($0)) / 100 }
    )
    for finish in 0...4 {
      var results: [[UInt32]] = []
      for kernels in levelsAndLess {
        let group = kernels.bytes.group
        let count = Self.words(k, group)
        let (words, scales, zeros) = (
          Cells<Int32>(rows * count, 0), Numbers(rows), Cells<Int32>(rows, 0)
        )
        kernels.bytes.quantiseRows(
          a.start,
          k,
          rows,
          k,
          words.start,
          count,
          scales.start,
          zeros.start
        )
        let panels = Cells<Int8>(columns * count * group, 0)
        for column in 0..<columns {
          for step in 0..<k {
            let place =
              column / 48 * 48 * count * group + step / group * 48 * group + column % 48 * group
              + step % group
            panels.start[place] = Int8(weights[column * k + step])
          }
        }
        let c = Numbers(rows * columns, spread(4))
        kernels.bytes.multiply(
          words.start,
          count,
          rows,
          count,
          scales.start,
          zeros.start,
          panels.start,
          factors.start,
          sums.start,
          bias.start,
          columns,
          c.start,
          columns,
          finish
        )
        #expect(c.isWhole)
        for row in 0..<rows {
          for column in 0..<columns {
            var sum = 0
            for step in 0..<k {
              sum +=
                (quantised[row].numbers[step] - quantised[row].zero) * weights[column * k + step]
            }
            let value =
              Double(sum) * Double(quantised[row].scale) * Double(factors.start[column])
              + Double(bias.start[column])
            let expected = finished(value, Double(spread(4)(row * columns + column)), finish)
            let found = Double(c.start[row * columns + column])
            #expect(abs(found - expected) < 1e-5, "\(kernels.level) \(row) \(column) \(finish)")
          }
        }
        results.append(c.bits)
      }
      #expect(Set(results).count == 1, "the same bits on every processor")
    }
  }

  @Test(
    arguments: [1, 2, 15, 16, 17, 24, 25, 48, 49, 70, 97, 130, 512],
    [(32, false), (64, true), (8, false), (20, true), (48, false)]
  )
  func `make attention`(length: Int, shape: (width: Int, hasBias: Bool)) {
    let width = shape.width
    let stride = 3 * width + 5
    let rows = Numbers(length * stride, spread(length))
    let table = Numbers(2 * length - 1, spread(9))
    let bias = shape.hasBias ? table.start + (length - 1) : nil
    var results: [[UInt32]] = []
    for kernels in levelsAndLess {
      let out = Numbers(length * (width + 2))
      let scratch = Numbers(kernels.bytes.attentionScratch(length, width))
      let (q, k, v) = (rows.start, rows.start + width, rows.start + 2 * width)
      kernels.bytes.attend(
        q,
        k,
        v,
        stride,
        length,
        width,
        bias,
        out.start,
        width + 2,
        scratch.start
      )
      #expect(out.isWhole && scratch.isWhole)
      results.append(out.bits)
    }
    #expect(Set(results).count == 1, "the same bits on every processor")
    guard let result = results.first else { return }
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
        let found = Double(Float(bitPattern: result[query * (width + 2) + place]))
        #expect(abs(found - expected) < 2e-3, "\(query) \(place)")
      }
    }
  }

  @Test func `bear attention of any size`() {
    for scale: Float in [0, 1e-20, 1e3, 1e17] {
      let rows = Numbers(33 * 96) { spread(3)($0) * scale }
      for kernels in levelsAndLess {
        let out = Numbers(33 * 32)
        let scratch = Numbers(kernels.bytes.attentionScratch(33, 32))
        kernels.bytes.attend(
          rows.start,
          rows.start + 32,
          rows.start + 64,
          96,
          33,
          32,
          nil,
          out.start,
          32,
          scratch.start
        )
        #expect(out.values.allSatisfy { $0.isFinite && abs($0) <= scale * 1.001 })
      }
    }
  }
}

/// Products of bfloat16, beside loops in twice the precision over the same rounded numbers.
@Suite struct `Products of bfloat16` {
  private static func rounded(_ value: Float) -> UInt32 {
    (value.bitPattern + 0x7FFF + (value.bitPattern >> 16 & 1)) >> 16
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 25], [1, 7, 48, 100])
  func `are what loops give`(rows: Int, k: Int) {
    let columns = 96
    let count = (k + 1) / 2
    let a = Numbers(rows * (k + 3), spread(1))
    let weights = (0..<columns * k).map { Self.rounded(spread(2)($0)) }
    let bias = Numbers(columns, spread(3))
    let panels = Cells<UInt32>(columns * count, 0)
    for column in 0..<columns {
      for step in 0..<k {
        let place = column / 48 * 48 * count + step / 2 * 48 + column % 48
        panels.start[place] |= weights[column * k + step] << (step % 2 == 0 ? 0 : 16)
      }
    }
    for kernels in levelsAndLess {
      guard let halves = kernels.halves else { continue }
      let words = Cells<Int32>(rows * count, 0)
      halves.halveRows(a.start, k + 3, rows, k, words.start, count)
      for finish in 0...4 {
        let c = Numbers(rows * columns, spread(4))
        halves.multiply(
          words.start,
          count,
          rows,
          count,
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
              let left = Float(bitPattern: Self.rounded(a.start[row * (k + 3) + step]) << 16)
              let right = Float(bitPattern: weights[column * k + step] << 16)
              sum += Double(left) * Double(right)
            }
            let expected = finished(sum, Double(spread(4)(row * columns + column)), finish)
            let found = Double(c.start[row * columns + column])
            #expect(abs(found - expected) < 2e-5, "\(row) \(column) \(finish)")
          }
        }
      }
    }
  }
}
