/// Why nodes and edges are no graph that can be drawn.
package enum DiagramError: Error, Hashable, CustomStringConvertible {
  case repeatedNode(String)
  case missingNode(String, DiagramGraph.Edge)
  /// The nodes that lie on a cycle or after one.
  case cycle([String])

  package var description: String {
    switch self {
    case .repeatedNode(let id):
      "The diagram has two nodes with the id “\(id)”."
    case .missingNode(let id, let edge):
      "The diagram's edge from “\(edge.from)” to “\(edge.to)” names “\(id)”, which is no node."
    case .cycle(let ids):
      "The diagram cannot be put in columns, since a cycle leads through or to "
        + ids.map { "“\($0)”" }.joined(separator: ", ") + "."
    }
  }
}
