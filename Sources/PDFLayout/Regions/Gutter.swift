import Documents

/// A strip without any word that runs down through several rows.
struct Gutter {
  var left: Float
  var right: Float
  /// The rows that it runs through.
  var rows: ClosedRange<Int>

  /// Finds the strips that are at least so wide, each as long as it goes.
  static func find(in rows: [Row], words: [Word], minimumWidth: Float) -> [Gutter] {
    let free = rows.map { freeIntervals($0, words, minimumWidth) }
    // A gap that lies in a strip already found would only find it again.
    var used = free.map { [Bool](repeating: false, count: $0.count) }
    var gutters: [Gutter] = []
    for row in rows.indices {
      for gap in free[row].indices
      where !used[row][gap] && free[row][gap].isInner && gutters.count < 200 {
        used[row][gap] = true
        let interval = free[row][gap]
        gutters.append(grow(from: row, interval.left, interval.right, free, &used, minimumWidth))
      }
    }
    // Columns whose lines do not lie on the same baselines have no row on both sides.
    for (index, (row, next)) in zip(rows, rows.dropFirst()).enumerated()
    where next.baseline - row.baseline < 0.95 * min(row.size, next.size) && gutters.count < 200 {
      let (left, right) =
        row.right < next.left ? (row.right, next.left) : (next.right, row.left)
      guard right - left >= minimumWidth else { continue }
      let isKnown = gutters.contains {
        $0.rows.contains(index) && $0.left < right && $0.right > left
      }
      guard !isKnown else { continue }
      gutters.append(grow(from: index, left, right, free, &used, minimumWidth))
    }
    return gutters
  }

  private struct Interval {
    var left: Float
    var right: Float
    /// Whether there are words on both sides.
    var isInner: Bool
  }

  private static func freeIntervals(_ row: Row, _ words: [Word], _ minimum: Float) -> [Interval] {
    var intervals = [Interval(left: -.infinity, right: row.left, isInner: false)]
    var right = row.left
    for index in row.words {
      let box = words[Int(index)].box
      if box.left - right >= minimum {
        intervals.append(Interval(left: right, right: box.left, isInner: true))
      }
      right = max(right, box.right)
    }
    intervals.append(Interval(left: right, right: .infinity, isInner: false))
    return intervals
  }

  private static func grow(
    from row: Int,
    _ from: Float,
    _ to: Float,
    _ free: [[Interval]],
    _ used: inout [[Bool]],
    _ minimum: Float
  ) -> Gutter {
    var (left, right) = (from, to)
    var (first, last) = (row, row)
    func step(to next: Int, _ used: inout [[Bool]]) -> Bool {
      var best: (index: Int, left: Float, right: Float)?
      for (index, interval) in free[next].enumerated() {
        let (l, r) = (max(left, interval.left), min(right, interval.right))
        if r - l >= minimum, r - l > (best.map { $0.right - $0.left } ?? 0) {
          best = (index, l, r)
        }
      }
      guard let best else { return false }
      (left, right) = (best.left, best.right)
      used[next][best.index] = true
      return true
    }
    while last + 1 < free.count, step(to: last + 1, &used) { last += 1 }
    while first > 0, step(to: first - 1, &used) { first -= 1 }
    return Gutter(left: left, right: right, rows: first...last)
  }
}
