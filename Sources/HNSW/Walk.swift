import SystemIO

/// Where a walk finds the links of a point.
protocol LinkSource {
  func links(of point: UInt32) -> (start: UnsafePointer<UInt32>, count: Int)
}

/// What a walk measures points by.
protocol Ranking {
  /// Measures picked points; `spare` has as much room as `out`.
  func rank(
    _ picks: UnsafePointer<UInt32>,
    _ count: Int,
    _ out: UnsafeMutablePointer<UInt32>,
    _ spare: UnsafeMutablePointer<UInt32>
  )
}

/// What one thread needs to walk through a graph: the nearest found so far, and which points it has seen.
///
/// The found are numbers that sort by distance and then by point: the rank above, the point below it, and in the
/// lowest bit whether its links were followed.
final class Walk: @unchecked Sendable {
  /// The nearest found so far, ascending.
  let found: UnsafeMutablePointer<UInt64>
  private(set) var count = 0
  let picks: UnsafeMutablePointer<UInt32>
  let ranks: UnsafeMutablePointer<UInt32>
  let spare: UnsafeMutablePointer<UInt32>
  let room: Int
  private let seen: UnsafeMutablePointer<UInt8>
  private let points: Int
  private var generation: UInt8 = 0
  private let memory: LargeMemory

  /// Prepares for lists of up to `room` points, as which the found count too.
  init(points: Int, room: Int) {
    self.points = points
    self.room = room
    found = .allocate(capacity: room + 1)
    picks = .allocate(capacity: room + 1)
    ranks = .allocate(capacity: room + 1)
    spare = .allocate(capacity: room + 1)
    memory = LargeMemory(byteCount: points)
    seen = memory.numbers(UInt8.self)
  }

  deinit {
    found.deallocate()
    picks.deallocate()
    ranks.deallocate()
    spare.deallocate()
  }

  @inline(__always) static func entry(_ rank: UInt32, _ point: UInt32) -> UInt64 {
    UInt64(rank) &<< 32 | UInt64(point) &<< 1
  }

  @inline(__always) static func point(_ entry: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: entry) &>> 1
  }

  @inline(__always) static func rank(_ entry: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: entry &>> 32)
  }

  /// Begins anew: nothing is seen.
  func begin() {
    count = 0
    generation &+= 1
    if generation == 0 {
      seen.update(repeating: 0, count: points)
      generation = 1
    }
  }

  /// Takes a point for seen; whether it was not.
  @discardableResult func see(_ point: UInt32) -> Bool {
    guard seen[Int(point)] != generation else { return false }
    seen[Int(point)] = generation
    return true
  }

  /// Begins a level with the nearest of the level above.
  func descend() {
    let nearest = found[0] & ~1
    begin()
    found[0] = nearest
    count = 1
    seen[Int(Self.point(nearest))] = generation
  }

  /// Begins at some points, which are measured.
  func begin(at points: some Sequence<UInt32>, _ ranking: some Ranking) {
    begin()
    for point in points where seen[Int(point)] != generation {
      seen[Int(point)] = generation
      picks[0] = point
      ranking.rank(picks, 1, ranks, spare)
      let entry = Self.entry(ranks[0], point)
      var index = count
      while index > 0, found[index - 1] > entry {
        found[index] = found[index - 1]
        index -= 1
      }
      found[index] = entry
      count += 1
    }
  }

  /// Follows links from the nearest on, until the `width` nearest that are found this way have no nearer ones.
  @inline(__always) func run(
    _ links: some LinkSource,
    _ ranking: some Ranking,
    width: Int,
    accepting accepted: UnsafePointer<UInt64>? = nil
  ) {
    let (found, picks, ranks, spare, seen) = (found, picks, ranks, spare, seen)
    let generation = generation
    var count = min(count, width)
    var next = 0
    while next < count {
      let entry = found[next]
      guard entry & 1 == 0 else {
        next &+= 1
        continue
      }
      found[next] = entry | 1
      let list = links.links(of: Self.point(entry))
      var fresh = 0
      for index in 0..<list.count {
        let point = list.start[index]
        picks[fresh] = point
        var isFresh = seen[Int(point)] == generation ? 0 : 1
        seen[Int(point)] = generation
        if let accepted {
          isFresh &= Int(truncatingIfNeeded: accepted[Int(point &>> 6)] &>> UInt64(point & 63) & 1)
        }
        fresh &+= isFresh
      }
      ranking.rank(picks, fresh, ranks, spare)
      next &+= 1
      for index in 0..<fresh {
        let candidate = Self.entry(ranks[index], picks[index])
        if count == width {
          guard candidate < found[count &- 1] else { continue }
        } else {
          count &+= 1
        }
        var (low, high) = (0, count &- 1)
        while low < high {
          let middle = (low &+ high) &>> 1
          if found[middle] < candidate { low = middle &+ 1 } else { high = middle }
        }
        let moved = count &- 1 &- low
        if moved > 0 { (found + low + 1).update(from: found + low, count: moved) }
        found[low] = candidate
        if low < next { next = low }
      }
    }
    self.count = count
  }
}
