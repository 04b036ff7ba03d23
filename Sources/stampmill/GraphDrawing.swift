import Ledger
import Drawing
import JSON
import Pipeline

/// A pipeline as a drawing shows it.
enum GraphDrawing {
  static func diagram(_ graph: Graph, _ summary: RunSummary? = nil) throws -> DiagramGraph {
    var nodes: [DiagramGraph.Node] = []
    var edges: [DiagramGraph.Edge] = []
    for (index, node) in graph.nodes.enumerated() {
      let role: DiagramGraph.Role =
        switch node.kind.role {
        case .source: .source
        case .step: .step
        case .sink: .sink
        }
      let failed = summary?.stages[index]?.failed ?? 0
      nodes.append(
        .init(
          id: node.name,
          title: node.name,
          subtitle: node.kind.name,
          role: role,
          lines: lines(node, index, summary),
          badge: failed > 0 ? "\(failed) failed" : nil
        )
      )
      for from in node.from {
        edges.append(
          .init(
            from: graph.nodes[from].name,
            to: node.name,
            label: graph.nodes[from].kind.gives?.name ?? ""
          )
        )
      }
    }
    return try DiagramGraph(title: graph.name, nodes: nodes, edges: edges)
  }

  /// What a box says besides its name: where things lie, or what the last run did.
  private static func lines(_ node: Graph.Node, _ index: Int, _ summary: RunSummary?) -> [String] {
    if let tally = summary?.stages[index] {
      return ["\(Readable.count(tally.made)) made, \(Readable.count(tally.cached)) cached"]
    }
    if let summary, node.kind.role == .sink {
      let outputs = summary.outputs.filter { $0.output.stage == node.name }
      return outputs.map { "\($0.output.path), \(Readable.bytes(Int($0.output.bytes)))" }
    }
    let shown = node.kind.settings.filter { $0.role == .input || $0.role == .output }
      .filter(\.isRequired)
    return shown.compactMap { setting in
      node.instance.resolved.first { $0.name == setting.name }?.value.string
    }
  }

  static func json(_ graph: Graph) -> JSON {
    [
      "version": 1, "name": JSON(graph.name),
      "stages": JSON(
        graph.nodes.map { node in
          [
            "name": JSON(node.name), "use": JSON(node.kind.name),
            "role": JSON(node.kind.role.rawValue),
            "gives": node.kind.gives.map { JSON($0.name) } ?? nil,
            "from": JSON(node.from.map { JSON(graph.nodes[$0].name) }),
            "settings": JSON(.object(node.instance.resolved)),
          ]
        }
      ),
    ]
  }
}
