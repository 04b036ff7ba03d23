import Documents

/// Finds tables without rules: lines whose parts stand under each other.
struct AlignedTables {
  let words: [Word]
  let text: LineText
  let styles: StyleTable
  let vocabulary: Vocabulary
  /// How far lines of one paragraph lie apart.
  let leading: Leading

  /// A part of a line between wide gaps.
  private struct Part {
    var words: [Int32]
    var left: Float
    var right: Float
  }

  /// The tables among a column's lines, as ranges of lines.
  func find(_ lines: [Line]) -> [(lines: Range<Int>, table: TableGrid, box: Box)] {
    let code = CodeLines(words: words, text: text, styles: styles)
    // Code and contents have columns as well, and are no tables.
    let parts = lines.map { line in
      let isOther = code.isCode(line) || Leaders.isEntry(line, words, text.store)
      return isOther
        ? [Part(words: line.words, left: line.box.left, right: line.box.right)] : split(line)
    }
    var found: [(lines: Range<Int>, table: TableGrid, box: Box)] = []
    var start = 0
    while start < lines.count {
      guard parts[start].count > 1 else {
        start += 1
        continue
      }
      var end = start + 1
      var lastTabular = start
      while end < lines.count {
        let distance = lines[end].baseline - lines[end - 1].baseline
        guard distance < 3.2 * max(lines[end].size, lines[end - 1].size) else { break }
        if parts[end].count > 1 {
          lastTabular = end
        } else if !fits(parts[end][0], parts[lastTabular]) {
          break
        } else if end - lastTabular > 1,
          distance > lineLimit(lines[end]) || end - lastTabular > 20
            || parts[end][0].left <= parts[lastTabular][0].left + 1
        {
          // A cell of many lines beside short ones is not in the first column.
          break
        }
        end += 1
      }
      // The last row may go on as well.
      while lastTabular + 1 < end, parts[lastTabular + 1].count == 1,
        lines[lastTabular + 1].baseline - lines[lastTabular].baseline
          < lineLimit(lines[lastTabular + 1]), fits(parts[lastTabular + 1][0], parts[start])
      {
        lastTabular += 1
      }
      let range = start..<lastTabular + 1
      if let (table, box) = table(Array(lines[range]), Array(parts[range])) {
        found.append((range, table, box))
        start = lastTabular + 1
      } else {
        start += 1
        // What failed as a whole may hold a table further down, but not line by line for ever.
        if range.count > 60 { start = lastTabular + 1 }
      }
    }
    return found
  }

  /// Loose lines of justified text come close to that, though not to a whole em.
  private func isOneWordEach(_ line: Line, _ usual: Float) -> Bool {
    usual > 0.95 * line.size && line.words.count > 2
  }

  /// How far the lines of one cell lie apart at most.
  private func lineLimit(_ line: Line) -> Float {
    max(1.35 * line.size, min(1.06 * leading.normal(for: line.size), 1.75 * line.size))
  }

  private func split(_ line: Line) -> [Part] {
    var gaps: [Float] = []
    for (a, b) in zip(line.words, line.words.dropFirst()) {
      gaps.append(words[Int(b)].box.left - words[Int(a)].box.right)
    }
    let sorted = gaps.sorted()
    // The gaps of running text are much alike; beside those of a table its smaller ones are words'.
    let usual = sorted.isEmpty ? 0 : sorted[sorted.count / 4]
    // Where even the smaller gaps are wider than any between words, each word is a cell of its own.
    let isOneWordEach = isOneWordEach(line, usual)
    let limit =
      isOneWordEach
      ? 0.7 * line.size : max(0.9 * line.size, min(2.2 * usual, 1.6 * line.size))
    var parts: [Part] = []
    for (place, index) in line.words.enumerated() {
      let box = words[Int(index)].box
      if place > 0, gaps[place - 1] < limit, let last = parts.indices.last {
        parts[last].words.append(index)
        parts[last].right = max(parts[last].right, box.right)
      } else {
        parts.append(Part(words: [index], left: box.left, right: box.right))
      }
    }
    return parts
  }

  /// Whether a lone part stands under one part of the line above, as a cell's second line does.
  private func fits(_ part: Part, _ above: [Part]) -> Bool {
    let over = above.filter { $0.left < part.right && $0.right > part.left }
    return over.count == 1 && part.words.count <= 12
  }

  private func table(_ lines: [Line], _ parts: [[Part]]) -> (TableGrid, Box)? {
    guard lines.count >= 2 else { return nil }
    let columns = columns(parts, size: lines[0].size)
    guard columns.count >= 2 else { return nil }
    guard isTable(lines, parts, columns) else { return nil }
    var rows: [[(column: Int, span: Int, words: [Int32])]] = []
    var previous: Int?
    for (index, line) in parts.enumerated() {
      let cells = place(line, columns)
      if let above = previous, continues(cells, rows[rows.count - 1], lines[above], lines[index]) {
        merge(cells, into: &rows[rows.count - 1])
      } else {
        rows.append(cells)
      }
      previous = index
    }
    guard rows.count >= 2 else { return nil }
    var box = lines[0].box
    for line in lines { box = box.union(line.box) }
    var table = TableGrid(
      cells: [],
      rowCount: rows.count,
      columnCount: columns.count,
      columnEdges: columns.map(\.lowerBound) + [box.right],
      isRuled: false
    )
    for (row, cells) in rows.enumerated() { table.cells += filled(cells, row, columns.count) }
    table.markHeader()
    return (table, box)
  }

  private func filled(
    _ cells: [(column: Int, span: Int, words: [Int32])],
    _ row: Int,
    _ columns: Int
  ) -> [TableGrid.Cell] {
    var result: [TableGrid.Cell] = []
    var column = 0
    for cell in cells {
      while column < cell.column {
        result.append(TableGrid.Cell(row: row, column: column))
        column += 1
      }
      var made = TableGrid.Cell(row: row, column: cell.column, columnSpan: cell.span)
      for line in Line.build(cell.words, of: words, styles: styles) {
        made.text.joinInCell(text.run(line.words, in: line.style), vocabulary)
        made.boldCharacters += Int(line.boldCharacters)
      }
      result.append(made)
      column = cell.column + cell.span
    }
    while column < columns {
      result.append(TableGrid.Cell(row: row, column: column))
      column += 1
    }
    return result
  }

  /// The intervals that the parts of most lines keep to.
  private func columns(_ parts: [[Part]], size: Float) -> [ClosedRange<Float>] {
    let all = parts.flatMap { $0 }
    guard let left = all.map(\.left).min(), let right = all.map(\.right).max() else { return [] }
    let step: Float = 1
    let count = Int((right - left) / step) + 1
    guard count > 1, count < 5000 else { return [] }
    var cover = [Int](repeating: 0, count: count)
    for part in all {
      for bin in Int((part.left - left) / step)...min(count - 1, Int((part.right - left) / step)) {
        cover[bin] += 1
      }
    }
    // One line in some may reach over several columns.
    let tabular = parts.count { $0.count > 1 }
    let limit = tabular >= 4 ? max(1, (tabular + 3) / 5) : 0
    var columns: [ClosedRange<Float>] = []
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
    return columns
  }

  /// The column that each part of a line stands in, and how many it reaches over.
  private func place(_ parts: [Part], _ columns: [ClosedRange<Float>])
    -> [(column: Int, span: Int, words: [Int32])]
  {
    var cells: [(column: Int, span: Int, words: [Int32])] = []
    for part in parts.flatMap({ divided($0, columns) }) {
      var first: Int?
      var last = 0
      for (index, column) in columns.enumerated()
      where part.left < column.upperBound - 1 && part.right > column.lowerBound + 1 {
        first = first ?? index
        last = index
      }
      let column = first ?? columns.lastIndex { $0.lowerBound <= part.left + 1 } ?? 0
      let span = max(1, last - column + 1)
      if let previous = cells.indices.last, cells[previous].column + cells[previous].span > column {
        cells[previous].words += part.words
        cells[previous].span = max(cells[previous].span, column + span - cells[previous].column)
      } else {
        cells.append((column, first == nil ? 1 : span, part.words))
      }
    }
    return cells
  }

  /// A part over several columns, cut where each of its words stands in one of them.
  private func divided(_ part: Part, _ columns: [ClosedRange<Float>]) -> [Part] {
    let over = columns.filter { part.left < $0.upperBound - 1 && part.right > $0.lowerBound + 1 }
    guard over.count > 1 else { return [part] }
    var pieces: [Part?] = Array(repeating: nil, count: over.count)
    for index in part.words {
      let box = words[Int(index)].box
      let inside = over.indices.filter {
        box.left < over[$0].upperBound - 1 && box.right > over[$0].lowerBound + 1
      }
      guard inside.count == 1 else { return [part] }
      var piece = pieces[inside[0]] ?? Part(words: [], left: box.left, right: box.right)
      piece.words.append(index)
      piece.left = min(piece.left, box.left)
      piece.right = max(piece.right, box.right)
      pieces[inside[0]] = piece
    }
    return pieces.compactMap { $0 }
  }

  /// Whether a line goes on with the cells of the row above it.
  private func continues(
    _ cells: [(column: Int, span: Int, words: [Int32])],
    _ above: [(column: Int, span: Int, words: [Int32])],
    _ last: Line,
    _ line: Line
  ) -> Bool {
    guard line.baseline - last.baseline < max(lineLimit(line), lineLimit(last)) else {
      return false
    }
    guard cells.count < above.count, cells.allSatisfy({ $0.span == 1 }) else { return false }
    guard let first = cells.first, first.column > 0 || above.first?.column == 0 else {
      return false
    }
    // A row whose first cell is empty goes on; so does a lone second line of the first cell.
    return first.column > 0 || cells.count == 1 && last.baseline - line.baseline > -1.25 * line.size
  }

  private func merge(
    _ cells: [(column: Int, span: Int, words: [Int32])],
    into row: inout [(column: Int, span: Int, words: [Int32])]
  ) {
    for cell in cells {
      if let index = row.firstIndex(where: { $0.column == cell.column }) {
        row[index].words += cell.words
      } else {
        row.append(cell)
        row.sort { $0.column < $1.column }
      }
    }
  }

  /// Tells a table from text with tabs, lists and tables of contents.
  private func isTable(_ lines: [Line], _ parts: [[Part]], _ columns: [ClosedRange<Float>]) -> Bool
  {
    let tabular = parts.filter { $0.count > 1 }
    // Further lines of cells behind the first column tell neither way.
    let wrapped = parts.count { $0.count == 1 && $0[0].left > columns[0].upperBound }
    guard tabular.count >= 2, tabular.count * 5 >= (parts.count - wrapped) * 3 else { return false }
    // Numbered paragraphs with something in the margin look much the same.
    if wrapped > tabular.count, columns.count < 3 || tabular.count < 3 { return false }
    let numbered = tabular.count { line in
      line.contains { part in
        guard part.words.count == 1, self.words[Int(part.words[0])].characters <= 5 else {
          return false
        }
        let bytes = text.run(part.words, in: lines[0].style).bytes
        return bytes.last == UInt8(ascii: ")") && ListMarker.read(bytes + [0x20, 0x78]) != nil
      }
    }
    if numbered > 1, numbered * 3 > tabular.count { return false }
    // Two loose lines under each other are no table yet.
    let loose = zip(lines, parts).count { line, parts in
      parts.count > 2 && parts.count == line.words.count
    }
    if loose == tabular.count, tabular.count < 3 { return false }
    if columns.count == 2 {
      guard tabular.count >= 3 else { return false }
      // Labels with their texts are a list; a row of dots leads to a page.
      let labels = tabular.filter { line in
        let bytes = text.run(line[0].words, in: lines[0].style).bytes
        return ListMarker.read(bytes + [0x20, 0x78]) != nil
          || bytes.count <= 3 && !bytes.contains { (0x30...0x39).contains($0) }
      }
      if labels.count * 2 > tabular.count { return false }
      let leaders = tabular.filter { line in
        line.contains { part in
          let bytes = text.run(part.words, in: lines[0].style).bytes
          return bytes.filter { $0 == 0x2E }.count * 2 > bytes.count && bytes.count > 3
        }
      }
      if leaders.count * 2 > tabular.count { return false }
    }
    let count = tabular.reduce(0) { $0 + $1.count }
    let words = tabular.reduce(0) { $0 + $1.reduce(0) { $0 + $1.words.count } }
    guard Float(words) / Float(count) <= (columns.count == 2 ? 5 : 7) else { return false }
    // Parts have to stand at the same places again and again.
    var aligned = 0
    var total = 0
    for line in tabular {
      for part in line {
        total += 1
        let inside = columns.filter {
          part.left < $0.upperBound - 1 && part.right > $0.lowerBound + 1
        }
        if inside.count == 1 { aligned += 1 }
      }
    }
    return aligned * 10 >= total * 7
  }
}
