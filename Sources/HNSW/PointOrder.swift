/// The order in which points are inserted: the highest levels first, and by chance among equals.
///
/// What looks like chance is a function of the seed and of the point's number. Points that lie beside each other in a
/// file are often alike, and those of one batch do not see each other; the order takes them apart.
struct PointOrder: Sendable {
  /// The number of the point at each place.
  let points: [UInt32]
  /// How many places have points that reach each level; those come first.
  let counts: [Int]

  /// Orders some points.
  init(_ points: [UInt32], seed: UInt64, base: Int) {
    var keys = points.map { point in
      let level = Self.level(of: point, seed: seed, base: base)
      return UInt64(Self.topmost - level) << 59 | (Self.hash(point, seed, 2) >> 37) << 32
        | UInt64(point)
    }
    keys.sort()
    self.points = keys.map { UInt32(truncatingIfNeeded: $0) }
    var counts = [0]
    for (place, key) in keys.enumerated() {
      let level = Self.topmost - Int(key >> 59)
      while counts.count <= level { counts.append(0) }
      for reached in 0...level { counts[reached] = place + 1 }
    }
    self.counts = counts
  }

  /// The highest level of all.
  var top: Int { max(0, counts.count - 1) }

  /// The level of the point at a place.
  func level(at place: Int) -> Int {
    var level = 0
    while level + 1 < counts.count, counts[level + 1] > place { level += 1 }
    return level
  }

  static let topmost = 24

  /// The level of a point: each is reached by one in `base` of those that reach the one below.
  static func level(of point: UInt32, seed: UInt64, base: Int) -> Int {
    let chance = hash(point, seed, 1)
    var bound = UInt64.max / UInt64(base)
    var level = 0
    while chance < bound, level < topmost {
      level += 1
      bound /= UInt64(base)
    }
    return level
  }

  private static func hash(_ point: UInt32, _ seed: UInt64, _ purpose: UInt64) -> UInt64 {
    mixed(mixed(seed &+ purpose &* 0x9E37_79B9_7F4A_7C15) &+ UInt64(point))
  }

  static func mixed(_ number: UInt64) -> UInt64 {
    var value = number &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ value &>> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value &>> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value &>> 31
  }
}
