/// Chooses which of some points another is linked to: those that no nearer chosen one is nearer to.
///
/// So links lead into every direction rather than to one crowd. Qdrant and hnswlib choose by the same rule; here each
/// point that is chosen is measured against all that are left at once, which strikes out the same ones.
struct Choice {
  private let alive: UnsafeMutablePointer<UInt32>
  private let far: UnsafeMutablePointer<UInt32>
  /// The chosen points, the nearest first, and how far they are.
  let points: UnsafeMutablePointer<UInt32>
  let ranks: UnsafeMutablePointer<UInt32>

  init(room: Int) {
    alive = .allocate(capacity: room + 1)
    far = .allocate(capacity: room + 1)
    points = .allocate(capacity: room + 1)
    ranks = .allocate(capacity: room + 1)
  }

  func deallocate() {
    alive.deallocate()
    far.deallocate()
    points.deallocate()
    ranks.deallocate()
  }

  /// Chooses among what a walk found, sorted; returns how many.
  func choose(_ walk: Walk, _ total: Int, _ limit: Int, _ rows: PlacedRows) -> Int {
    let (alive, far, measured) = (alive, far, walk.ranks)
    for index in 0..<total {
      alive[index] = Walk.point(walk.found[index])
      far[index] = Walk.rank(walk.found[index])
    }
    var (start, left, chosen) = (0, total, 0)
    while start < left, chosen < limit {
      let point = alive[start]
      points[chosen] = point
      ranks[chosen] = far[start]
      chosen &+= 1
      start &+= 1
      guard chosen < limit, start < left else { break }
      rows.rank(point, alive + start, left &- start, measured, walk.spare)
      var kept = start
      for index in 0..<left &- start {
        let (other, distance) = (alive[start &+ index], far[start &+ index])
        alive[kept] = other
        far[kept] = distance
        if measured[index] >= distance { kept &+= 1 }
      }
      left = kept
    }
    return chosen
  }
}
