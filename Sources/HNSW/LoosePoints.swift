/// Finds the points of a grown graph that no walk over the lowest level reaches, and ties them to it.
///
/// A list that is full may have dropped the only link to a point. Such a point still knows its neighbours, so the
/// nearest of them that is reached gets a link to it, beyond its limit.
enum LoosePoints {
  /// The links that are missing, by places.
  static func ties(_ growth: GraphGrowth) -> [Link] {
    let count = growth.order.points.count
    guard count > 1 else { return [] }
    let table = growth.links.level(0)
    var isReached = [Bool](repeating: false, count: count)
    var waiting: [UInt32] = []
    func reach(_ place: UInt32) {
      isReached[Int(place)] = true
      waiting.append(place)
      while let place = waiting.popLast() {
        let links = table.links(of: place)
        for index in 0..<links.count where !isReached[Int(links.start[index])] {
          isReached[Int(links.start[index])] = true
          waiting.append(links.start[index])
        }
      }
    }
    reach(0)
    var ties: [Link] = []
    var loose = isReached.indices.filter { !isReached[$0] }.map { UInt32($0) }
    while !loose.isEmpty {
      var rest: [UInt32] = []
      for place in loose where !isReached[Int(place)] {
        let links = table.links(of: place)
        if let index = (0..<links.count).first(where: { isReached[Int(links.start[$0])] }) {
          ties.append(Link(from: links.start[index], to: place))
          reach(place)
        } else {
          rest.append(place)
        }
      }
      if rest.count == loose.count {
        // An island: one of its points is tied to where searches begin.
        ties.append(Link(from: 0, to: rest[0]))
        reach(rest[0])
      }
      loose = rest.filter { !isReached[Int($0)] }
    }
    return ties
  }
}
