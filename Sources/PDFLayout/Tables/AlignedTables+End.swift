import Documents

/// Where tables without lines around their cells end.
extension AlignedTables {
  /// Where the lines end that may belong to a table.
  func end(from start: Int, _ lines: [Line], _ parts: [[LinePart]]) -> Int {
    var end = start + 1
    var lastTabular = start
    while end < lines.count {
      let distance = lines[end].baseline - lines[end - 1].baseline
      // A head in bold type may stand off from the rows below it.
      let limit: Float = isHead(start, over: end, lines, parts) ? 5 : 3.2
      guard distance < limit * max(lines[end].size, lines[end - 1].size) else { break }
      if parts[end].count > 1 {
        lastTabular = end
      } else if !fits(end, start, lines, parts) {
        break
      } else if end - lastTabular > 1,
        distance > lineLimit(lines[end])
          && !isFurtherLine(end, of: lastTabular, start, lines, parts)
          || end - lastTabular > 20
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
        < lineLimit(lines[lastTabular + 1])
    {
      lastTabular += 1
    }
    return lastTabular + 1
  }

  /// Whether a line in bold type has its parts over those of the next, which is not.
  private func isHead(_ head: Int, over row: Int, _ lines: [Line], _ parts: [[LinePart]]) -> Bool {
    let (names, below) = (parts[head], parts[row])
    guard row == head + 1, names.count > 2, below.count == names.count, lines[head].isBold,
      lines[head].isEven, lines[row].boldCharacters == 0
    else { return false }
    // Beside its name a cell may stand as well, but not under that of another column.
    return zip(names.dropLast(), below.dropFirst()).allSatisfy { $0.right < $1.left }
      && zip(below.dropLast(), names.dropFirst()).allSatisfy { $0.right < $1.left }
  }

  /// Whether a lone part goes on in the last column of a table of three columns or more, whose rows lie no closer
  /// together and go on below it.
  private func isFurtherLine(
    _ index: Int,
    of row: Int,
    _ start: Int,
    _ lines: [Line],
    _ parts: [[LinePart]]
  ) -> Bool {
    guard parts[row].count > 2, let last = parts[row].last,
      parts[index][0].left > last.left - 0.5 * lines[index].size
    else { return false }
    // The distance of a head says nothing of the rows.
    let first = isHead(start, over: start + 1, lines, parts) ? start + 2 : start + 1
    let widest =
      (max(first, index - 12)..<max(first, index)).map {
        lines[$0].baseline - lines[$0 - 1].baseline
      }.max() ?? 0
    var next = index
    while next < lines.count, next < row + 20 {
      guard lines[next].baseline - lines[next - 1].baseline <= 1.05 * widest else { return false }
      if parts[next].count > 1 {
        return parts[next].count >= parts[row].count
          && abs(parts[next][0].left - parts[row][0].left) < 2 * lines[index].size
          && parts[next][parts[row].count - 1].left > last.left - 2 * lines[index].size
      }
      guard parts[next][0].left > last.left - 0.5 * lines[index].size else { return false }
      next += 1
    }
    return false
  }

  /// How far the lines of one cell lie apart at most.
  func lineLimit(_ line: Line) -> Float {
    max(1.35 * line.size, min(1.06 * leading.normal(for: line.size), 1.75 * line.size))
  }

  /// Whether a lone part stands under one part of the lines around it, as a cell's second line does.
  private func fits(_ index: Int, _ start: Int, _ lines: [Line], _ parts: [[LinePart]]) -> Bool {
    let part = parts[index][0]
    guard part.words.count <= (part.left > parts[start][0].left + 1 ? 30 : 12) else { return false }
    var (one, more) = (0, 0)
    func look(_ other: Int) {
      let over = parts[other].count { $0.left < part.right && $0.right > part.left }
      if over == 1 { one += 1 }
      if over > 1 { more += 1 }
    }
    var seen = 0
    for other in (start..<index).reversed() where parts[other].count > 1 && seen < 6 {
      look(other)
      seen += 1
    }
    var other = index + 1
    while other < lines.count, other < index + 8,
      lines[other].baseline - lines[other - 1].baseline < 2.2 * lines[other].size
    {
      if parts[other].count > 1 { look(other) }
      other += 1
    }
    return one > 0 && more * 2 < one
  }
}
