import Documents

/// The columns of a table without rules: the strips that the parts of most of its lines keep to.
struct TableColumns {
  let words: [Word]
  private(set) var columns: [ClosedRange<Float>] = []
  /// What is wider parts more than words.
  private var space: Float = 0

  var count: Int { columns.count }

  /// A part of a line at its place in the table.
  struct Cell {
    var column: Int
    var span: Int
    var words: [Int32]
    var left: Float
    var right: Float

    var width: Float { right - left }
  }

  /// Takes the parts of a table's lines; in type of one width spaces are as wide as letters.
  init(_ parts: [[LinePart]], words: [Word], size: Float, isFixed: Bool) {
    self.words = words
    var pieces = parts.flatMap { $0 }
    space = (isFixed ? 0.9 : 0.42) * size
    space = max(space, 1.5 * usualGap(pieces, size))
    pieces = pieces.flatMap { cut($0) }
    guard let left = pieces.map(\.left).min(), let right = pieces.map(\.right).max() else { return }
    let step: Float = 1
    let count = Int((right - left) / step) + 1
    guard count > 1, count < 5000 else { return }
    var cover = [Int](repeating: 0, count: count)
    for part in pieces {
      for bin in Int((part.left - left) / step)...min(count - 1, Int((part.right - left) / step)) {
        cover[bin] += 1
      }
    }
    // One line in some may reach over several columns.
    let tabular = parts.count { $0.count > 1 }
    let limit = tabular >= 4 ? max(1, (tabular + 3) / 5) : 0
    var start: Int?
    var gap = 0
    for bin in 0..<count {
      if cover[bin] > limit {
        if start == nil { start = bin }
        gap = 0
      } else if let begin = start {
        gap += 1
        if Float(gap) * step >= 0.45 * size {
          columns.append(left + Float(begin) * step...left + Float(bin - gap + 1) * step)
          start = nil
          gap = 0
        }
      }
    }
    if let begin = start { columns.append(left + Float(begin) * step...right) }
  }

  /// The middle one of the gaps between words of one cell.
  private func usualGap(_ parts: [LinePart], _ size: Float) -> Float {
    var gaps: [Float] = []
    for part in parts {
      for (a, b) in zip(part.words, part.words.dropFirst()) {
        let gap = words[Int(b)].box.left - words[Int(a)].box.right
        if gap > 0.1 * size, gap < 0.75 * size { gaps.append(gap) }
      }
    }
    gaps.sort()
    return gaps.count < 5 ? 0 : gaps[gaps.count / 2]
  }

  /// A part cut wherever its words stand off from each other.
  private func cut(_ part: LinePart) -> [LinePart] {
    var pieces: [LinePart] = []
    for index in part.words {
      let box = words[Int(index)].box
      if let last = pieces.indices.last, box.left - pieces[last].right < space {
        pieces[last].words.append(index)
        pieces[last].right = max(pieces[last].right, box.right)
      } else {
        pieces.append(LinePart(words: [index], left: box.left, right: box.right))
      }
    }
    return pieces
  }

  /// The columns that something reaches into.
  func over(_ left: Float, _ right: Float) -> [Int] {
    columns.indices.filter {
      left < columns[$0].upperBound - 1 && right > columns[$0].lowerBound + 1
    }
  }

  /// Where each part of a line stands, and over how many columns it reaches.
  func place(_ parts: [LinePart]) -> [Cell] {
    let parts = parts.flatMap { divided($0) }
    let over = parts.map { self.over($0.left, $0.right) }
    // As many parts as columns go one to one, even where a header stands beside its column.
    if parts.count == columns.count,
      parts.indices.allSatisfy({ over[$0].isEmpty || over[$0].contains($0) })
    {
      return parts.indices.map { cell(parts[$0], $0, 1) }
    }
    var cells: [Cell] = []
    for (index, part) in parts.enumerated() {
      let used = cells.last.map { $0.column + $0.span } ?? 0
      let following = over[(index + 1)...].first { !$0.isEmpty }?.first ?? columns.count
      let column: Int
      var span = 1
      if let first = over[index].first, let last = over[index].last {
        column = first
        span = last - first + 1
      } else if used < following {
        column = (used..<following).min { distance(part, $0) < distance(part, $1) } ?? used
      } else {
        column = columns.lastIndex { $0.lowerBound <= part.left + 1 } ?? 0
      }
      if column < used, let previous = cells.indices.last {
        if span > 1, column + span > used, over[index].contains(used) {
          cells.append(cell(part, used, column + span - used))
        } else {
          cells[previous].words += part.words
          cells[previous].right = max(cells[previous].right, part.right)
        }
      } else {
        cells.append(cell(part, column, span))
      }
    }
    return cells
  }

  private func cell(_ part: LinePart, _ column: Int, _ span: Int) -> Cell {
    Cell(column: column, span: span, words: part.words, left: part.left, right: part.right)
  }

  private func distance(_ part: LinePart, _ column: Int) -> Float {
    max(columns[column].lowerBound - part.right, part.left - columns[column].upperBound)
  }

  /// A part over several columns, cut where wider gaps than those of words part its words into them.
  private func divided(_ part: LinePart) -> [LinePart] {
    guard over(part.left, part.right).count > 1 else { return [part] }
    var pieces: [LinePart] = []
    var last: Int?
    for index in part.words {
      let box = words[Int(index)].box
      let inside = over(box.left, box.right)
      guard inside.count == 1 else { return [part] }
      if last == inside[0], let piece = pieces.indices.last {
        pieces[piece].words.append(index)
        pieces[piece].right = max(pieces[piece].right, box.right)
      } else {
        if let above = pieces.last, box.left - above.right < space { return [part] }
        pieces.append(LinePart(words: [index], left: box.left, right: box.right))
      }
      last = inside[0]
    }
    return pieces
  }
}
