/// The column of each node of a graph.
///
/// A node stands right of all that lead to it: its column is its longest way from a source. Then
/// nodes that more edges leave than enter move right, towards their readers, for shorter edges.
struct RankAssignment {
  let ranks: [Int]

  init(_ graph: DiagramGraph) {
    var incoming: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var outgoing = incoming
    for end in graph.ends {
      incoming[end.to].append(end.from)
      outgoing[end.from].append(end.to)
    }
    var ranks = Array(repeating: 0, count: graph.nodes.count)
    for node in graph.topologicalOrder {
      ranks[node] = (incoming[node].map { ranks[$0] }.max() ?? -1) + 1
    }
    for node in graph.topologicalOrder.reversed()
    where outgoing[node].count > incoming[node].count {
      if let reader = outgoing[node].map({ ranks[$0] }).min() { ranks[node] = reader - 1 }
    }
    self.ranks = ranks
  }
}
