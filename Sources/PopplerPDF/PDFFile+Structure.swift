import CPoppler
package import PDFLayout

extension PDFFile {
  /// Nodes of the tree beyond this many are left out.
  private static let nodeLimit = 3_000_000

  /// The tree of a tagged file; empty where it has none.
  package func structure() -> [StructureNode] {
    withHandle { handle in
      guard let tree = cpoppler_tree_read(handle, Self.nodeLimit) else { return [] }
      defer { cpoppler_tree_free(tree) }
      var count = 0
      guard let nodes = cpoppler_tree_nodes(tree, &count) else { return [] }
      var roles: [UnsafePointer<CChar>: StructureNode.Role] = [:]
      return UnsafeBufferPointer(start: nodes, count: count).map { node in
        StructureNode(
          parent: node.parent,
          page: node.page,
          mark: node.mark,
          role: Self.role(node, &roles),
          rowSpan: node.row_span,
          columnSpan: node.column_span,
          alternative: (node.actual_text ?? node.alternative).map { String(cString: $0) }
        )
      }
    }
  }

  /// Equal names lie at one address, so each is looked at once.
  private static func role(
    _ node: cpoppler_node,
    _ known: inout [UnsafePointer<CChar>: StructureNode.Role]
  ) -> StructureNode.Role {
    guard node.mark < 0, let type = node.type else { return .content }
    if let role = known[type] { return role }
    let role = StructureNode.Role(String(cString: type))
    known[type] = role
    return role
  }
}
