import Documents

/// Finds the lines between rules, or edges of shades, that lie under each other and are equally long: the
/// head, the rows and the foot of a table that has no lines running down.
struct RuledRows {
  private(set) var ranges: [Range<Int>] = []

  init(rules: [RuleLines.Line], lines: [Line], parts: [[LinePart]]) {
    guard rules.count >= 3, rules.count <= 2000, lines.count >= 2 else { return }
    var groups: [[RuleLines.Line]] = []
    for rule in rules.sorted(by: { ($0.at, $0.from) < ($1.at, $1.from) }) {
      let index = groups.firstIndex {
        abs($0[0].from - rule.from) < 2.5 && abs($0[0].to - rule.to) < 2.5
      }
      if let index { groups[index].append(rule) } else { groups.append([rule]) }
    }
    for group in groups where group.count >= 2 {
      // The rule under a head may leave out the cells that stand beside two rows of it.
      let all = rules.filter { rule in
        rule.at >= group[0].at - 1 && rule.at <= group[group.count - 1].at + 1
          && rule.from > group[0].from - 2.5 && rule.to < group[0].to + 2.5
          && (abs(rule.from - group[0].from) < 2.5 || abs(rule.to - group[0].to) < 2.5)
          && rule.to - rule.from > 0.55 * (group[0].to - group[0].from)
      }
      if all.count >= 3 { take(all.sorted { $0.at < $1.at }, lines, parts) }
    }
    ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var kept: [Range<Int>] = []
    for range in ranges where range.lowerBound >= kept.last?.upperBound ?? 0 { kept.append(range) }
    ranges = kept
  }

  /// Takes the lines between each two rules, as long as they could be rows.
  private mutating func take(
    _ group: [RuleLines.Line],
    _ lines: [Line],
    _ parts: [[LinePart]]
  ) {
    let left = group.reduce(Float.infinity) { min($0, $1.from) }
    let right = group.reduce(-Float.infinity) { max($0, $1.to) }
    var open: Range<Int>?
    var gaps = 0
    func close() -> Range<Int>? { gaps >= 2 ? open : nil }
    var next = lines.startIndex
    for (upper, lower) in zip(group, group.dropFirst()) {
      while next < lines.count, lines[next].baseline <= upper.at { next += 1 }
      var end = next
      while end < lines.count, lines[end].baseline <= lower.at { end += 1 }
      // Double lines and the frames of shades have nothing between them.
      if end == next { continue }
      if isRows(next..<end, from: left, to: right, lines, parts) {
        open = (open?.lowerBound ?? next)..<end
        gaps += 1
      } else {
        if let range = close() { ranges.append(range) }
        (open, gaps) = (nil, 0)
      }
      next = end
    }
    if let range = close() { ranges.append(range) }
  }

  /// Whether lines between two rules are rows, and no text between two tables or headings.
  private func isRows(
    _ range: Range<Int>,
    from left: Float,
    to right: Float,
    _ lines: [Line],
    _ parts: [[LinePart]]
  ) -> Bool {
    let width = right - left
    return range.allSatisfy { index in
      let box = lines[index].box
      guard box.left > left - 3, box.right < right + 3 else { return false }
      return parts[index].count > 1 || box.width < 0.6 * width
    } && range.contains { parts[$0].count > 1 }
  }
}
