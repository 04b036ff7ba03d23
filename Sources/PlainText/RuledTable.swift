/// Tables whose columns are marked by a rule of dashes with gaps below the head.
enum RuledTable {
  /// Whether a line is a rule of at least two parts.
  static func isRule(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    switch bytes[line.start] {
    case UInt8(ascii: "-"), UInt8(ascii: "="): starts(line, in: bytes).count > 1
    default: false
    }
  }

  /// Reads the table whose head, or whose upper rule, is the first of some lines; nil if there is none.
  static func read(_ lines: ArraySlice<TextLine>, in bytes: Span<UInt8>) -> TableDrawing? {
    guard lines.count > 2 else { return nil }
    let first = lines.startIndex
    let hasTop = isRule(lines[first], in: bytes)
    let head = hasTop ? first + 1 : first
    guard head + 2 < lines.endIndex, isRule(lines[head + 1], in: bytes),
      !isRule(lines[head], in: bytes)
    else { return nil }
    let starts = starts(lines[head + 1], in: bytes)
    guard let title = cells(lines[head], at: starts, in: bytes),
      title.count(where: { !$0.isEmpty }) > 1
    else { return nil }
    var rows = [title.map { $0.isEmpty ? [] : [$0] }]
    var end = head + 2
    while end < lines.endIndex {
      if !isRule(lines[end], in: bytes) {
        guard let row = cells(lines[end], at: starts, in: bytes) else { break }
        rows.append(row.map { $0.isEmpty ? [] : [$0] })
      }
      end += 1
    }
    guard rows.count > 1 else { return nil }
    return TableDrawing(lineCount: end - first, rows: rows, heads: 1)
  }

  /// The columns at which the parts of a rule begin; empty for a line that is none.
  private static func starts(_ line: TextLine, in bytes: Span<UInt8>) -> [Int] {
    var starts: [Int] = []
    var length = 0
    var isUneven = false
    for index in line.start..<line.end {
      switch bytes[index] {
      case UInt8(ascii: "-"), UInt8(ascii: "="):
        if length == 0 { starts.append(line.indent + index - line.start) }
        length += 1
      case 0x20, UInt8(ascii: "+"), UInt8(ascii: "|"):
        if length == 1 { isUneven = true }
        length = 0
      default: return []
      }
    }
    // A dash by itself is the mark of a list, or a line of dashes set apart.
    return isUneven || length == 1 ? [] : starts
  }

  /// The cells of a line; nil if its text runs over the edge of a column.
  private static func cells(
    _ line: TextLine,
    at starts: [Int],
    in bytes: Span<UInt8>
  ) -> [Range<Int>]? {
    var starts = starts
    // What stands left of the first column belongs to it all the same.
    starts[0] = min(starts[0], line.indent)
    let cells = AlignedTable.cells(line, at: starts, in: bytes)
    for cell in cells.dropFirst() where !cell.isEmpty {
      let before = bytes[cell.lowerBound - 1]
      guard before == 0x20 || before == 0x09 || before == UInt8(ascii: "|") else { return nil }
    }
    return cells.map { cell in
      var end = cell.upperBound
      if end > cell.lowerBound, bytes[end - 1] == UInt8(ascii: "|") { end -= 1 }
      return DrawnTable.trimmed(cell.lowerBound..<end, in: bytes)
    }
  }
}
