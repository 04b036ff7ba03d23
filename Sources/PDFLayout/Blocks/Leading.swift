/// How far the baselines of a column's lines lie apart within a paragraph.
struct Leading {
  /// Distances as shares of the size, the closest of the common ones for each size.
  private var bySize: [Int: Float] = [:]
  /// What the lines of many columns before it had.
  private var learned: [Int: Float] = [:]

  init() {}

  /// Keeps what many lines tell for columns of few lines.
  mutating func learn(_ lines: [Line]) {
    let seen = Leading(lines, after: Leading())
    var counts: [Int: Int] = [:]
    for line in lines { counts[Self.key(line.size), default: 0] += 1 }
    for (size, share) in seen.bySize where counts[size, default: 0] >= 6 {
      learned[size] = share
    }
  }

  init(_ lines: [Line], after earlier: Leading) {
    learned = earlier.learned
    var distances: [Int: [Float]] = [:]
    for (above, line) in zip(lines, lines.dropFirst())
    where abs(above.size - line.size) < 0.05 * line.size {
      let distance = (line.baseline - above.baseline) / max(line.size, 1)
      if distance > 0.6, distance < 3 {
        distances[Self.key(line.size), default: []].append(distance)
      }
    }
    for (size, found) in distances {
      let sorted = found.sorted()
      let share = Self.common(sorted)
      // A few distances tell nothing beside what is known.
      if let known = learned[size], sorted.count < 5, abs(known - share) > 0.05 {
        bySize[size] = known
      } else {
        bySize[size] = share
      }
    }
  }

  /// The usual distance in points for letters of a size.
  func normal(for size: Float) -> Float {
    let share = bySize[Self.key(size)] ?? learned[Self.key(size)] ?? 1.22
    return min(share, 2.6) * size
  }

  private static func key(_ size: Float) -> Int { Int((size * 2).rounded()) }

  /// The smallest distance that many lines have: those between paragraphs are larger.
  private static func common(_ sorted: [Float]) -> Float {
    var best: (distance: Float, count: Int) = (sorted[0], 0)
    var start = 0
    for end in sorted.indices {
      while sorted[end] - sorted[start] > 0.06 { start += 1 }
      let count = end - start + 1
      // A larger distance has to be clearly more common to count as the usual one.
      if Float(count) > 1.8 * Float(best.count)
        || (count > best.count && sorted[end] < best.distance + 0.1)
      {
        best = (sorted[(start + end) / 2], count)
      }
    }
    // Two or three distances tell nothing if they are those of paragraphs.
    if sorted.count < 3, best.distance > 1.5 { return 1.22 }
    return best.distance
  }
}
