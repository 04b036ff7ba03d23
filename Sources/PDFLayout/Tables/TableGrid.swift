import Documents

/// A table as cells at their places.
struct TableGrid: Sendable {
  struct Cell: Sendable {
    var row: Int
    var column: Int
    var rowSpan = 1
    var columnSpan = 1
    var text = TextRun()
    var isHeader = false
    var boldCharacters = 0
  }

  /// In the order of rows, and of columns in a row.
  var cells: [Cell]
  var rowCount: Int
  var columnCount: Int
  /// Where the columns begin and end, for comparing with a table on the next page.
  var columnEdges: [Float]
  /// Without rules, where the texts of the columns end.
  var columnEnds: [Float] = []
  var isRuled: Bool
  /// Characters of header rows that a page break repeated and that are here once.
  var repeated = 0

  /// Marks the header: the leading rows that are bold throughout where the rest is not.
  mutating func markHeader() {
    var header = 0
    for row in 0..<rowCount {
      let cells = cells.filter { $0.row == row && !$0.text.isEmpty }
      guard !cells.isEmpty, cells.allSatisfy({ $0.boldCharacters * 10 >= $0.text.characters * 9 })
      else { break }
      header = row + 1
    }
    guard header > 0, header < rowCount else { return }
    for index in cells.indices where cells[index].row < header { cells[index].isHeader = true }
  }

  /// The leading rows that hold nothing but header cells.
  var headerRows: Int {
    let plain = cells.first { !$0.isHeader && !$0.text.isEmpty }?.row ?? rowCount
    let header = cells.filter { $0.isHeader && $0.row < plain }
    return header.map { min($0.row + $0.rowSpan, max(plain, 1)) }.max() ?? 0
  }

  /// The cells' texts, joined by spaces.
  var text: String {
    cells.filter { !$0.text.isEmpty }.map(\.text.string).joined(separator: " ")
  }

  var html: String {
    var html = "<table>"
    var isInHead = false
    let header = headerRows
    var index = 0
    for row in 0..<rowCount {
      if row == 0, header > 0 {
        html += "<thead>"
        isInHead = true
      }
      if isInHead, row == header {
        html += "</thead><tbody>"
        isInHead = false
      }
      html += "<tr>"
      while index < cells.count, cells[index].row == row {
        let cell = cells[index]
        let tag = cell.isHeader ? "th" : "td"
        html += "<\(tag)"
        if cell.columnSpan > 1 { html += " colspan=\"\(cell.columnSpan)\"" }
        if cell.rowSpan > 1 { html += " rowspan=\"\(cell.rowSpan)\"" }
        html += ">\(escapedForMarkup(cell.text.string))</\(tag)>"
        index += 1
      }
      html += "</tr>"
    }
    if header > 0 { html += isInHead ? "</thead>" : "</tbody>" }
    return html + "</table>"
  }

  /// Whether the columns of both lie at the same places, or where another column begins.
  func hasColumns(of other: TableGrid, shift: Float) -> Bool {
    guard columnCount == other.columnCount, isRuled == other.isRuled else { return false }
    func matches(_ a: Float, _ b: Float) -> Bool { abs(a + shift - b) < 5 }
    if isRuled || columnEnds.count != columnCount || other.columnEnds.count != columnCount {
      return zip(columnEdges, other.columnEdges).allSatisfy(matches)
    }
    // Numbers stand under each other on the right, other things in the middle.
    return (0..<columnCount).allSatisfy {
      let (left, right) = (columnEdges[$0], columnEnds[$0])
      let (otherLeft, otherRight) = (other.columnEdges[$0], other.columnEnds[$0])
      return matches(left, otherLeft) || matches(right, otherRight)
        || matches((left + right) / 2, (otherLeft + otherRight) / 2)
    }
  }

  /// Whether both have the same first row, and a header at that.
  func beginsLike(_ other: TableGrid) -> Bool {
    let own = cells.filter { $0.row == 0 }
    let others = other.cells.filter { $0.row == 0 }
    return headerRows > 0 && own.count == others.count
      && zip(own, others).allSatisfy { $0.text.bytes == $1.text.bytes || $1.text.isEmpty }
  }

  /// Goes on with the rows of a table on the next page; header rows that are there again are let go.
  mutating func append(_ other: TableGrid, _ vocabulary: Vocabulary) {
    var skipped = 0
    while skipped < other.rowCount, skipped < rowCount, skipped < 4 {
      let own = cells.filter { $0.row == skipped }
      let others = other.cells.filter { $0.row == skipped }
      guard own.count == others.count, !own.isEmpty,
        zip(own, others).allSatisfy({
          $0.column == $1.column && $0.text.bytes == $1.text.bytes
        }) && others.contains(where: { !$0.text.isEmpty })
          // The words of a header that is only repeated may be running matter to the file.
          || others.allSatisfy({ $0.isHeader && $0.text.isEmpty })
      else { break }
      skipped += 1
    }
    if skipped == other.rowCount { skipped = 0 }
    let first = skipped < other.rowCount ? skipped : -1
    let isBroken = first >= 0 && goesOn(other.cells.filter { $0.row == first })
    if isBroken { skipped += 1 }
    let shift = rowCount - skipped
    for cell in other.cells {
      if isBroken, cell.row == first {
        guard let index = cells.lastIndex(where: { $0.column == cell.column }) else { continue }
        cells[index].text.join(cell.text, vocabulary)
        continue
      }
      guard cell.row >= skipped else {
        repeated += cell.text.characters + cell.text.hyphens
        continue
      }
      var moved = cell
      moved.row += shift
      moved.isHeader = false
      cells.append(moved)
    }
    rowCount += other.rowCount - skipped
  }

  /// Whether a row is the rest of the last one, which the end of the page broke: without a first cell,
  /// and only where the last row has something that can go on.
  private func goesOn(_ row: [Cell]) -> Bool {
    let filled = row.filter { !$0.text.isEmpty }
    guard let first = filled.first, first.column > 0, filled.count < row.count else { return false }
    return filled.allSatisfy { cell in
      cell.rowSpan == 1
        && cells.contains {
          $0.row == rowCount - 1 && $0.column == cell.column && !$0.text.isEmpty
            && $0.columnSpan == cell.columnSpan
        }
    }
  }
}
