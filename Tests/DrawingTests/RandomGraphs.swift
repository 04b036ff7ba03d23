import Drawing

/// Graphs that look random but are the same in every run.
struct RandomGraphs {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func number(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  /// A graph without cycles, whose edges lead to later nodes, some of them twice.
  mutating func next(nodes count: Int, edges: Int) throws(DiagramError) -> DiagramGraph {
    let kinds = ["", "parse.html", "a kind with quite a long name to it", "文書の読み込み"]
    let nodes = (0..<count).map { index in
      DiagramGraph.Node(
        id: "n\(index)",
        title: "stage \(index)",
        subtitle: kinds[number(below: kinds.count)],
        role: DiagramGraph.Role.allCases[number(below: 3)],
        lines: Array(repeating: "a line", count: number(below: 4)),
        badge: number(below: 5) == 0 ? "\(index) failed" : nil
      )
    }
    let labels = ["", "elements", "vectors of chunks"]
    let edges = (0..<(count > 1 ? edges : 0)).map { _ in
      let from = number(below: count - 1)
      let to = from + 1 + number(below: count - from - 1)
      return DiagramGraph.Edge(
        from: "n\(from)",
        to: "n\(to)",
        label: labels[number(below: labels.count)],
        count: number(below: 2) == 0 ? nil : number(below: 1_000_000)
      )
    }
    return try DiagramGraph(title: "random", nodes: nodes, edges: edges)
  }
}
