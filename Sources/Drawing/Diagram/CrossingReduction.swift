/// The order of a network's layers in which few of its segments cross.
///
/// Sweeps to and fro put each item at the mean place of its neighbours in the layer before, and
/// swaps of neighbours in a layer take away what crossings the means leave. The best order wins.
struct CrossingReduction {
  private static let sweeps = 16

  private(set) var layers: [[Int]]
  private var position: [Int]
  private let before: [[Int]]
  private let after: [[Int]]

  init(_ network: LayerNetwork) {
    layers = network.layers
    before = network.incoming.map { $0.map { network.segments[$0].from } }
    after = network.outgoing.map { $0.map { network.segments[$0].to } }
    position = Array(repeating: 0, count: network.items.count)
    for layer in layers.indices { place(layers[layer], in: layer) }

    var best = layers
    var fewest = crossings()
    for sweep in 0..<Self.sweeps where fewest > 0 {
      if sweep.isMultiple(of: 2) {
        for layer in layers.indices { sort(layer, by: before) }
      } else {
        for layer in layers.indices.reversed() { sort(layer, by: after) }
      }
      swapNeighbors()
      let count = crossings()
      if count < fewest {
        fewest = count
        best = layers
      }
    }
    layers = best
  }

  private mutating func place(_ items: [Int], in layer: Int) {
    layers[layer] = items
    for (index, item) in items.enumerated() { position[item] = index }
  }

  private mutating func sort(_ layer: Int, by neighbors: [[Int]]) {
    let keyed = layers[layer].map { item in
      let places = neighbors[item].map { position[$0] }
      let mean =
        places.isEmpty
        ? Double(position[item]) : Double(places.reduce(0, +)) / Double(places.count)
      return (item: item, mean: mean, old: position[item])
    }
    place(keyed.sorted { ($0.mean, $0.old) < ($1.mean, $1.old) }.map(\.item), in: layer)
  }

  private mutating func swapNeighbors() {
    for _ in 0..<4 {
      var didSwap = false
      for layer in layers.indices {
        for upper in layers[layer].indices.dropLast() {
          let (a, b) = (layers[layer][upper], layers[layer][upper + 1])
          let kept = crossings(before[a], before[b]) + crossings(after[a], after[b])
          let swapped = crossings(before[b], before[a]) + crossings(after[b], after[a])
          guard swapped < kept else { continue }
          layers[layer].swapAt(upper, upper + 1)
          (position[a], position[b]) = (position[b], position[a])
          didSwap = true
        }
      }
      if !didSwap { return }
    }
  }

  /// The crossings of the segments of one item with those of another below it.
  private func crossings(_ upper: [Int], _ lower: [Int]) -> Int {
    var count = 0
    for a in upper {
      for b in lower where position[a] > position[b] { count += 1 }
    }
    return count
  }

  /// The crossings in the whole network.
  private func crossings() -> Int {
    var count = 0
    for layer in layers {
      // The places of the ends passed so far, in ascending order.
      var passed: [Int] = []
      for item in layer {
        let places = after[item].map { position[$0] }.sorted()
        for place in places { count += passed.count - Self.index(after: place, in: passed) }
        for place in places { passed.insert(place, at: Self.index(after: place, in: passed)) }
      }
    }
    return count
  }

  private static func index(after value: Int, in sorted: [Int]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
