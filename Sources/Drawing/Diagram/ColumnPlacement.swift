/// Where the layers of a network begin and end from left to right.
struct ColumnPlacement {
  struct Column {
    var start: Int
    var width: Int
    var end: Int { start + width }
  }

  private(set) var columns: [Column] = []
  var end: Int { columns.last?.end ?? 0 }

  /// Puts columns beside each other, farther apart where edges climb more between them.
  init(_ network: LayerNetwork, middles: [Int], start: Int) {
    var climbs = Array(repeating: 0, count: network.layers.count)
    for segment in network.segments {
      let climb =
        middles[segment.to] + segment.toOffset - middles[segment.from] - segment.fromOffset
      let layer = network.items[segment.from].layer
      climbs[layer] = max(climbs[layer], abs(climb))
    }
    var x = start
    for (layer, items) in network.layers.enumerated() {
      let width =
        items.map { item in
          switch network.items[item].content {
          case .box(let box): box.width
          case .label(let label): label.width
          case .bend: 0
          }
        }.max() ?? 0
      columns.append(Column(start: x, width: width))
      x += width + 22 + min(56, climbs[layer] / 3)
    }
  }
}
