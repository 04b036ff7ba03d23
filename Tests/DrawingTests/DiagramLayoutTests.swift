import Drawing
import Testing

struct DiagramLayoutTests {
  /// Sizes and densities from nothing to crowded.
  private static let shapes: [(nodes: Int, edges: Int)] = [
    (0, 0), (1, 0), (5, 0), (2, 3), (8, 7), (12, 20), (30, 32), (30, 60), (45, 70), (10, 45),
  ]

  private static func graphs(_ shape: (nodes: Int, edges: Int)) throws -> [DiagramGraph] {
    try (1...4).map { seed in
      var graphs = RandomGraphs(seed: UInt64(seed))
      return try graphs.next(nodes: shape.nodes, edges: shape.edges)
    }
  }

  @Test(arguments: shapes)
  func keepsBoxesApartAndInside(shape: (nodes: Int, edges: Int)) throws {
    for graph in try Self.graphs(shape) {
      let layout = DiagramLayout(graph)
      for (index, box) in layout.boxes.enumerated() {
        #expect(box.x >= 24 && box.x + box.width <= layout.width - 24)
        #expect(box.y >= 24 && box.y + box.height <= layout.height - 24)
        #expect(!layout.boxes[..<index].contains { box.widened(by: 10).overlaps($0) })
      }
    }
  }

  @Test(arguments: shapes)
  func leadsEdgesForwardsFromSideToSide(shape: (nodes: Int, edges: Int)) throws {
    for graph in try Self.graphs(shape) {
      let layout = DiagramLayout(graph)
      let indices = Dictionary(
        uniqueKeysWithValues: graph.nodes.enumerated().map { ($1.id, $0) }
      )
      for (edge, route) in zip(graph.edges, layout.routes) {
        let source = layout.boxes[try #require(indices[edge.from])]
        let target = layout.boxes[try #require(indices[edge.to])]
        let (first, last) = (
          try #require(route.stretches.first), try #require(route.stretches.last)
        )
        #expect(first.start == source.x + source.width)
        #expect(source.y + 6 < first.y && first.y < source.y + source.height - 6)
        #expect(last.end == target.x)
        #expect(target.y + 6 < last.y && last.y < target.y + target.height - 6)
        for (left, right) in zip(route.stretches, route.stretches.dropFirst()) {
          #expect(left.start <= left.end && left.end < right.start)
        }
      }
    }
  }

  @Test(arguments: shapes)
  func leadsNoEdgeThroughBoxOrForeignLabel(shape: (nodes: Int, edges: Int)) throws {
    for graph in try Self.graphs(shape) {
      let layout = DiagramLayout(graph)
      for (index, route) in layout.routes.enumerated() {
        let points = route.points
        #expect(!layout.boxes.contains { box in points.contains { box.contains($0) } })
        let foreign = layout.routes.enumerated().filter { $0.offset != index }
          .compactMap(\.element.label)
        #expect(!foreign.contains { label in points.contains { label.contains($0) } })
      }
    }
  }

  @Test(arguments: shapes)
  func keepsLabelsOffBoxesAndEachOther(shape: (nodes: Int, edges: Int)) throws {
    for graph in try Self.graphs(shape) {
      let layout = DiagramLayout(graph)
      let labels = layout.routes.compactMap(\.label)
      let expected = graph.edges.filter { !$0.label.isEmpty || $0.count != nil }
      #expect(labels.count == expected.count)
      for (index, label) in labels.enumerated() {
        #expect(!layout.boxes.contains { label.overlaps($0) })
        #expect(!labels[..<index].contains { label.overlaps($0) })
      }
    }
  }

  @Test func drawsChainsStraight() throws {
    let graph = try DiagramGraph(
      title: "",
      nodes: (0..<5).map { .init(id: "\($0)", title: "stage \($0)") },
      edges: (0..<4).map { .init(from: "\($0)", to: "\($0 + 1)", label: "elements") }
    )
    let levels = DiagramLayout(graph).routes.flatMap { $0.stretches.map(\.y) }
    #expect(Set(levels).count == 1)
  }

  @Test func centresBranches() throws {
    let graph = try DiagramGraph(
      title: "",
      nodes: ["a", "b", "c", "d"].map { .init(id: $0, title: $0) },
      edges: [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")].map { .init(from: $0.0, to: $0.1) }
    )
    let middles = DiagramLayout(graph).boxes.map { $0.y + $0.height / 2 }
    #expect(abs(middles[0] - middles[3]) <= 1)
    #expect(abs(middles[1] + middles[2] - 2 * middles[0]) <= 2)
  }

  @Test func uncrossesWhatNeedNotCross() throws {
    // Given in an order in which every edge would cross every other one.
    let names = (0..<6).map(String.init)
    let graph = try DiagramGraph(
      title: "",
      nodes: (["root"] + names.map { "a\($0)" } + names.reversed().map { "b\($0)" })
        .map { .init(id: $0, title: $0) },
      edges: names.map { .init(from: "root", to: "a\($0)") }
        + names.map { .init(from: "a\($0)", to: "b\($0)") }
    )
    let heights = DiagramLayout(graph).boxes.map(\.y)
    let (left, right) = (heights[1...6], heights[7...].reversed())
    let byLeft = zip(left, right).sorted { $0.0 < $1.0 }
    #expect(byLeft.map(\.1) == byLeft.map(\.1).sorted())
  }

  @Test func putsLateSourcesNextToTheirReaders() throws {
    let graph = try DiagramGraph(
      title: "",
      nodes: ["a", "b", "c", "late"].map { .init(id: $0, title: $0) },
      edges: [("a", "b"), ("b", "c"), ("late", "c")].map { .init(from: $0.0, to: $0.1) }
    )
    let boxes = DiagramLayout(graph).boxes
    #expect(boxes[3].x == boxes[1].x)
  }
}

extension DiagramLayout.Frame {
  fileprivate func widened(by margin: Int) -> Self {
    var result = self
    result.x -= margin
    result.y -= margin
    result.width += 2 * margin
    result.height += 2 * margin
    return result
  }

  fileprivate func overlaps(_ other: Self) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }

  fileprivate func contains(_ point: (x: Double, y: Double)) -> Bool {
    Double(x) < point.x && point.x < Double(x + width) && Double(y) < point.y
      && point.y < Double(y + height)
  }
}

extension DiagramLayout.Route {
  /// Points along the way, near enough to each other to meet any box on it.
  fileprivate var points: [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = []
    for (left, right) in zip(stretches, stretches.dropFirst()) {
      for step in 0...24 {
        let t = Double(step) / 24
        // With both handles half way, the cubic's coordinates come down to these.
        let x = Double(left.end) + Double(right.start - left.end) * (1.5 * t * (1 - t) + t * t * t)
        let y = Double(left.y) + Double(right.y - left.y) * t * t * (3 - 2 * t)
        points.append((x, y))
      }
    }
    for stretch in stretches {
      for x in stride(from: stretch.start, through: stretch.end, by: 4) {
        points.append((Double(x), Double(stretch.y)))
      }
    }
    return points
  }
}
