import Documents

/// Makes tables of the grids that hold words.
struct RuledTables {
  let words: [Word]
  let text: LineText
  let styles: StyleTable
  let vocabulary: Vocabulary

  /// The tables of a page, with the words that they take.
  func find(_ grids: [RuledGrid], among indices: [Int32])
    -> [(table: TableGrid, box: Box, words: [Int32])]
  {
    var tables: [(table: TableGrid, box: Box, words: [Int32])] = []
    var free = indices
    // The smaller grid first: one inside of a cell of another is a table of its own.
    for grid in grids.sorted(by: { Self.area($0) < Self.area($1) }) {
      let box = grid.box
      var inside: [Int: [Int32]] = [:]
      var taken: [Int32] = []
      for index in free {
        let word = words[Int(index)].box
        // Where a word begins tells its cell: it may run over the cell's end.
        let start = word.left + min(word.width / 2, 4)
        guard start > box.left, start < box.right, word.midY > box.top, word.midY < box.bottom,
          let cell = grid.cell(start, word.midY)
        else { continue }
        inside[grid.owner[cell], default: []].append(index)
        taken.append(index)
      }
      guard !isCrossed(box, taken, free), let table = table(grid, inside) else { continue }
      tables.append((table, box, taken))
      let set = Set(taken)
      free.removeAll { set.contains($0) }
    }
    return tables
  }

  /// Whether lines of text run on across the sides of a grid, which then is a mere decoration.
  private func isCrossed(_ box: Box, _ taken: [Int32], _ free: [Int32]) -> Bool {
    let inside = Set(taken)
    var crossings = 0
    var rows = 0
    for row in Row.group(free.filter { isBeside(words[Int($0)].box, box) }, of: words) {
      if row.words.contains(where: inside.contains) { rows += 1 }
      for (a, b) in zip(row.words, row.words.dropFirst())
      where inside.contains(a) != inside.contains(b) {
        let (a, b) = (words[Int(a)], words[Int(b)])
        if b.box.left - a.box.right < 0.4 * a.size, abs(a.size - b.size) < 0.5 { crossings += 1 }
      }
    }
    return crossings > 0 && crossings * 2 >= rows
  }

  private func isBeside(_ word: Box, _ box: Box) -> Bool {
    word.midY > box.top && word.midY < box.bottom
  }

  private static func area(_ grid: RuledGrid) -> Float { grid.box.width * grid.box.height }

  private func table(_ grid: RuledGrid, _ inside: [Int: [Int32]]) -> TableGrid? {
    if grid.isShade, grid.rowCount == 1 { return nil }
    let cells = cells(grid, inside)
    let filled = cells.filter { !$0.text.isEmpty }
    // A frame around something, or the lines of a drawing.
    guard cells.count >= 3, filled.count >= 2 else { return nil }
    guard filled.count * 5 >= cells.count else { return nil }
    let characters = filled.reduce(0) { $0 + $1.text.characters }
    if grid.columnCount == 1 || grid.rowCount == 1 {
      guard filled.count >= 3, characters / filled.count < 200 else { return nil }
    }
    guard characters / filled.count < 1200 else { return nil }
    var table = TableGrid(
      cells: cells,
      rowCount: grid.rowCount,
      columnCount: grid.columnCount,
      columnEdges: grid.xs,
      isRuled: true
    )
    table.dropEmptyEdges()
    table.markHeader()
    return table
  }

  private func cells(_ grid: RuledGrid, _ inside: [Int: [Int32]]) -> [TableGrid.Cell] {
    var cells: [TableGrid.Cell] = []
    var seen: Set<Int> = []
    let columns = grid.columnCount
    for place in grid.owner.indices where seen.insert(grid.owner[place]).inserted {
      let (row, column) = (place / columns, place % columns)
      var cell = TableGrid.Cell(row: row, column: column)
      while column + cell.columnSpan < columns,
        grid.owner[place + cell.columnSpan] == grid.owner[place]
      {
        cell.columnSpan += 1
      }
      while row + cell.rowSpan < grid.rowCount,
        grid.owner[place + cell.rowSpan * columns] == grid.owner[place]
      {
        cell.rowSpan += 1
      }
      if let indices = inside[grid.owner[place]] {
        for line in Line.build(indices, of: words, styles: styles) {
          cell.text.joinInCell(text.run(line.words, in: line.style), vocabulary)
          cell.boldCharacters += Int(line.boldCharacters)
        }
      }
      cells.append(cell)
    }
    return cells
  }
}

extension TableGrid {
  /// Takes away rows and columns without any text that only double lines made.
  mutating func dropEmptyEdges() {
    func narrow(_ index: Int) -> Bool { columnEdges[index + 1] - columnEdges[index] < 6 }
    var column = 0
    while columnCount > 1, column < columnCount {
      let isEmpty = !cells.contains {
        $0.column <= column && column < $0.column + $0.columnSpan && !$0.text.isEmpty
          && $0.columnSpan == 1
      }
      guard isEmpty, columnEdges.count == columnCount + 1, narrow(column) else {
        column += 1
        continue
      }
      removeColumn(column)
    }
  }

  private mutating func removeColumn(_ column: Int) {
    var kept: [Cell] = []
    for var cell in cells {
      if cell.column <= column, column < cell.column + cell.columnSpan {
        if cell.columnSpan == 1 { continue }
        cell.columnSpan -= 1
      } else if cell.column > column {
        cell.column -= 1
      }
      kept.append(cell)
    }
    cells = kept
    columnCount -= 1
    columnEdges.remove(at: column + 1)
  }
}
