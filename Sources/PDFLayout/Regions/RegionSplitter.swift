import Documents

/// Cuts a page into regions of one column each, in reading order.
struct RegionSplitter {
  let words: [Word]
  let store: [UInt8]
  /// The lines that the page draws across.
  private let rules: [RuleLines.Line]
  private var regions: [Region] = []
  private var margin: MarginColumn

  struct Region {
    var words: [Int32]
    /// How far its lines may reach.
    var column: ClosedRange<Float>
    /// Whether it stands in a margin beside the text that it belongs to.
    var isMargin = false
  }

  static func split(
    _ indices: [Int32],
    of words: [Word],
    store: [UInt8],
    objects: Set<Int32>,
    rules: [RuleLines.Line],
    margin: inout MarginColumn
  ) -> [Region] {
    var splitter = RegionSplitter(words: words, store: store, rules: rules, margin: margin)
    defer { margin = splitter.margin }
    var left = Float.infinity
    var right = -Float.infinity
    // Tables and pictures may reach farther than lines of text do.
    for index in indices where !objects.contains(index) || indices.count == objects.count {
      left = min(left, words[Int(index)].box.left)
      right = max(right, words[Int(index)].box.right)
    }
    guard left <= right else { return [] }
    splitter.split(indices, left...right, depth: 0)
    return splitter.regions
  }

  private init(
    words: [Word],
    store: [UInt8],
    rules: [RuleLines.Line],
    margin: MarginColumn
  ) {
    self.words = words
    self.store = store
    self.rules = rules
    self.margin = margin
  }

  private mutating func split(_ indices: [Int32], _ column: ClosedRange<Float>, depth: Int) {
    guard !indices.isEmpty else { return }
    guard indices.count >= 12, depth < 24 else {
      regions.append(Region(words: indices, column: column))
      return
    }
    let rows = Row.group(indices, of: words)
    if depth == 0, let gutter = margin.gutter(rows, words) {
      return splitMargin(rows, gutter, column, depth)
    }
    let gutters = Gutter.find(in: rows, words: words, minimumWidth: minimumWidth(rows))
      .filter { $0.rows.count >= 3 }
    var found = bestGutter(rows, gutters)
    if found == nil, let gutter = marginGutter(rows, gutters) {
      learnMargin(rows, gutter)
      splitMargin(rows, gutter, column, depth)
      return
    }
    found = found ?? asideGutter(rows, gutters)
    guard let gutter = found else {
      regions.append(Region(words: indices, column: column))
      return
    }
    let end = columnsEnd(rows, gutter)
    split(rows[..<gutter.rows.lowerBound].flatMap(\.words), column, depth: depth + 1)
    let middle = (gutter.left + gutter.right) / 2
    let inside = rows[gutter.rows.lowerBound...end].flatMap(\.words)
    split(
      inside.filter { words[Int($0)].box.midX < middle },
      min(column.lowerBound, gutter.left)...gutter.left,
      depth: depth + 1
    )
    split(
      inside.filter { words[Int($0)].box.midX >= middle },
      gutter.right...max(column.upperBound, gutter.right),
      depth: depth + 1
    )
    split(rows[(end + 1)...].flatMap(\.words), column, depth: depth + 1)
  }

  /// Where the columns beside a gutter end: a line that stands off below them, on one side only and
  /// above something wider, is no longer part of them.
  private func columnsEnd(_ rows: [Row], _ gutter: Gutter) -> Int {
    let last = gutter.rows.upperBound
    guard last + 1 < rows.count else { return last }
    var lastTwoSided = gutter.rows.lowerBound
    for row in gutter.rows where rows[row].left < gutter.left && rows[row].right > gutter.right {
      lastTwoSided = row
    }
    var row = last
    while row > lastTwoSided {
      let distance = rows[row].baseline - rows[row - 1].baseline
      if distance > 1.7 * max(rows[row].size, rows[row - 1].size) { return row - 1 }
      row -= 1
    }
    return last
  }

  private func minimumWidth(_ rows: [Row]) -> Float {
    var sizes = rows.map(\.size)
    sizes.sort()
    return max(0.75 * sizes[sizes.count / 2], 5)
  }

  private func bestGutter(_ rows: [Row], _ gutters: [Gutter]) -> Gutter? {
    var best: (gutter: Gutter, score: Float)?
    for gutter in gutters where separatesColumns(rows, gutter, gutters) {
      let top = rows[gutter.rows.lowerBound].baseline
      let score = rows[gutter.rows.upperBound].baseline - top + (gutter.right - gutter.left)
      if score > (best?.score ?? 0) { best = (gutter, score) }
    }
    return best?.gutter
  }

  // MARK: Headings in the margin

  /// The gutter between running text and a narrow column of a few short pieces before it.
  private func marginGutter(_ rows: [Row], _ gutters: [Gutter]) -> Gutter? {
    gutters.filter { gutter in
      let others = gutters.filter { !isBehindMarkers($0, gutter, rows) }
      guard !isCrossed(rows, gutter), !isFirstOfMany(gutter, others) else { return false }
      guard gutter.rows.count * 2 > rows.count, gutter.rows.count >= 6 else { return false }
      let (left, right) = sides(rows, gutter, others)
      // Beside a list there can hardly be the first column of a table, however much stands there.
      let isBesideList = others.count < gutters.count
      guard right.isText, left.rows.count >= 2,
        isBesideList || left.rows.count * 10 <= right.rows.count * 7
      else { return false }
      // Signs and numbers of list items stand there too.
      let characters = left.rows.reduce(0) { $0 + $1.characters }
      return characters >= 6 * left.rows.count && left.width < 0.6 * right.width
    }.max { $0.rows.count < $1.rows.count }
  }

  private mutating func learnMargin(_ rows: [Row], _ gutter: Gutter) {
    let edges = rows[gutter.rows].flatMap(\.words).map { words[Int($0)].box.left }
    guard let left = edges.min(), let text = edges.filter({ $0 > gutter.left }).min() else {
      return
    }
    margin.take(width: text - left)
  }

  /// Whether between two gutters there are only the signs and numbers of list items.
  private func isBehindMarkers(_ other: Gutter, _ gutter: Gutter, _ rows: [Row]) -> Bool {
    guard other.left >= gutter.right else { return false }
    var (markers, all) = (0, 0)
    for row in rows[gutter.rows] {
      let between = row.words.filter {
        words[Int($0)].box.midX > gutter.right && words[Int($0)].box.midX < other.left
      }
      guard let first = between.first else { continue }
      all += 1
      if between.count == 1, words[Int(first)].characters <= 5 { markers += 1 }
    }
    return all >= 3 && markers * 10 >= all * 9
  }

  /// Whether other gutters run beside it most of the way: then it is one of the columns of a table.
  private func isFirstOfMany(_ gutter: Gutter, _ gutters: [Gutter]) -> Bool {
    gutters.contains {
      $0.left >= gutter.right && $0.rows.overlaps(gutter.rows)
        && gutter.rows.clamped(to: $0.rows).count * 10 >= gutter.rows.count * 7
    }
  }

  /// Gives each piece in the margin right before the text beside it.
  private mutating func splitMargin(
    _ rows: [Row],
    _ gutter: Gutter,
    _ column: ClosedRange<Float>,
    _ depth: Int
  ) {
    split(rows[..<gutter.rows.lowerBound].flatMap(\.words), column, depth: depth + 1)
    let middle = (gutter.left + gutter.right) / 2
    var piece: [Int32] = []
    var text: [Int32] = []
    var last: Float = -.infinity
    let left = min(column.lowerBound, gutter.left)...gutter.left
    let right = gutter.right...max(column.upperBound, gutter.right)
    for row in rows[gutter.rows] {
      let inMargin = row.words.filter { words[Int($0)].box.midX < middle }
      if !inMargin.isEmpty {
        if row.baseline - last > 1.8 * row.size {
          emit(piece, left)
          split(text, right, depth: depth + 1)
          (piece, text) = ([], [])
        }
        last = row.baseline
      }
      piece += inMargin
      text += row.words.filter { words[Int($0)].box.midX >= middle }
    }
    emit(piece, left)
    split(text, right, depth: depth + 1)
    split(rows[(gutter.rows.upperBound + 1)...].flatMap(\.words), column, depth: depth + 1)
  }

  private mutating func emit(_ indices: [Int32], _ column: ClosedRange<Float>) {
    guard !indices.isEmpty else { return }
    regions.append(Region(words: indices, column: column, isMargin: true))
  }

  // MARK: What stands beside a gutter

  /// Tells columns of running text from the columns of a table, and from labels with their texts.
  private func separatesColumns(_ rows: [Row], _ gutter: Gutter, _ gutters: [Gutter]) -> Bool {
    let (left, right) = sides(rows, gutter, gutters)
    return left.isText && right.isText && !isCrossed(rows, gutter)
  }

  /// Whether rules run across a gutter, as they do between the rows of a table.
  func isCrossed(_ rows: [Row], _ gutter: Gutter) -> Bool {
    let top = rows[gutter.rows.lowerBound].baseline
    let bottom = rows[gutter.rows.upperBound].baseline
    return rules.count {
      $0.at > top && $0.at < bottom && $0.from < gutter.left - 6 && $0.to > gutter.right + 6
    } >= 2
  }

  private func sides(_ rows: [Row], _ gutter: Gutter, _ gutters: [Gutter])
    -> (left: Side, right: Side)
  {
    // The columns beside it end where other gutters of the same rows begin.
    var (from, to) = (-Float.infinity, Float.infinity)
    for other in gutters {
      let shared = gutter.rows.clamped(to: other.rows)
      guard gutter.rows.overlaps(other.rows), shared.count * 10 >= gutter.rows.count * 7 else {
        continue
      }
      // Signs and numbers of items stand off from their text, and are of its column all the same.
      if other.left >= gutter.right, isLabels(rows[shared], gutter.right, other.left) { continue }
      if other.right <= gutter.left { from = max(from, other.right) }
      if other.left >= gutter.right { to = min(to, other.left) }
    }
    var left = Side()
    var right = Side()
    for row in rows[gutter.rows] {
      var leftRow = RowPart()
      var rightRow = RowPart()
      for index in row.words {
        let word = words[Int(index)]
        if word.box.midX < gutter.left {
          if word.box.midX > from { leftRow.take(word) }
        } else if word.box.midX < to {
          rightRow.take(word)
        }
      }
      left.take(leftRow)
      right.take(rightRow)
    }
    return (left, right)
  }

  /// Whether nothing but the labels of items, one in a row, stands in a strip.
  private func isLabels(_ rows: ArraySlice<Row>, _ left: Float, _ right: Float) -> Bool {
    var labels = 0
    for row in rows {
      let inside = row.words.filter {
        words[Int($0)].box.midX > left && words[Int($0)].box.midX < right
      }
      guard let index = inside.first else { continue }
      let word = words[Int(index)]
      guard inside.count == 1, right - left < 5 * word.size,
        ListMarker.isLabel(store[Int(word.text.lowerBound)..<Int(word.text.upperBound)])
      else { return false }
      labels += 1
    }
    return labels > 0
  }

  /// What one row has on one side of a gutter.
  private struct RowPart {
    var characters = 0
    var words = 0
    var left: Float = .infinity
    var right: Float = -.infinity
    var unspaced = 0
    var hasHole = false

    mutating func take(_ word: Word) {
      // What stands off from a sign or two before it is an item of a list.
      if words > 1 || characters > 3, word.box.left - right > 2 * word.size { hasHole = true }
      characters += Int(word.characters)
      words += 1
      left = min(left, word.box.left)
      right = max(right, word.box.right)
      if word.traits.contains(.unspacedEnd) { unspaced += Int(word.characters) }
    }
  }

  private struct Side {
    var rows: [RowPart] = []

    mutating func take(_ part: RowPart) {
      if part.words > 0 { rows.append(part) }
    }

    var width: Float {
      let left = rows.reduce(Float.infinity) { min($0, $1.left) }
      return rows.reduce(-Float.infinity) { max($0, $1.right) } - left
    }

    /// Running text fills its column with lines of several words.
    var isText: Bool {
      guard rows.count >= 3 else { return false }
      let left = rows.reduce(Float.infinity) { min($0, $1.left) }
      let right = rows.reduce(-Float.infinity) { max($0, $1.right) }
      let characters = rows.reduce(0) { $0 + $1.characters }
      let unspaced = rows.reduce(0) { $0 + $1.unspaced }
      let words = rows.reduce(0) { $0 + $1.words }
      let isUnspaced = unspaced * 2 > characters
      let count = Float(rows.count)
      guard Float(characters) / count >= (isUnspaced ? 6 : 14) else { return false }
      guard isUnspaced || Float(words) / count >= 2.2 else { return false }
      let extent = rows.reduce(0) { $0 + ($1.right - $1.left) }
      guard extent / (count * max(right - left, 1)) > 0.5 else { return false }
      // Wide holes inside of many lines make it a table of its own.
      let holes = rows.count { $0.hasHole }
      return holes * 3 <= rows.count
    }
  }
}
