import Documents

/// Tells which lines of a table without lines around its cells make one row.
///
/// Rules or shades between lines tell best, then distances: the lines of a cell lie closer together than
/// rows do. Where all are alike, a line goes on with the row above it that has less to say than that row,
/// where nothing speaks against it: numbers do not go on in a second line, and a word that had its
/// place on the line above was not wrapped.
struct TableRows {
  let words: [Word]
  let store: [UInt8]
  let lines: [Line]
  let cells: [[TableColumns.Cell]]
  /// For each line whether a rule or the edge of a shade parts it from the line above.
  let isParted: [Bool]
  /// How far the lines of one cell lie apart at most.
  let limits: [Float]
  /// How wide each column's widest text is.
  private let widths: [Float]

  init(
    _ lines: [Line],
    _ cells: [[TableColumns.Cell]],
    columns: Int,
    words: [Word],
    store: [UInt8],
    isParted: [Bool],
    limits: [Float]
  ) {
    self.lines = lines
    self.cells = cells
    self.words = words
    self.store = store
    // The head ends where its bold type does.
    let head = lines.prefix { $0.isBold && $0.isEven }.count
    self.isParted = isParted.enumerated().map { $1 || $0 > 0 && $0 == head }
    self.limits = limits
    var widths = [Float](repeating: 0, count: columns)
    for line in cells {
      for cell in line where cell.span == 1 {
        widths[cell.column] = max(widths[cell.column], cell.width)
      }
    }
    self.widths = widths
  }

  /// The lines of each row.
  func group() -> [Range<Int>] {
    if let rows = groupByRules() { return rows }
    if let rows = groupByDistances() { return rows }
    return groups { goesOn(with: $0, $1) }
  }

  private func groups(_ goesOn: (Range<Int>, Int) -> Bool) -> [Range<Int>] {
    var rows: [Range<Int>] = []
    var start = 0
    for line in lines.indices.dropFirst() {
      if isParted[line] || !goesOn(start..<line, line) {
        rows.append(start..<line)
        start = line
      }
    }
    rows.append(start..<lines.count)
    return rows
  }

  // MARK: By rules

  /// The rows between rules, where there is one under each of them.
  private func groupByRules() -> [Range<Int>]? {
    guard isParted.dropFirst().count(where: { $0 }) >= 2 else { return nil }
    let rows = groups { _, _ in true }
    let across = rows.dropFirst().map {
      lines[$0.lowerBound].baseline - lines[$0.lowerBound - 1].baseline
    }
    let least = across.min() ?? 0
    let plausible = rows.count { isOneRow($0, least) }
    return plausible * 10 >= rows.count * 9 && rows.count >= 3 ? rows : nil
  }

  /// Whether lines without a rule between them read as one row; `across` is the least distance of rows.
  private func isOneRow(_ row: Range<Int>, _ across: Float) -> Bool {
    row.dropFirst().allSatisfy { line in
      let distance = lines[line].baseline - lines[line - 1].baseline
      // Under shades two rows that are both full stand as far apart as any other two.
      let isFull = cells[line].count == widths.count && cells[row.lowerBound].count == widths.count
      guard distance < max(limits[line], 1.9 * lines[line].size) else { return false }
      return !(isFull && distance > across - 0.3) && conflict(row.lowerBound..<line, line) == nil
    }
  }

  // MARK: By distances

  /// The rows between larger distances, where there are two sorts of them.
  private func groupByDistances() -> [Range<Int>]? {
    let size = lines[0].size
    let distances = lines.indices.dropFirst().filter { !isParted[$0] }.map {
      lines[$0].baseline - lines[$0 - 1].baseline
    }
    let sorted = distances.sorted()
    // Where text stands in the middle of its row, the lines of a row may lie closer still: the largest
    // distance that serves is the one.
    for (small, large) in zip(sorted, sorted.dropFirst()).reversed()
    where large - small > max(0.12 * size, 1.1) && small < limits[0] {
      let threshold = (small + large) / 2
      let rows = groups { _, line in lines[line].baseline - lines[line - 1].baseline < threshold }
      let joined = rows.filter { $0.count > 1 }
      let conflicts = joined.count { row in
        row.dropFirst().contains { conflict(row.lowerBound..<$0, $0) != nil }
      }
      // Rows in groups have distances of two sorts as well.
      if rows.count >= 2, conflicts * 5 <= joined.count { return rows }
    }
    return nil
  }

  // MARK: By what lines say

  private func goesOn(with row: Range<Int>, _ line: Int) -> Bool {
    guard lines[line].baseline - lines[line - 1].baseline < max(limits[line], limits[line - 1])
    else { return false }
    let (own, above) = (cells[line], cells[row.lowerBound])
    guard own.allSatisfy({ $0.span == 1 }), let first = own.first else { return false }
    let conflict = conflict(row, line)
    if conflict == .numbers { return false }
    // The header may be wrapped in all of its columns.
    if row.lowerBound == 0, isHeader(line), isHeader(line - 1), conflict == nil { return true }
    guard own.count < above.count else { return false }
    // A row whose first cell is empty goes on; so does a lone second line of the first cell.
    if first.column > 0, own.count == 1 { return true }
    guard conflict == nil else { return false }
    if first.column > 0 || own.count == 1 { return above[0].column == 0 || first.column > 0 }
    // More than one cell goes on: then what cannot be wrapped is missing.
    let missing = above.filter { cell in !own.contains { $0.column == cell.column } }
    return own.count * 2 <= above.count || missing.contains { isNumber($0) }
  }

  private func isHeader(_ line: Int) -> Bool {
    lines[line].isBold && lines[line].isEven && !lines[lines.count - 1].isBold
      && cells[line].count > 1
  }

  // MARK: What speaks against it

  private enum Conflict { case numbers, room }

  /// Why a line cannot go on with the cells of a row; nil where it can.
  private func conflict(_ row: Range<Int>, _ line: Int) -> Conflict? {
    var found: Conflict?
    for cell in cells[line] {
      var above: TableColumns.Cell?
      for index in row.reversed() {
        above = cells[index].first { $0.column == cell.column }
        if above != nil { break }
      }
      guard let above else { continue }
      if isNumber(above), isNumber(cell) { return .numbers }
      if cell.span == 1, above.span == 1, fits(cell, behind: above) { found = .room }
    }
    return found
  }

  /// Whether the first word of a cell's line would have had its place on the line above.
  private func fits(_ cell: TableColumns.Cell, behind above: TableColumns.Cell) -> Bool {
    guard let last = above.words.last, let first = cell.words.first else { return false }
    if store[Int(words[Int(last)].text.upperBound) - 1] == UInt8(ascii: "-") { return false }
    let size = words[Int(first)].size
    var right = words[Int(first)].box.right
    // What was parted by its look only is one word.
    for (a, b) in zip(cell.words, cell.words.dropFirst()) {
      let (a, b) = (words[Int(a)], words[Int(b)])
      guard !a.traits.contains(.spaceAfter), b.box.left - a.box.right < 0.16 * size else { break }
      right = b.box.right
    }
    return above.width + 0.3 * size + right - cell.left < widths[cell.column] - 0.1 * size
  }

  /// Digits with no letter beside them.
  private func isNumber(_ cell: TableColumns.Cell) -> Bool {
    var hasDigit = false
    for index in cell.words {
      for place in words[Int(index)].text {
        switch store[Int(place)] {
        case 0x30...0x39: hasDigit = true
        case 0x41...0x5A, 0x61...0x7A, 0xC3...0xE1, 0xE3...0xEF: return false
        default: break
        }
      }
    }
    return hasDigit
  }
}
