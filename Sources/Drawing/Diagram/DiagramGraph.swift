/// A directed graph without cycles, to be drawn: boxes in columns, joined from left to right.
package struct DiagramGraph: Sendable, Hashable {
  /// What a node is for; it decides the colour and the shape of its box.
  package enum Role: String, Sendable, CaseIterable {
    case source, step, sink
  }

  /// A box.
  package struct Node: Sendable, Hashable {
    package var id: String
    package var title: String
    package var subtitle: String
    package var role: Role
    /// Lines of small print below a rule, such as settings or the counts of a run.
    package var lines: [String]
    /// A short warning at the corner of the box, such as "2 failed".
    package var badge: String?

    package init(
      id: String,
      title: String,
      subtitle: String = "",
      role: Role = .step,
      lines: [String] = [],
      badge: String? = nil
    ) {
      self.id = id
      self.title = title
      self.subtitle = subtitle
      self.role = role
      self.lines = lines
      self.badge = badge
    }
  }

  /// An arrow, with what flows along it and how much of it did.
  package struct Edge: Sendable, Hashable {
    package var from: String
    package var to: String
    package var label: String
    package var count: Int?

    package init(from: String, to: String, label: String = "", count: Int? = nil) {
      self.from = from
      self.to = to
      self.label = label
      self.count = count
    }
  }

  /// An edge by the indices of its nodes.
  struct Ends: Hashable {
    var from: Int
    var to: Int
  }

  package let title: String
  package let nodes: [Node]
  package let edges: [Edge]
  let ends: [Ends]
  /// The nodes' indices, each after all that lead to it.
  let topologicalOrder: [Int]

  package init(title: String, nodes: [Node], edges: [Edge]) throws(DiagramError) {
    var indices: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      guard indices.updateValue(index, forKey: node.id) == nil else {
        throw .repeatedNode(node.id)
      }
    }
    var ends: [Ends] = []
    for edge in edges {
      guard let from = indices[edge.from] else { throw .missingNode(edge.from, edge) }
      guard let to = indices[edge.to] else { throw .missingNode(edge.to, edge) }
      ends.append(Ends(from: from, to: to))
    }
    self.title = title
    self.nodes = nodes
    self.edges = edges
    self.ends = ends
    self.topologicalOrder = Self.topologicalOrder(count: nodes.count, ends: ends)
    guard topologicalOrder.count == nodes.count else {
      let sorted = Set(topologicalOrder)
      throw .cycle(nodes.indices.filter { !sorted.contains($0) }.map { nodes[$0].id })
    }
  }

  /// A part of a graph: of the edges those that stay within its nodes.
  private init(_ whole: Self, nodes: [Int], edges: [Int]) {
    var places: [Int: Int] = [:]
    for (place, node) in nodes.enumerated() { places[node] = place }
    title = whole.title
    self.nodes = nodes.map { whole.nodes[$0] }
    let inside = edges.compactMap { edge in
      places[whole.ends[edge].from].flatMap { from in
        places[whole.ends[edge].to].map { (edge: edge, ends: Ends(from: from, to: $0)) }
      }
    }
    self.edges = inside.map { whole.edges[$0.edge] }
    ends = inside.map(\.ends)
    topologicalOrder = whole.topologicalOrder.compactMap { places[$0] }
  }

  /// The part of the graph with these nodes and edges, in the order given.
  func part(nodes: [Int], edges: [Int]) -> Self { Self(self, nodes: nodes, edges: edges) }

  /// As many nodes as can be put after all that lead to them.
  private static func topologicalOrder(count: Int, ends: [Ends]) -> [Int] {
    var successors: [[Int]] = Array(repeating: [], count: count)
    var waiting = Array(repeating: 0, count: count)
    for end in ends {
      successors[end.from].append(end.to)
      waiting[end.to] += 1
    }
    var order = (0..<count).filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for successor in successors[order[next]] {
        waiting[successor] -= 1
        if waiting[successor] == 0 { order.append(successor) }
      }
      next += 1
    }
    return order
  }
}
