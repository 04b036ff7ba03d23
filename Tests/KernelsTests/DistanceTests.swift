import Kernels
import Testing

/// Distances as numbers that sort, beside loops.
@Suite struct `Distances` {
  private static let widths = [1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 384, 1024]

  /// What a kernel's number stands for.
  private func value(_ rank: UInt32) -> Double {
    Double(Float(bitPattern: rank ^ (rank >> 31 == 1 ? 0x8000_0000 : 0xFFFF_FFFF)))
  }

  private func ranks(_ count: Int, _ body: (UnsafeMutablePointer<UInt32>) -> Void) -> [UInt32] {
    // One more, which shows who writes too far.
    let out = UnsafeMutablePointer<UInt32>.allocate(capacity: count + 1)
    defer { out.deallocate() }
    out.initialize(repeating: 0xABCD, count: count + 1)
    body(out)
    #expect(out[count] == 0xABCD)
    return (0..<count).map { out[$0] }
  }

  @Test(arguments: widths, [0, 1, 2])
  func `of numbers are those of loops`(width: Int, metric: Int) {
    let stride = width + 3
    let (query, rows) = (Numbers(width, spread(1)), Numbers(20 * stride, spread(2)))
    for picks in [nil, [3, 0, 19, 7, 7, 1, 12], [5], [2, 4], [9, 8, 1]] as [[UInt32]?] {
      var results: [[UInt32]] = []
      let count = picks?.count ?? 9
      for kernels in levels {
        let found = ranks(count) {
          kernels.rankRows(query.start, rows.start, stride, picks, count, width, metric, $0)
        }
        for index in 0..<count {
          let row = Int(picks?[index] ?? UInt32(index)) * stride
          var sum = 0.0
          for column in 0..<width {
            let (a, b) = (Double(query.start[column]), Double(rows.start[row + column]))
            switch metric {
            case 0: sum -= a * b
            case 1: sum += (a - b) * (a - b)
            default: sum += abs(a - b)
            }
          }
          #expect(abs(value(found[index]) - sum) < 1e-4 + sum.magnitude * 1e-5, "\(kernels.level)")
        }
        if kernels.level != .portable { results.append(found) }
      }
      #expect(Set(results).count <= 1, "the same bits on every processor that adds at once")
    }
  }

  /// Signed codes, and those from 0 to 127 that scalar quantisation makes.
  @Test(arguments: widths, [(0, true), (0, false), (1, true), (1, false), (2, true), (2, false)])
  func `of codes are those of loops`(width: Int, form: (metric: Int, areSigned: Bool)) {
    let (metric, areSigned) = form
    let stride = width + 5
    func codes(_ count: Int, _ seed: Int) -> [Int8] {
      (0..<count).map { index in
        let value = spread(seed)(index)
        // The ends come often, as sums are largest there.
        if index % 3 == 0 { return areSigned ? (value < 0 ? -127 : 127) : 127 }
        return Int8(areSigned ? value * 127 : value.magnitude * 127)
      }
    }
    let (query, rows) = (codes(width, 3), codes(20 * stride, 4))
    for picks in [nil, [3, 0, 19, 7, 7, 1, 12], [5], [2, 4]] as [[UInt32]?] {
      let count = picks?.count ?? 9
      let expected = (0..<count).map { index in
        let row = Int(picks?[index] ?? UInt32(index)) * stride
        var sum: Int32 = 0
        for column in 0..<width {
          let (a, b) = (Int32(query[column]), Int32(rows[row + column]))
          switch metric {
          case 0: sum -= a * b
          case 1: sum += (a - b) * (a - b)
          default: sum += abs(a - b)
          }
        }
        return UInt32(bitPattern: sum) ^ 0x8000_0000
      }
      for kernels in levels {
        let found = ranks(count) {
          kernels.rankCodes(query, rows, stride, picks, count, width, metric, $0)
        }
        #expect(found == expected, "\(kernels.level)")
      }
    }
  }

  @Test func `sort as they are far`() {
    let values: [Float] = [-3e30, -2, -1e-30, 0, 1e-30, 0.5, 7, 3e30]
    let (query, rows) = (Numbers([1]), Numbers(values))
    for kernels in levels {
      // The largest product is the nearest.
      let found = ranks(values.count) {
        kernels.rankRows(query.start, rows.start, 1, nil, values.count, 1, 0, $0)
      }
      #expect(found == found.sorted(by: >))
      #expect(Set(found).count == values.count)
    }
  }

  @Test func `of opposite zeros are equal`() {
    let (query, rows) = (Numbers([0, 0]), Numbers([1, 1, -1, -1]))
    for kernels in levels {
      let found = ranks(2) { kernels.rankRows(query.start, rows.start, 2, nil, 2, 2, 0, $0) }
      #expect(found[0] == found[1])
    }
  }

  @Test(arguments: widths)
  func `are made of codes that are the nearest whole numbers`(width: Int) {
    let row = Numbers(width) { spread(6)($0) * 2 }
    for kernels in levels {
      let out = UnsafeMutablePointer<Int8>.allocate(capacity: width + 1)
      defer { out.deallocate() }
      out[width] = 99
      kernels.makeCodes(row.start, width, 100, out)
      #expect(out[width] == 99)
      for column in 0..<width {
        let scaled = min(127, max(-127, row.start[column] * 100))
        #expect(out[column] == Int8(scaled.rounded(.toNearestOrEven)), "\(kernels.level)")
      }
    }
  }
}
