/// Things on a line in a fixed order, each as near as can be to where it wants to be.
struct SettledLine {
  struct Wish {
    var place: Double
    /// How much it costs to keep the thing elsewhere.
    var weight: Double
  }

  let places: [Double]

  /// Finds the places of which the weighted squares of the distances to those wished are least.
  ///
  /// With the needed distances taken off, the places must only ascend: this is the regression that
  /// pools neighbours for as long as one would lie beyond the next, and it is exact.
  init(_ wishes: [Wish], distances: [Int]) {
    var shifts: [Double] = []
    var shift = 0
    var pools: [(pull: Double, weight: Double, count: Int)] = []
    for (index, wish) in wishes.enumerated() {
      if index > 0 { shift += distances[index - 1] }
      shifts.append(Double(shift))
      pools.append((wish.weight * (wish.place - Double(shift)), wish.weight, 1))
      while pools.count > 1 {
        let (upper, lower) = (pools[pools.count - 2], pools[pools.count - 1])
        guard upper.pull / upper.weight > lower.pull / lower.weight else { break }
        pools.removeLast(2)
        pools.append(
          (upper.pull + lower.pull, upper.weight + lower.weight, upper.count + lower.count)
        )
      }
    }
    var places: [Double] = []
    for pool in pools {
      for _ in 0..<pool.count {
        places.append(pool.pull / pool.weight + shifts[places.count])
      }
    }
    self.places = places
  }
}
