import Documents

/// The lines that a page draws across and down, pieces of one line joined.
struct RuleLines {
  struct Line {
    /// Its place across the direction that it runs in.
    var at: Float
    var from: Float
    var to: Float
    /// Whether it is merely the edge of a shaded area.
    var isEdge = false
  }

  private(set) var across: [Line] = []
  private(set) var down: [Line] = []

  init(_ rules: [Rule], frame: Frame) {
    for rule in rules where !rule.isDot {
      let box = frame.box(rule.box)
      if rule.isFill, rule.color == 0xFFFFFF { continue }
      if box.height <= 3, box.width > 6 {
        across.append(Line(at: box.midY, from: box.left, to: box.right))
      } else if box.width <= 3, box.height > 4 {
        down.append(Line(at: box.midX, from: box.top, to: box.bottom))
      } else if rule.isFill, box.width > 8, box.height > 5,
        box.width * box.height < 0.5 * frame.width * frame.height
      {
        // The edges of a shaded cell.
        across.append(Line(at: box.top, from: box.left, to: box.right, isEdge: true))
        across.append(Line(at: box.bottom, from: box.left, to: box.right, isEdge: true))
        down.append(Line(at: box.left, from: box.top, to: box.bottom, isEdge: true))
        down.append(Line(at: box.right, from: box.top, to: box.bottom, isEdge: true))
      }
    }
    across = Self.joined(across)
    down = Self.joined(down)
  }

  private static func joined(_ lines: [Line]) -> [Line] {
    guard lines.count > 1 else { return lines }
    let sorted = lines.sorted { ($0.at, $0.from, $0.to) < ($1.at, $1.from, $1.to) }
    var result: [Line] = []
    var start = 0
    // Lines of nearly one place are sorted anew along themselves, then joined.
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].at - sorted[end - 1].at < 1.2,
        sorted[end].at - sorted[start].at < 2.4
      {
        end += 1
      }
      let group = sorted[start..<end].sorted { ($0.from, $0.to, $0.at) < ($1.from, $1.to, $1.at) }
      var open = group[0]
      for line in group.dropFirst() {
        if line.from <= open.to + 2.5 {
          open.to = max(open.to, line.to)
          open.isEdge = open.isEdge && line.isEdge
        } else {
          result.append(open)
          open = line
        }
      }
      result.append(open)
      start = end
    }
    return result
  }
}
