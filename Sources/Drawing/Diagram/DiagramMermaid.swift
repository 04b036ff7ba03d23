extension DiagramGraph {
  /// The graph as a Mermaid flowchart.
  ///
  /// Nodes are called n1, n2 and so on, since Mermaid has reserved words and no quoted identifiers.
  package var mermaid: String {
    var result = "flowchart LR\n"
    for (index, node) in nodes.enumerated() {
      let texts = [node.title, node.subtitle] + node.lines + [node.badge ?? ""]
      let label = texts.filter { !$0.isEmpty }.map(Self.mermaidText).joined(separator: "<br/>")
      let (open, close) =
        switch node.role {
        case .source, .sink: ("([", "])")
        case .step: ("(", ")")
        }
      // Mermaid refuses a label without text.
      result += "  n\(index + 1)\(open)\"\(label.isEmpty ? "#160;" : label)\"\(close)\n"
    }
    for (edge, end) in zip(edges, ends) {
      let texts = [edge.label, edge.count.map(Readable.count) ?? ""].filter { !$0.isEmpty }
      let label = texts.map(Self.mermaidText).joined(separator: "<br/>")
      let arrow = label.isEmpty ? "-->" : "-->|\"\(label)\"|"
      result += "  n\(end.from + 1) \(arrow) n\(end.to + 1)\n"
    }
    for role in Role.allCases {
      let members = nodes.indices.filter { nodes[$0].role == role }.map { "n\($0 + 1)" }
      guard !members.isEmpty else { continue }
      result += "  classDef \(role.rawValue) \(Self.mermaidStyle(of: role))\n"
      result += "  class \(members.joined(separator: ",")) \(role.rawValue)\n"
    }
    return result
  }

  private static func mermaidStyle(of role: Role) -> String {
    switch role {
    case .source: "fill:#e9f5ef,stroke:#2f7d5b,color:#1c2430"
    case .step: "fill:#eef2f9,stroke:#4a6590,color:#1c2430"
    case .sink: "fill:#fcf2e2,stroke:#a8691a,color:#1c2430"
    }
  }

  /// The text with all that Mermaid, Markdown or HTML could take for their own as number codes.
  private static func mermaidText(_ text: String) -> String {
    var result = ""
    for scalar in PrintableText.singleLine(text).unicodeScalars {
      if "\"#&<>`*_\\:;|[]{}()~@%$".unicodeScalars.contains(scalar) {
        result += "#\(scalar.value);"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
