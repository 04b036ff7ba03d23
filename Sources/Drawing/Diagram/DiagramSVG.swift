extension DiagramGraph {
  /// The graph as a drawing: one SVG element, for a file of its own or the inside of a page.
  package var svg: String {
    let layout = DiagramLayout(self)
    let heading = title.isEmpty ? "Diagram" : title
    var drawing = """
      <svg xmlns="http://www.w3.org/2000/svg" class="stage-diagram" role="img" \
      width="\(layout.width)" height="\(layout.height)" \
      viewBox="0 0 \(layout.width) \(layout.height)">
      <title>\(Markup.escaped(PrintableText.singleLine(heading)))</title>
      <desc>\(Markup.escaped(spokenSummary))</desc>
      <style>
      \(DiagramStyle.css)
      </style>
      <rect class="paper" width="\(layout.width)" height="\(layout.height)"/>

      """
    for (edge, route) in zip(edges, layout.routes) { drawing += Self.svg(of: edge, along: route) }
    var entering = Array(repeating: 0, count: nodes.count)
    var leaving = entering
    for end in ends {
      entering[end.to] += 1
      leaving[end.from] += 1
    }
    for (index, node) in nodes.enumerated() {
      let content = BoxContent(node, ports: max(entering[index], leaving[index]))
      drawing += Self.svg(of: node, content, in: layout.boxes[index])
    }
    return drawing + "</svg>\n"
  }

  /// What somebody who cannot see the drawing is told of it.
  private var spokenSummary: String {
    guard !nodes.isEmpty else { return "Nothing to show." }
    guard !edges.isEmpty else {
      return nodes.map { PrintableText.singleLine($0.title) }.joined(separator: ", ") + "."
    }
    return ends.map { end in
      [nodes[end.from], nodes[end.to]].map { PrintableText.singleLine($0.title) }
        .joined(separator: " to ")
    }.joined(separator: "; ") + "."
  }

  private static func svg(of edge: Edge, along route: DiagramLayout.Route) -> String {
    guard let first = route.stretches.first, let last = route.stretches.last else { return "" }
    var path = "M\(first.start) \(first.y)"
    for (left, right) in zip(route.stretches, route.stretches.dropFirst()) {
      // The arrow's head covers the last pixels, and a line below it would blunt the tip.
      let end = right == last ? right.start - 6 : right.start
      if left.y == right.y {
        path += "H\(end)"
      } else {
        let middle = (left.end + end) / 2
        path += "C\(middle) \(left.y) \(middle) \(right.y) \(end) \(right.y)"
      }
      if right.end > end, right != last { path += "H\(right.end)" }
    }
    var result = """
      <path class="edge" d="\(path)"/>
      <path class="head" d="M\(last.start - 1) \(last.y)l-9 -4.5 2 4.5 -2 4.5z"/>

      """
    guard let label = EdgeLabel(edge), let frame = route.label, let line = route.labelLine else {
      return result
    }
    let middle = frame.x + frame.width / 2
    result += "<g class=\"label\">"
    if let tooltip = label.tooltip { result += "<title>\(Markup.escaped(tooltip))</title>" }
    result += text("name", x: middle, y: line - 6, label.name)
    result += text("count", x: middle, y: line + 13, label.count)
    return result + "</g>\n"
  }

  private static func svg(
    of node: Node,
    _ content: BoxContent,
    in frame: DiagramLayout.Frame
  ) -> String {
    var result = "<g class=\"node \(node.role.rawValue)\">"
    if let tooltip = content.tooltip { result += "<title>\(Markup.escaped(tooltip))</title>" }
    result += "\n<path class=\"box\" d=\"\(outline(of: node.role, frame))\"/>\n"
    let left = frame.x + BoxContent.padding
    result += text("title", x: left, y: frame.y + content.titleBaseline, content.title)
    result += text("kind", x: left, y: frame.y + content.subtitleBaseline, content.subtitle)
    if let rule = content.rule {
      let y = frame.y + rule
      result += "<path class=\"rule\" d=\"M\(left) \(y)H\(frame.x + frame.width - 16)\"/>\n"
    }
    for (line, baseline) in zip(content.lines, content.lineBaselines) {
      result += text("detail", x: left, y: frame.y + baseline, line)
    }
    if let badge = content.badge {
      let x = frame.x + frame.width - content.badgeWidth - 10
      let y = frame.y - BoxContent.badgeHeight / 2
      result += """
        <rect class="badge" x="\(x)" y="\(y)" width="\(content.badgeWidth)" \
        height="\(BoxContent.badgeHeight)" rx="9"/>

        """
      result += text("warning", x: x + content.badgeWidth / 2, y: y + 13, badge)
    }
    return result + "</g>\n"
  }

  /// A rounded box: sources are rounder where nothing enters, sinks where nothing leaves.
  private static func outline(of role: Role, _ frame: DiagramLayout.Frame) -> String {
    let left = role == .source ? 18 : 6
    let right = role == .sink ? 18 : 6
    let (width, height) = (frame.width - left - right, frame.height)
    return "M\(frame.x + left) \(frame.y)h\(width)a\(right) \(right) 0 0 1 \(right) \(right)"
      + "v\(height - 2 * right)a\(right) \(right) 0 0 1 -\(right) \(right)h-\(width)"
      + "a\(left) \(left) 0 0 1 -\(left) -\(left)v-\(height - 2 * left)"
      + "a\(left) \(left) 0 0 1 \(left) -\(left)z"
  }

  private static func text(_ role: String, x: Int, y: Int, _ text: String) -> String {
    text.isEmpty
      ? "" : "<text class=\"\(role)\" x=\"\(x)\" y=\"\(y)\">\(Markup.escaped(text))</text>\n"
  }
}
