import Documents

/// A grid of crossing lines.
struct RuledGrid {
  /// The places of the lines that run down and across, in order.
  var xs: [Float]
  var ys: [Float]
  /// Whether it is made by shaded areas only.
  let isShade: Bool
  /// For each cell of the grid the number of the merged cell that it is part of.
  private(set) var owner: [Int]

  var columnCount: Int { xs.count - 1 }
  var rowCount: Int { ys.count - 1 }
  var box: Box {
    Box(left: xs[0], top: ys[0], right: xs[xs.count - 1], bottom: ys[ys.count - 1])
  }

  /// Finds the grids among the lines of a page.
  static func find(_ lines: RuleLines) -> [RuledGrid] {
    let (across, down) = (lines.across, lines.down)
    guard across.count >= 2, down.count >= 2, across.count <= 3000, down.count <= 3000 else {
      return []
    }
    var groups = DisjointSets(across.count + down.count)
    for (i, h) in across.enumerated() {
      for (j, v) in down.enumerated()
      where v.at >= h.from - 3 && v.at <= h.to + 3 && h.at >= v.from - 3 && h.at <= v.to + 3 {
        groups.join(i, across.count + j)
      }
    }
    var members: [Int: (across: [RuleLines.Line], down: [RuleLines.Line])] = [:]
    var order: [Int] = []
    for (i, h) in across.enumerated() {
      let root = groups.root(i)
      if members[root] == nil { order.append(root) }
      members[root, default: ([], [])].across.append(h)
    }
    for (j, v) in down.enumerated() {
      members[groups.root(across.count + j), default: ([], [])].down.append(v)
    }
    return order.compactMap { root in
      members[root].flatMap { RuledGrid(across: $0.across, down: $0.down) }
    }
  }

  private init?(across: [RuleLines.Line], down: [RuleLines.Line]) {
    // Bands of shade under every other row are no grid: the rows between them have none.
    isShade = across.allSatisfy(\.isEdge) && down.allSatisfy(\.isEdge)
    xs = Self.places(down.map(\.at))
    ys = Self.places(across.map(\.at))
    // An open side ends where the lines across it end.
    if let left = across.map(\.from).min(), let first = xs.first, first - left > 12 {
      xs.insert(left, at: 0)
    }
    if let right = across.map(\.to).max(), let last = xs.last, right - last > 12 {
      xs.append(right)
    }
    if let top = down.map(\.from).min(), let first = ys.first, first - top > 8 {
      ys.insert(top, at: 0)
    }
    if let bottom = down.map(\.to).max(), let last = ys.last, bottom - last > 8 {
      ys.append(bottom)
    }
    guard xs.count >= 2, ys.count >= 2, xs.count + ys.count >= 5,
      xs.count * ys.count <= 40_000
    else { return nil }
    owner = []
    owner = merged(across, down)
  }

  private static func places(_ values: [Float]) -> [Float] {
    let sorted = values.sorted()
    var places: [Float] = []
    var group: [Float] = []
    for value in sorted {
      if let first = group.first, value - first > 3 {
        places.append(group.reduce(0, +) / Float(group.count))
        group = []
      }
      group.append(value)
    }
    if !group.isEmpty { places.append(group.reduce(0, +) / Float(group.count)) }
    return places
  }

  /// Joins cells that no line parts, as long as what comes of it is a rectangle.
  private func merged(_ across: [RuleLines.Line], _ down: [RuleLines.Line]) -> [Int] {
    let (rows, columns) = (rowCount, columnCount)
    var sets = DisjointSets(rows * columns)
    // The lines at each place, so that not all of them are looked at for each cell.
    let upright = xs.map { x in down.filter { abs($0.at - x) < 3 } }
    let level = ys.map { y in across.filter { abs($0.at - y) < 3 } }
    func isCovered(_ lines: [RuleLines.Line], _ from: Float, _ to: Float) -> Bool {
      var covered: Float = 0
      for line in lines { covered += max(0, min(line.to, to) - max(line.from, from)) }
      return covered > 0.5 * (to - from)
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = row * columns + column
        if column + 1 < columns, !isCovered(upright[column + 1], ys[row], ys[row + 1]) {
          sets.join(cell, cell + 1)
        }
        if row + 1 < rows, !isCovered(level[row + 1], xs[column], xs[column + 1]) {
          sets.join(cell, cell + columns)
        }
      }
    }
    var owner = (0..<rows * columns).map { sets.root($0) }
    var extents: [Int: (top: Int, left: Int, bottom: Int, right: Int, count: Int)] = [:]
    for cell in owner.indices {
      let (row, column) = (cell / columns, cell % columns)
      var extent = extents[owner[cell]] ?? (row, column, row, column, 0)
      extent = (
        min(extent.top, row), min(extent.left, column), max(extent.bottom, row),
        max(extent.right, column), extent.count + 1
      )
      extents[owner[cell]] = extent
    }
    for cell in owner.indices {
      guard let extent = extents[owner[cell]] else { continue }
      let area = (extent.bottom - extent.top + 1) * (extent.right - extent.left + 1)
      if area != extent.count { owner[cell] = cell }
    }
    return owner
  }

  /// The cell of the grid that a point lies in.
  func cell(_ x: Float, _ y: Float) -> Int? {
    guard let column = Self.interval(x, xs), let row = Self.interval(y, ys) else { return nil }
    return row * columnCount + column
  }

  private static func interval(_ value: Float, _ edges: [Float]) -> Int? {
    guard value >= edges[0] - 2, value <= edges[edges.count - 1] + 2 else { return nil }
    var low = 0
    var high = edges.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}
