import Documents

/// Finds tables without lines around their cells: lines whose parts stand under each other.
struct AlignedTables {
  let words: [Word]
  let text: LineText
  let styles: StyleTable
  let vocabulary: Vocabulary
  /// How far lines of one paragraph lie apart.
  private(set) var leading: Leading
  /// How far the lines of the column reach.
  let column: ClosedRange<Float>
  /// The lines that the page draws across.
  let rules: [RuleLines.Line]

  init(
    words: [Word],
    text: LineText,
    styles: StyleTable,
    vocabulary: Vocabulary,
    leading: Leading,
    column: ClosedRange<Float>,
    rules: [RuleLines.Line]
  ) {
    self.words = words
    self.text = text
    self.styles = styles
    self.vocabulary = vocabulary
    self.leading = leading
    self.column = column
    self.rules = rules
  }

  /// The tables among a column's lines, as ranges of lines.
  mutating func find(_ lines: [Line]) -> [(lines: Range<Int>, table: TableGrid, box: Box)] {
    let code = CodeLines(words: words, text: text, styles: styles)
    // What stands in the middle of its row may lie beside two lines of another cell.
    let ranges = sideBySide(lines)
    let joined =
      ranges.count == lines.count ? lines : ranges.map { self.joined(Array(lines[$0])) }
    leading = Leading(joined, after: leading)
    // Code and contents have columns as well, and are no tables.
    let whole = joined.map { code.isCode($0) || Leaders.isEntry($0, words, text.store) }
    let parts = LineParts(words: words, column: column).split(joined, whole: whole)
    return find(joined, parts).map { found in
      let first = ranges[found.lines.lowerBound].lowerBound
      let end = ranges[found.lines.upperBound - 1].upperBound
      return (first..<end, found.table, found.box)
    }
  }

  private func find(_ lines: [Line], _ parts: [[LinePart]])
    -> [(lines: Range<Int>, table: TableGrid, box: Box)]
  {
    var found: [(lines: Range<Int>, table: TableGrid, box: Box)] = []
    let ruled = RuledRows(rules: rules, lines: lines, parts: parts).ranges.map {
      extended($0, lines, parts)
    }
    var start = 0
    while start < lines.count {
      if let range = ruled.first(where: { $0.lowerBound == start }),
        let (table, box) = table(Array(lines[range]), Array(parts[range]), isRuled: true)
      {
        found.append((range, table, box))
        start = range.upperBound
        continue
      }
      guard parts[start].count > 1 else {
        start += 1
        continue
      }
      let range = start..<end(from: start, lines, parts)
      if let (table, box) = table(Array(lines[range]), Array(parts[range]), isRuled: false) {
        found.append((range, table, box))
        start = range.upperBound
      } else {
        start += 1
        // What failed as a whole may hold a table further down, but not line by line for ever.
        if range.count > 60 { start = range.upperBound }
      }
    }
    return found
  }

  /// Goes on to the head above the first rule, and to the rows below the last.
  private func extended(_ range: Range<Int>, _ lines: [Line], _ parts: [[LinePart]]) -> Range<Int> {
    var first = range.lowerBound
    while first > 0, parts[first - 1].count > 1,
      lines[first].baseline - lines[first - 1].baseline < 3.2 * lines[first].size
    {
      first -= 1
    }
    var last = range.upperBound - 1
    while last > first, parts[last].count < 2 { last -= 1 }
    return first..<max(range.upperBound, end(from: last, lines, parts))
  }

  /// Lines of which one lies beside the other, half a line lower, as ranges.
  private func sideBySide(_ lines: [Line]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in lines.indices {
      if let last = ranges.last, isBeside(Array(lines[last]), lines[index]) {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
    return ranges
  }

  private func isBeside(_ above: [Line], _ line: Line) -> Bool {
    let limit = max(0.85 * line.size, min(0.62 * leading.normal(for: line.size), 1.1 * line.size))
    guard line.baseline - above[0].baseline < limit, above.count < 3 else { return false }
    return !line.words.contains { index in
      let box = words[Int(index)].box
      return above.contains { other in
        other.words.contains {
          words[Int($0)].box.left < box.right + 0.5 * line.size
            && words[Int($0)].box.right > box.left - 0.5 * line.size
        }
      }
    }
  }

  private func joined(_ lines: [Line]) -> Line {
    guard lines.count > 1 else { return lines[0] }
    let indices = lines.flatMap(\.words).sorted {
      (words[Int($0)].box.left, $0) < (words[Int($1)].box.left, $1)
    }
    var line = Line(indices, of: words, styles: styles)
    line.baseline = lines[0].baseline
    return line
  }

  private func table(_ lines: [Line], _ parts: [[LinePart]], isRuled: Bool) -> (TableGrid, Box)? {
    guard lines.count >= 2 else { return nil }
    let columns = columns(lines, parts)
    guard columns.count >= 2 else { return nil }
    guard isTable(lines, parts, columns, isRuled: isRuled) else { return nil }
    var box = lines[0].box
    for line in lines { box = box.union(line.box) }
    let cells = parts.map { columns.place($0) }
    let spans = HeaderSpans(columns: columns.columns, size: lines[0].size)
    var isParted = lines.indices.map { $0 > 0 && self.isParted(lines[$0 - 1], lines[$0], box) }
    // Under a head over several columns another row begins.
    var first = cells[0]
    if first.count < cells[1].count,
      !spans.widen(&first, over: cells[1], rules: rules(lines[0], lines[1], box)).isEmpty
    {
      isParted[1] = true
    }
    let grouped = TableRows(
      lines,
      cells,
      columns: columns.count,
      words: words,
      store: text.store,
      isParted: isParted,
      limits: lines.map(lineLimit)
    ).group()
    guard grouped.count >= 2 else { return nil }
    var rows = grouped.map { row in
      var merged: [TableColumns.Cell] = []
      for line in row { merge(cells[line], into: &merged) }
      return merged
    }
    let between = rules(lines[grouped[0].upperBound - 1], lines[grouped[1].lowerBound], box)
    let shared = spans.widen(&rows[0], over: rows[1], rules: between)
    var table = TableGrid(
      cells: [],
      rowCount: rows.count,
      columnCount: columns.count,
      columnEdges: columns.columns.map(\.lowerBound) + [box.right],
      columnEnds: columns.columns.map(\.upperBound),
      isRuled: false
    )
    for (row, cells) in rows.enumerated() { table.cells += filled(cells, row, columns.count) }
    table.share(shared)
    table.markHeader()
    return (table, box)
  }

  /// The columns by what stands below the header, which may stand beside its columns.
  private func columns(_ lines: [Line], _ parts: [[LinePart]]) -> TableColumns {
    let size = lines[0].size
    var box = lines[0].box
    for line in lines { box = box.union(line.box) }
    var header = lines.prefix { $0.isBold && $0.isEven }.count
    if header == 0 {
      header = (1..<min(4, lines.count)).first { isParted(lines[$0 - 1], lines[$0], box) } ?? 0
    }
    let isFixed = styles.isFixed(lines[0].style)
    let all = TableColumns(parts, words: words, size: size, isFixed: isFixed)
    guard header > 0, header <= 4, parts[header...].count(where: { $0.count > 1 }) >= 2 else {
      return all
    }
    let body = TableColumns(
      Array(parts[header...]),
      words: words,
      size: size,
      isFixed: isFixed
    )
    let most = parts[..<header].map(\.count).max() ?? 0
    return body.count >= 2 && body.count >= most ? body : all
  }

  // MARK: Rules

  /// The rules between two lines that are part of a table.
  private func rules(_ above: Line, _ line: Line, _ box: Box) -> [RuleLines.Line] {
    rules.filter {
      $0.at > above.baseline + 0.1 * above.size && $0.at < line.baseline - 0.4 * line.size
        && $0.to > box.left && $0.from < box.right
    }
  }

  /// Whether a rule or the edge of a shade runs between two lines through most of the table.
  private func isParted(_ above: Line, _ line: Line, _ box: Box) -> Bool {
    guard !rules.isEmpty else { return false }
    let width = rules(above, line, box).reduce(Float(0)) {
      $0 + min($1.to, box.right) - max($1.from, box.left)
    }
    return width > 0.55 * box.width
  }

  // MARK: Cells

  private func merge(_ cells: [TableColumns.Cell], into row: inout [TableColumns.Cell]) {
    for cell in cells {
      if let index = row.firstIndex(where: {
        $0.column < cell.column + cell.span && cell.column < $0.column + $0.span
      }) {
        row[index].words += cell.words
        row[index].left = min(row[index].left, cell.left)
        row[index].right = max(row[index].right, cell.right)
      } else {
        row.append(cell)
        row.sort { $0.column < $1.column }
      }
    }
  }

  private func filled(_ cells: [TableColumns.Cell], _ row: Int, _ columns: Int)
    -> [TableGrid.Cell]
  {
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

  // MARK: What is a table

  /// Tells a table from text with tabs, lists and tables of contents.
  private func isTable(
    _ lines: [Line],
    _ parts: [[LinePart]],
    _ columns: TableColumns,
    isRuled: Bool
  ) -> Bool {
    let tabular = parts.filter { $0.count > 1 }
    // Further lines of cells behind the first column tell neither way.
    let wrapped = parts.count {
      $0.count == 1 && $0[0].left > columns.columns[0].upperBound
    }
    guard tabular.count >= 2, tabular.count * 5 >= (parts.count - wrapped) * 3 else { return false }
    if isRuled { return isAligned(tabular, columns) }
    if hasTypedRule(tabular) || isFormula(tabular, lines[0].style) { return false }
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
      guard tabular.count >= 3, !isListOfLabels(tabular, lines[0].style) else { return false }
    }
    let count = tabular.reduce(0) { $0 + $1.count }
    let words = tabular.reduce(0) { $0 + $1.reduce(0) { $0 + $1.words.count } }
    guard Float(words) / Float(count) <= (columns.count == 2 ? 5 : 7) else { return false }
    return isAligned(tabular, columns)
  }

  /// Whether a line that runs down is typed with colons or brackets, as in the heading of a case.
  private func hasTypedRule(_ tabular: [[LinePart]]) -> Bool {
    let signs = tabular.count { line in
      guard line.count == 2 else { return false }
      let word = words[Int(line[1].words[0])]
      return word.characters == 1
        && [0x3A, 0x29, 0x7C].contains(text.store[Int(word.text.lowerBound)])
    }
    return signs >= 2 && signs * 3 >= tabular.count * 2
  }

  /// Whether parts stand at the same places again and again.
  private func isAligned(_ tabular: [[LinePart]], _ columns: TableColumns) -> Bool {
    var aligned = 0
    var total = 0
    for line in tabular {
      for part in line {
        total += 1
        if columns.over(part.left, part.right).count == 1 { aligned += 1 }
      }
    }
    return aligned * 10 >= total * 7
  }

  /// Signs between the parts of formulas stand alone, and no cell of a table holds nothing else.
  private func isFormula(_ tabular: [[LinePart]], _ style: Int32) -> Bool {
    let signs = tabular.joined().count { part in
      guard part.words.count == 1, words[Int(part.words[0])].characters == 1 else { return false }
      var index = 0
      let scalar = decodeScalar(text.run(part.words, in: style).bytes, &index)
      return [0x3D, 0x3C, 0x3E, 0xD7, 0xF7, 0xB7].contains(scalar)
        || (0x2200...0x22FF).contains(scalar)
        || (0x2190...0x21FF).contains(scalar)
    }
    return signs > 0 && signs * 2 >= tabular.count
  }

  /// Labels with their texts are a list; a row of dots leads to a page.
  private func isListOfLabels(_ tabular: [[LinePart]], _ style: Int32) -> Bool {
    let labels = tabular.filter { line in
      let bytes = text.run(line[0].words, in: style).bytes
      return ListMarker.read(bytes + [0x20, 0x78]) != nil
        || bytes.count <= 3 && !bytes.contains { (0x30...0x39).contains($0) }
    }
    if labels.count * 2 > tabular.count { return true }
    let leaders = tabular.filter { line in
      line.contains { part in
        let bytes = text.run(part.words, in: style).bytes
        return bytes.filter { $0 == 0x2E }.count * 2 > bytes.count && bytes.count > 3
      }
    }
    return leaders.count * 2 > tabular.count
  }
}

extension TableGrid {
  /// Makes one cell of the two in the first rows of each column named, of which one is empty.
  fileprivate mutating func share(_ columns: Set<Int>) {
    guard !columns.isEmpty else { return }
    for column in columns.sorted() {
      guard let upper = cells.firstIndex(where: { $0.row == 0 && $0.column == column }),
        let lower = cells.firstIndex(where: { $0.row == 1 && $0.column == column }),
        cells[upper].columnSpan == 1, cells[lower].columnSpan == 1
      else { continue }
      if cells[upper].text.isEmpty {
        cells[upper].text = cells[lower].text
        cells[upper].boldCharacters = cells[lower].boldCharacters
      }
      cells[upper].rowSpan = 2
      cells.remove(at: lower)
    }
  }
}
