/// Where the boxes and edges of a graph lie, in whole pixels from the top left corner.
package struct DiagramLayout: Sendable, Hashable {
  /// A rectangle.
  package struct Frame: Sendable, Hashable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int
  }

  /// A level stretch of an edge.
  package struct Stretch: Sendable, Hashable {
    package var start: Int
    package var end: Int
    package var y: Int
  }

  /// The way of an edge: level stretches from left to right, with a smooth bend between each two.
  ///
  /// The first stretch begins at the source's box and the last one ends at the target's.
  package struct Route: Sendable, Hashable {
    package var stretches: [Stretch]
    /// The room of the label, if there is one; its stretch passes through it.
    package var label: Frame?
    var labelLine: Int?
  }

  package private(set) var width: Int
  package private(set) var height: Int
  /// The box of each node, in the graph's order.
  package private(set) var boxes: [Frame]
  /// The way of each edge, in the graph's order.
  package private(set) var routes: [Route]

  private static let margin = 24
  private static let betweenParts = 44

  /// Lays the graph out; parts that do not hang together are put below each other.
  package init(_ graph: DiagramGraph) {
    let empty = Frame(x: 0, y: 0, width: 0, height: 0)
    boxes = Array(repeating: empty, count: graph.nodes.count)
    routes = Array(repeating: Route(stretches: []), count: graph.edges.count)
    (width, height) = (0, Self.margin)
    for (index, part) in ConnectedPart.all(of: graph).enumerated() {
      if index > 0 { height += Self.betweenParts }
      let layout = Self(connected: part.graph)
      for (node, box) in zip(part.nodes, layout.boxes) { boxes[node] = box.moved(down: height) }
      for (edge, route) in zip(part.edges, layout.routes) {
        routes[edge] = route.moved(down: height)
      }
      width = max(width, layout.width)
      height += layout.height
    }
    width += Self.margin
    height += Self.margin
    width = max(width, 2 * Self.margin)
  }

  private init(connected graph: DiagramGraph) {
    var network = LayerNetwork(graph)
    network.reorder(CrossingReduction(network).layers)
    network.assignPorts()
    let places = VerticalPlacement(network)
    let straight = EdgeStraightening(network, middles: places.middles)
    network = straight.network
    let middles = straight.middles
    let columns = ColumnPlacement(network, middles: middles, start: Self.margin)
    width = columns.end
    height = places.height
    boxes = graph.nodes.indices.map { node in
      let box = network.boxes[node]
      let column = columns.columns[network.items[node].layer]
      return Frame(
        x: column.start,
        y: middles[node] - box.height / 2,
        width: column.width,
        height: box.height
      )
    }
    routes = network.chains.map { chain in
      var route = Route(stretches: [])
      for (index, segment) in chain.map({ network.segments[$0] }).enumerated() {
        let from = columns.columns[network.items[segment.from].layer]
        let to = columns.columns[network.items[segment.to].layer]
        if index == 0 {
          let y = middles[segment.from] + segment.fromOffset
          route.stretches.append(Stretch(start: from.end, end: from.end, y: y))
        }
        let y = middles[segment.to] + segment.toOffset
        let isLast = index == chain.count - 1
        route.stretches.append(Stretch(start: to.start, end: isLast ? to.start : to.end, y: y))
        if case .label(let label) = network.items[segment.to].content {
          route.labelLine = y
          route.label = Frame(
            x: to.start + (to.width - label.width) / 2,
            y: y - label.above,
            width: label.width,
            height: label.above + label.below
          )
        }
      }
      return route
    }
  }
}

extension DiagramLayout.Frame {
  fileprivate func moved(down distance: Int) -> Self {
    Self(x: x, y: y + distance, width: width, height: height)
  }
}

extension DiagramLayout.Route {
  fileprivate func moved(down distance: Int) -> Self {
    Self(
      stretches: stretches.map { .init(start: $0.start, end: $0.end, y: $0.y + distance) },
      label: label?.moved(down: distance),
      labelLine: labelLine.map { $0 + distance }
    )
  }
}
