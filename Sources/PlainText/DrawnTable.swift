/// A table as it is drawn with signs: how many lines it has, and the places of its cells' texts.
struct TableDrawing {
  var lineCount: Int
  /// For each row its cells, each with the pieces of its text.
  var rows: [[[Range<Int>]]]
  /// How many rows at the beginning are the head.
  var heads: Int
}

/// Tables whose cells stand between upright lines, drawn with "+--+" and "|" or with box characters.
enum DrawnTable {
  /// Whether a line may be the first of such a table.
  static func begins(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    isBorder(line, in: bytes)
      && (bytes[line.start] == UInt8(ascii: "+") || bytes[line.start] > 0x7F)
  }

  /// Reads the table that begins with the first of some lines; nil if there is none.
  ///
  /// How many lines were looked at is added to `looked`.
  static func read(
    _ lines: ArraySlice<TextLine>,
    in bytes: Span<UInt8>,
    _ looked: inout Int
  ) -> TableDrawing? {
    guard let first = lines.first, lines.count > 1, isPart(first, in: bytes) else { return nil }
    var count = 0
    var groups: [[[Range<Int>]]] = [[]]
    var borders = 0
    var headEnd: Int?
    var columns = 0
    for line in lines {
      if isBorder(line, in: bytes) {
        borders += 1
        if groups.last?.isEmpty == false {
          if hasDoubleLine(line, in: bytes), headEnd == nil { headEnd = groups.count }
          groups.append([])
        }
      } else {
        let cells = cells(line, in: bytes)
        guard cells.count > 1 else { break }
        columns = max(columns, cells.count)
        groups[groups.count - 1].append(cells)
      }
      count += 1
    }
    looked += count
    if groups.last?.isEmpty == true { groups.removeLast() }
    let contents = groups.joined()
    guard columns > 1, !contents.isEmpty, borders > 0 || contents.count > 1,
      begins(first, in: bytes) || contents.allSatisfy({ $0.count == columns })
    else { return nil }
    // A double line below the last group is the table's own edge.
    if let end = headEnd, end >= groups.count { headEnd = nil }
    if groups.count > 2 {
      return TableDrawing(
        lineCount: count,
        rows: groups.map { merged($0) },
        heads: headEnd ?? 0
      )
    }
    var rows: [[[Range<Int>]]] = []
    for (place, group) in groups.enumerated() {
      if groups.count == 2, place == 0 {
        rows.append(merged(group))
        continue
      }
      for cells in group {
        // A row whose first cell is empty goes on with the one above.
        if let last = rows.indices.last, rows.count > groups.count - 1, cells[0].isEmpty {
          for column in cells.indices where column < rows[last].count {
            if !cells[column].isEmpty { rows[last][column].append(cells[column]) }
          }
        } else {
          rows.append(cells.map { $0.isEmpty ? [] : [$0] })
        }
      }
    }
    return TableDrawing(lineCount: count, rows: rows, heads: groups.count == 2 ? 1 : 0)
  }

  /// The cells of several lines as those of one row.
  private static func merged(_ lines: [[Range<Int>]]) -> [[Range<Int>]] {
    var row = [[Range<Int>]](repeating: [], count: lines.map(\.count).max() ?? 0)
    for cells in lines {
      for (column, cell) in cells.enumerated() where !cell.isEmpty { row[column].append(cell) }
    }
    return row
  }

  private static func isPart(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    isBorder(line, in: bytes) || cells(line, in: bytes).count > 1
  }

  /// Whether nothing but the signs of borders is in a line, and a level line among them.
  private static func isBorder(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    guard line.end - line.start >= 3 else { return false }
    switch bytes[line.start] {
    case UInt8(ascii: "+"), UInt8(ascii: "|"), 0xE2: break
    default: return false
    }
    var level = 0
    var corners = 0
    var index = line.start
    while index < line.end {
      switch bytes[index] {
      case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "_"): level += 1
      case UInt8(ascii: "+"), UInt8(ascii: "|"): corners += 1
      case UInt8(ascii: ":"), 0x20:
        // Markdown's marks of alignment, and the spaces around them.
        guard bytes[line.start] == UInt8(ascii: "|") else { return false }
      case 0xE2 where isBox(bytes, index):
        level += 1
        corners += 1
        index += 2
      default: return false
      }
      index += 1
    }
    return level >= 2 && corners >= 2
  }

  private static func hasDoubleLine(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    for index in line.start..<line.end where bytes[index] == UInt8(ascii: "=") { return true }
    return false
  }

  /// The characters from U+2500 to U+257F.
  private static func isBox(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index] == 0xE2
      && (bytes[index + 1] == 0x94 || bytes[index + 1] == 0x95)
  }

  /// The bytes of an upright line here; 0 for none.
  private static func upright(_ bytes: Span<UInt8>, _ index: Int) -> Int {
    if bytes[index] == UInt8(ascii: "|") { return 1 }
    guard isBox(bytes, index) else { return 0 }
    switch (bytes[index + 1], bytes[index + 2]) {
    case (0x94, 0x82), (0x94, 0x83), (0x95, 0x91): return 3
    default: return 0
    }
  }

  /// The texts between upright lines; empty for a line that does not begin and end with one.
  private static func cells(_ line: TextLine, in bytes: Span<UInt8>) -> [Range<Int>] {
    var index = line.start + upright(bytes, line.start)
    guard index > line.start else { return [] }
    var cells: [Range<Int>] = []
    var start = index
    while index < line.end {
      let width = upright(bytes, index)
      guard width > 0 else {
        index += 1
        continue
      }
      cells.append(trimmed(start..<index, in: bytes))
      index += width
      start = index
    }
    return start == line.end ? cells : []
  }

  static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    return start..<end
  }
}
