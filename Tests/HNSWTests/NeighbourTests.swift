import HNSW
import Testing

@Suite struct `Neighbours of all points` {
  private static let rows = VectorRows(crowded(4000, width: 40), width: 40)

  @Test(arguments: Metric.allCases)
  func `are nearly the true ones, whatever the threads`(metric: Metric) throws {
    let graph = try GraphBuilder.forTests(metric, m: 12, efConstruct: 100).build(Self.rows)
    let one = try graph.neighbours(of: Self.rows, top: 15, metric: metric, threads: 1)
    let three = try graph.neighbours(of: Self.rows, top: 15, metric: metric, threads: 3)
    #expect(one == three)
    let truth = try ExactNeighbours.find(
      Self.rows,
      in: Self.rows,
      top: 15,
      metric: metric,
      skippingOwn: true
    )
    #expect(one.recall(of: truth) > 0.97)
    for row in 0..<one.count {
      #expect(!one.neighbours(of: row).contains(UInt32(row)))
      #expect(Set(one.neighbours(of: row)).count == 15)
      let distances = one.distances[row * 15..<row * 15 + 15]
      #expect(Array(distances) == distances.sorted())
    }
  }

  @Test(arguments: Metric.allCases)
  func `are found exactly by measuring all`(metric: Metric) throws {
    let rows = Self.rows.slice(0..<300)
    let found = try ExactNeighbours.find(
      rows,
      in: rows,
      top: 7,
      metric: metric,
      skippingOwn: true,
      threads: 2
    )
    #expect(
      try found
        == ExactNeighbours.find(
          rows,
          in: rows,
          top: 7,
          metric: metric,
          skippingOwn: true,
          threads: 1
        )
    )
    let values = crowded(4000, width: 40)
    func distance(_ left: Int, _ right: Int) -> Double {
      var sum = 0.0
      for column in 0..<40 {
        let (a, b) = (Double(values[left * 40 + column]), Double(values[right * 40 + column]))
        switch metric {
        case .cosine, .dot: sum -= a * b
        case .euclid: sum += (a - b) * (a - b)
        case .manhattan: sum += abs(a - b)
        }
      }
      return sum
    }
    for row in stride(from: 0, to: 300, by: 17) {
      let truth = (0..<300).filter { $0 != row }.map { distance(row, $0) }.sorted().prefix(7)
      for (place, point) in found.neighbours(of: row).enumerated() {
        #expect(abs(distance(row, Int(point)) - Array(truth)[place]) < 1e-5)
      }
    }
  }

  @Test(arguments: [0, 1, 2, 3, 10])
  func `are as many as there are`(count: Int) throws {
    let rows = Self.rows.slice(0..<count)
    let graph = try GraphBuilder.forTests().build(rows)
    let found = try graph.neighbours(of: rows, top: 15, metric: .cosine)
    let truth = try ExactNeighbours.find(
      rows,
      in: rows,
      top: 15,
      metric: .cosine,
      skippingOwn: true
    )
    #expect(found.top == max(0, min(15, count - 1)))
    #expect(found == truth)
  }
}
