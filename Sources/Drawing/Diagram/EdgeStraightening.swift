/// The last touch to a placed network: edges that nearly run straight do, and others bend once.
///
/// Boxes stay. Labels and bends move to the level that their edge would like best, as far as their
/// order allows, and a port that a box's side has for itself slides to meet them.
struct EdgeStraightening {
  /// How far a port may leave the middle of its side before that looks like a mistake.
  private static let farthestSlide = 12

  private static let attempts = 12

  private(set) var network: LayerNetwork
  private(set) var middles: [Int]

  init(_ network: LayerNetwork, middles: [Int]) {
    self.network = network
    self.middles = middles
    var levels = network.chains.map { level(of: $0) }
    var current = settled(at: levels)
    var best = current
    var least = unevenness(of: best)
    for _ in 0..<Self.attempts where least > 0 {
      // Where a layer was too crowded for the level of an edge, the whole edge had better yield.
      for (edge, chain) in network.chains.enumerated() {
        guard let level = levels[edge], chain.count > 2 else { continue }
        let inside = chain.dropLast().map { current[network.segments[$0].to] }
        levels[edge] = inside.max { abs($0 - level) < abs($1 - level) }
      }
      current = settled(at: levels)
      let unevenness = unevenness(of: current)
      if unevenness < least { (best, least) = (current, unevenness) }
    }
    self.middles = best
    for chain in network.chains { slidePorts(of: chain) }
  }

  /// The middles of all items if the inside of each edge is put at its level where there is room.
  private func settled(at levels: [Int?]) -> [Int] {
    var wished: [Int: Int] = [:]
    for (chain, level) in zip(network.chains, levels) {
      for segment in chain.dropLast() { wished[network.segments[segment].to] = level }
    }
    var result = middles
    for layer in network.layers.indices {
      let items = network.layers[layer]
      let wishes = items.map { item in
        // Boxes are as good as fixed.
        wished[item].map { SettledLine.Wish(place: Double($0), weight: 1) }
          ?? SettledLine.Wish(place: Double(middles[item]), weight: 1e7)
      }
      let places = SettledLine(wishes, distances: network.distances(in: layer)).places
      for (item, place) in zip(items, places) { result[item] = Int(place.rounded()) }
    }
    return result
  }

  /// How much the insides of the edges climb.
  private func unevenness(of middles: [Int]) -> Int {
    network.chains.reduce(0) { sum, chain in
      chain.dropFirst().dropLast().reduce(sum) {
        let segment = network.segments[$1]
        return $0 + abs(middles[segment.to] - middles[segment.from])
      }
    }
  }

  /// How far the ends of a chain may slide: not at all where the side has other ports.
  private func slides(of chain: [Int]) -> (from: Int, to: Int) {
    guard let first = chain.first, let last = chain.last else { return (0, 0) }
    let (from, to) = (network.segments[first].from, network.segments[last].to)
    return (
      network.outgoing[from].count == 1 ? Self.farthestSlide : 0,
      network.incoming[to].count == 1 ? Self.farthestSlide : 0
    )
  }

  /// Where the inside of a chain would best lie, or nil if it may stay where it is.
  private func level(of chain: [Int]) -> Int? {
    guard let first = chain.first, let last = chain.last else { return nil }
    let source = middles[network.segments[first].from] + network.segments[first].fromOffset
    let target = middles[network.segments[last].to] + network.segments[last].toOffset
    let slides = slides(of: chain)
    if abs(source - target) <= slides.from + slides.to {
      if slides.from == 0 { return source }
      if slides.to == 0 { return target }
      return (source + target) / 2
    }
    if slides.to > 0 { return target }
    if slides.from > 0 { return source }
    guard chain.count > 2 else { return nil }
    let inside = chain.dropLast().map { middles[network.segments[$0].to] }.sorted()
    return inside[inside.count / 2]
  }

  /// Lets the ends of a chain meet its inside.
  private mutating func slidePorts(of chain: [Int]) {
    guard let first = chain.first, let last = chain.last else { return }
    let slides = slides(of: chain)
    let (entry, exit) = (network.segments[first], network.segments[last])
    let fromOffset = middles[entry.to] - middles[entry.from]
    if slides.from > 0, abs(fromOffset) <= slides.from {
      network.movePort(ofExit: first, to: fromOffset)
    }
    let toOffset = middles[exit.from] - middles[exit.to]
    if slides.to > 0, abs(toOffset) <= slides.to { network.movePort(ofEntry: last, to: toOffset) }
  }
}
