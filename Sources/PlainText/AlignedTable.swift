/// Lines that form a table because the same columns are empty in each of them.
enum AlignedTable {
  private static let widest = 200

  /// The cells of each line as ranges of bytes; nil if the lines form no table.
  ///
  /// How many lines were looked at is added to `looked`.
  static func rows(
    _ lines: ArraySlice<TextLine>,
    in bytes: Span<UInt8>,
    _ looked: inout Int
  ) -> [[Range<Int>]]? {
    guard let first = lines.first, first.scalarCount < widest, hasGap(first, in: bytes) else {
      return nil
    }
    looked += lines.count
    let left = lines.map(\.indent).min() ?? 0
    var used = [Bool](repeating: false, count: widest)
    for line in lines {
      guard line.indent + line.scalarCount < widest, hasGap(line, in: bytes) else { return nil }
      mark(line, in: bytes, &used)
    }
    let starts = cellStarts(used, from: left)
    guard starts.count > 1 else { return nil }
    var rows: [[Range<Int>]] = []
    for line in lines {
      let row = cells(line, at: starts, in: bytes)
      // A line that fills its first column only is prose below a table, or its heading.
      guard let label = row.first, !label.isEmpty, row.dropFirst().contains(where: { !$0.isEmpty })
      else { return nil }
      rows.append(row)
    }
    return rows
  }

  private static func hasGap(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    var index = line.start
    while index + 1 < line.end {
      if bytes[index] == 0x09 || (bytes[index] == 0x20 && bytes[index + 1] == 0x20) { return true }
      index += 1
    }
    return false
  }

  private static func mark(_ line: TextLine, in bytes: Span<UInt8>, _ used: inout [Bool]) {
    forEachColumn(line, in: bytes) { column, _, isSpace in
      if !isSpace, column < used.count { used[column] = true }
    }
  }

  /// Calls for each scalar with its column and byte; a tab reaches to the next multiple of eight.
  private static func forEachColumn(
    _ line: TextLine,
    in bytes: Span<UInt8>,
    _ body: (_ column: Int, _ byte: Int, _ isSpace: Bool) -> Void
  ) {
    var column = line.indent
    for index in line.start..<line.end {
      let byte = bytes[index]
      if byte & 0xC0 == 0x80 { continue }
      body(column, index, byte == 0x20 || byte == 0x09)
      column = byte == 0x09 ? (column / 8 + 1) * 8 : column + 1
    }
  }

  /// The columns at which something stands after two empty columns or more.
  private static func cellStarts(_ used: [Bool], from left: Int) -> [Int] {
    var starts = [left]
    var empty = 0
    for column in left..<used.count {
      if used[column] {
        if empty >= 2, column > left { starts.append(column) }
        empty = 0
      } else {
        empty += 1
      }
    }
    return starts
  }

  static func cells(
    _ line: TextLine,
    at starts: [Int],
    in bytes: Span<UInt8>
  ) -> [Range<Int>] {
    var bounds = [Int](repeating: line.end, count: starts.count + 1)
    var place = 0
    forEachColumn(line, in: bytes) { column, byte, _ in
      while place < starts.count, column >= starts[place] {
        bounds[place] = byte
        place += 1
      }
    }
    return starts.indices.map { cell in
      var start = bounds[cell]
      var end = bounds[cell + 1]
      while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
      while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
      return start..<end
    }
  }
}
