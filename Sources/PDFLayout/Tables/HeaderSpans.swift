import Documents

/// Finds the cells of a header that stand over several columns or beside two rows.
struct HeaderSpans {
  let columns: [ClosedRange<Float>]
  let size: Float

  /// Widens the cells of the first row that stand in the middle over columns of the second, or over a
  /// rule that tells which; gives back which columns have one cell in both rows.
  func widen(
    _ first: inout [TableColumns.Cell],
    over second: [TableColumns.Cell],
    rules: [RuleLines.Line]
  ) -> Set<Int> {
    guard first.count < columns.count, first.contains(where: { $0.column > 0 }) else { return [] }
    let below = Set(second.flatMap { $0.column..<$0.column + $0.span })
    var isGrouped = false
    for index in first.indices where first[index].column > 0 {
      let from = index == 0 ? 0 : first[index - 1].column + first[index - 1].span
      let to = index + 1 < first.count ? first[index + 1].column : columns.count
      let range =
        ruled(first[index], rules, from..<to) ?? centered(first[index], from..<to, below)
      if let range {
        first[index].column = range.lowerBound
        first[index].span = range.count
      }
      if first[index].span > 1 { isGrouped = true }
    }
    guard isGrouped else { return [] }
    let above = Set(first.flatMap { $0.column..<$0.column + $0.span })
    return Set(columns.indices.filter { above.contains($0) != below.contains($0) })
  }

  /// The columns over a rule under a cell that is shorter than the table.
  private func ruled(_ cell: TableColumns.Cell, _ rules: [RuleLines.Line], _ free: Range<Int>)
    -> Range<Int>?
  {
    let own = rules.filter { $0.from < cell.right && $0.to > cell.left }
    guard own.count == 1, rules.count > 1 || own[0].from > columns[0].upperBound else { return nil }
    let over = free.filter { column in
      let middle = (columns[column].lowerBound + columns[column].upperBound) / 2
      return middle > own[0].from && middle < own[0].to
    }
    guard let first = over.first, let last = over.last, first <= cell.column, cell.column <= last
    else { return nil }
    return first..<last + 1
  }

  /// The columns of the second row whose middle is the cell's.
  private func centered(_ cell: TableColumns.Cell, _ free: Range<Int>, _ below: Set<Int>)
    -> Range<Int>?
  {
    let middle = (cell.left + cell.right) / 2
    var best: (range: Range<Int>, distance: Float)?
    for from in free where from <= cell.column && from > 0 {
      for to in free where to >= cell.column + cell.span - 1 && to > from {
        guard (from...to).allSatisfy(below.contains) else { continue }
        let center = (columns[from].lowerBound + columns[to].upperBound) / 2
        let distance = abs(center - middle)
        if distance < best?.distance ?? 1.5 * size { best = (from..<to + 1, distance) }
      }
    }
    guard let best else { return nil }
    // A word in the middle of its own column is over that column only.
    let own = columns[cell.column]
    if cell.span == 1, abs((own.lowerBound + own.upperBound) / 2 - middle) <= best.distance,
      cell.width <= own.upperBound - own.lowerBound + 1
    {
      return nil
    }
    return best.range
  }
}
