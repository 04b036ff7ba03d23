/// A graph taken apart into items in layers, where every segment joins neighbouring layers.
///
/// Boxes stand in even layers and labels in odd ones. An edge is a chain of segments from box to
/// box through its label and, where it passes a layer, through a bend. Since labels and bends take
/// room like boxes, nothing that is kept apart within its layer can ever touch.
struct LayerNetwork {
  enum Content {
    case box(BoxContent)
    case label(EdgeLabel)
    case bend
  }

  struct Item {
    var content: Content
    var layer: Int
    /// How far the item reaches above and below its middle, where its edges meet it.
    var above: Int
    var below: Int
  }

  struct Segment {
    var from: Int
    var to: Int
    /// How strongly the segment wants to be level.
    var weight: Double
    /// Where it leaves and enters, from the middles of its items.
    var fromOffset = 0
    var toOffset = 0
  }

  /// The items, of which the first ones are the graph's nodes in their order.
  private(set) var items: [Item] = []
  /// What is drawn of the graph's nodes.
  private(set) var boxes: [BoxContent] = []
  private(set) var segments: [Segment] = []
  /// The items of each layer from top to bottom.
  private(set) var layers: [[Int]]
  /// The segments of each edge from its source to its target.
  private(set) var chains: [[Int]] = []
  private(set) var incoming: [[Int]] = []
  private(set) var outgoing: [[Int]] = []

  init(_ graph: DiagramGraph) {
    let ranks = RankAssignment(graph).ranks
    var entering = Array(repeating: 0, count: graph.nodes.count)
    var leaving = entering
    for end in graph.ends {
      entering[end.to] += 1
      leaving[end.from] += 1
    }
    layers = Array(repeating: [], count: 2 * (ranks.max() ?? -1) + 1 + (ranks.isEmpty ? 1 : 0))
    for (index, node) in graph.nodes.enumerated() {
      let box = BoxContent(node, ports: max(entering[index], leaving[index]))
      boxes.append(box)
      let badge = box.badge == nil ? 0 : BoxContent.badgeHeight / 2
      let half = (box.height + 1) / 2
      items.append(
        Item(content: .box(box), layer: 2 * ranks[index], above: half + badge, below: half)
      )
    }
    for (edge, end) in zip(graph.edges, graph.ends) {
      addChain(
        edge,
        end,
        ranks: (ranks[end.from], ranks[end.to]),
        isOnlyExit: leaving[end.from] == 1,
        isOnlyEntry: entering[end.to] == 1
      )
    }
    incoming = Array(repeating: [], count: items.count)
    outgoing = incoming
    for (index, segment) in segments.enumerated() {
      incoming[segment.to].append(index)
      outgoing[segment.from].append(index)
    }
    orderByDepthFirstSearch()
  }

  /// Replaces the order of the items within their layers.
  mutating func reorder(_ layers: [[Int]]) { self.layers = layers }

  /// Gives each segment its place at the sides of boxes, in the order of what it leads to.
  mutating func assignPorts() {
    var position = Array(repeating: 0, count: items.count)
    for layer in layers {
      for (index, item) in layer.enumerated() { position[item] = index }
    }
    for (index, item) in items.enumerated() {
      guard case .box(let box) = item.content else { continue }
      let exits = outgoing[index].sorted { position[segments[$0].to] < position[segments[$1].to] }
      for (port, segment) in exits.enumerated() {
        segments[segment].fromOffset = DiagramPort.offset(
          port,
          of: exits.count,
          height: box.height
        )
      }
      let entries = incoming[index].sorted {
        position[segments[$0].from] < position[segments[$1].from]
      }
      for (port, segment) in entries.enumerated() {
        segments[segment].toOffset = DiagramPort.offset(
          port,
          of: entries.count,
          height: box.height
        )
      }
    }
  }

  mutating func movePort(ofExit segment: Int, to offset: Int) {
    segments[segment].fromOffset = offset
  }

  mutating func movePort(ofEntry segment: Int, to offset: Int) {
    segments[segment].toOffset = offset
  }

  /// How far apart the middles of each two neighbours of a layer have to be.
  func distances(in layer: Int) -> [Int] {
    zip(layers[layer], layers[layer].dropFirst()).map { first, second in
      let (upper, lower) = (items[first], items[second])
      let gap =
        switch (upper.content, lower.content) {
        case (.box, .box): 28
        case (.box, _), (_, .box): 16
        case (.bend, .bend): 10
        default: 5
        }
      return upper.below + gap + lower.above
    }
  }

  /// Adds the segments of an edge.
  ///
  /// Where an edge shares a side of a box with others it has to bend, so it should do it there and
  /// keep level, with its label, at the end that it has for itself.
  private mutating func addChain(
    _ edge: DiagramGraph.Edge,
    _ end: DiagramGraph.Ends,
    ranks: (from: Int, to: Int),
    isOnlyExit: Bool,
    isOnlyEntry: Bool
  ) {
    let labelLayer = 2 * ((ranks.from + ranks.to - 1) / 2) + 1
    var chain: [Int] = []
    var previous = end.from
    for layer in (2 * ranks.from + 1)..<(2 * ranks.to) {
      if layer == labelLayer, let label = EdgeLabel(edge) {
        items.append(
          Item(content: .label(label), layer: layer, above: label.above, below: label.below)
        )
      } else {
        items.append(Item(content: .bend, layer: layer, above: 3, below: 3))
      }
      let isFirst = previous == end.from
      chain.append(segments.count)
      segments.append(
        Segment(from: previous, to: items.count - 1, weight: isFirst ? isOnlyExit ? 16 : 1 : 24)
      )
      previous = items.count - 1
    }
    chain.append(segments.count)
    segments.append(Segment(from: previous, to: end.to, weight: isOnlyEntry ? 16 : 1))
    chains.append(chain)
  }

  /// A first order in which what hangs together lies together.
  private mutating func orderByDepthFirstSearch() {
    var isSeen = Array(repeating: false, count: items.count)
    for root in items.indices where incoming[root].isEmpty {
      var stack = [root]
      while let item = stack.popLast() {
        guard !isSeen[item] else { continue }
        isSeen[item] = true
        layers[items[item].layer].append(item)
        for segment in outgoing[item].reversed() { stack.append(segments[segment].to) }
      }
    }
  }
}
