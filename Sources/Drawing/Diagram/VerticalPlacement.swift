/// The height at which each item of an ordered network lies.
///
/// Every segment is a spring that wants to be level. One layer at a time is put where its springs
/// rest, as near as its items' order and sizes allow, until hardly anything moves any more.
struct VerticalPlacement {
  private static let rounds = 160

  /// The middle of each item; the topmost item of all begins at zero.
  private(set) var middles: [Int] = []
  private(set) var height = 0

  private let network: LayerNetwork
  private var y: [Double]

  init(_ network: LayerNetwork) {
    self.network = network
    y = Array(repeating: 0, count: network.items.count)
    for layer in network.layers.indices { settle(layer, usingBefore: false, usingAfter: false) }
    // At first each layer looks only one way, so that a place spreads through all layers at once.
    for _ in 0..<3 {
      for layer in network.layers.indices { settle(layer, usingBefore: true, usingAfter: false) }
      for layer in network.layers.indices.reversed() {
        settle(layer, usingBefore: false, usingAfter: true)
      }
    }
    for round in 0..<Self.rounds {
      let forwards = network.layers.indices
      for layer in round.isMultiple(of: 2) ? Array(forwards) : forwards.reversed() {
        settle(layer, usingBefore: true, usingAfter: true)
      }
    }
    // Rounding keeps distances, since those needed are whole numbers.
    let rounded = y.map { Int($0.rounded()) }
    let top = zip(network.items, rounded).map { $1 - $0.above }.min() ?? 0
    let bottom = zip(network.items, rounded).map { $1 + $0.below }.max() ?? 0
    middles = rounded.map { $0 - top }
    height = bottom - top
  }

  /// Puts a layer's items where their segments pull them.
  private mutating func settle(_ layer: Int, usingBefore: Bool, usingAfter: Bool) {
    let items = network.layers[layer]
    let wishes = items.map { item in
      var (pull, weight) = (0.0, 0.0)
      for segment in usingBefore ? network.incoming[item] : [] {
        let spring = network.segments[segment]
        pull += spring.weight * (y[spring.from] + Double(spring.fromOffset - spring.toOffset))
        weight += spring.weight
      }
      for segment in usingAfter ? network.outgoing[item] : [] {
        let spring = network.segments[segment]
        pull += spring.weight * (y[spring.to] + Double(spring.toOffset - spring.fromOffset))
        weight += spring.weight
      }
      // What nothing pulls stays, but gives way.
      return weight == 0
        ? SettledLine.Wish(place: y[item], weight: 0.01)
        : SettledLine.Wish(place: pull / weight, weight: weight)
    }
    let places = SettledLine(wishes, distances: network.distances(in: layer)).places
    for (item, place) in zip(items, places) { y[item] = place }
  }
}
