/// A part of a graph that hangs together, with the places of its nodes and edges in the whole.
struct ConnectedPart {
  let graph: DiagramGraph
  let nodes: [Int]
  let edges: [Int]

  /// The parts of a graph in the order of their first nodes.
  static func all(of graph: DiagramGraph) -> [Self] {
    // Each node points towards the first node of its part.
    var parents = Array(graph.nodes.indices)
    func first(_ node: Int) -> Int {
      var node = node
      while parents[node] != node { node = parents[node] }
      return node
    }
    for end in graph.ends {
      let (a, b) = (first(end.from), first(end.to))
      parents[max(a, b)] = min(a, b)
    }
    let roots = graph.nodes.indices.map(first)
    return graph.nodes.indices.filter { roots[$0] == $0 }.map { root in
      let nodes = graph.nodes.indices.filter { roots[$0] == root }
      let edges = graph.edges.indices.filter { roots[graph.ends[$0].from] == root }
      return Self(graph: graph.part(nodes: nodes, edges: edges), nodes: nodes, edges: edges)
    }
  }
}
