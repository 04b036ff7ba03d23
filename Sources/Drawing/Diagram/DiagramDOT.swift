extension DiagramGraph {
  /// The graph in Graphviz's language.
  package var dot: String {
    var result = """
      digraph \(DOTQuote.identifier(title)) {
        rankdir=LR;
        node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=12];
        edge [fontname="Helvetica", fontsize=10, color="#7b8796"];

      """
    for node in nodes {
      let texts = [node.title, node.subtitle] + node.lines + [node.badge ?? ""]
      let label = texts.filter { !$0.isEmpty }.map(DOTQuote.label).joined(separator: #"\n"#)
      let (fill, stroke) = Self.dotColors(of: node.role)
      result +=
        "  \(DOTQuote.identifier(node.id)) "
        + "[label=\"\(label)\", fillcolor=\"\(fill)\", color=\"\(stroke)\"];\n"
    }
    for edge in edges {
      let texts = [edge.label, edge.count.map(Readable.count) ?? ""].filter { !$0.isEmpty }
      let label = texts.map(DOTQuote.label).joined(separator: #"\n"#)
      result += "  \(DOTQuote.identifier(edge.from)) -> \(DOTQuote.identifier(edge.to))"
      result += label.isEmpty ? ";\n" : " [label=\"\(label)\"];\n"
    }
    return result + "}\n"
  }

  private static func dotColors(of role: Role) -> (fill: String, stroke: String) {
    switch role {
    case .source: ("#e9f5ef", "#2f7d5b")
    case .step: ("#eef2f9", "#4a6590")
    case .sink: ("#fcf2e2", "#a8691a")
    }
  }
}

/// Text in the quotes of Graphviz's language.
private enum DOTQuote {
  /// A quoted identifier, different for different texts.
  ///
  /// Graphviz keeps identifiers as C strings, so controls are written in hexadecimal after "%".
  static func identifier(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += #"\""#
      case "\\": result += #"\\"#
      case "%": result += "%25"
      case _ where scalar.properties.generalCategory == .control:
        result += "%" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The inside of a quoted label, in which Graphviz reads both backslashes and entities.
  static func label(_ text: String) -> String {
    var result = ""
    for scalar in PrintableText.singleLine(text).unicodeScalars {
      switch scalar {
      case "\"": result += #"\""#
      case "\\": result += #"\\"#
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
