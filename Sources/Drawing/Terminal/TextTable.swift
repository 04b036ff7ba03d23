/// A table in plain text, its columns aligned by the columns that text takes in a terminal.
package struct TextTable: Sendable, Hashable {
  /// The side of its column that a cell keeps to.
  package enum Alignment: Sendable {
    case left, right
  }

  /// A column.
  package struct Column: Sendable, Hashable {
    package var title: String
    package var alignment: Alignment
    /// Whether its cells are shortened in their middle first, as suits paths.
    package var yields: Bool

    package init(_ title: String, _ alignment: Alignment = .left, yields: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.yields = yields
    }
  }

  private static let gap = 2
  /// The least width at which a shortened path still says something.
  private static let leastYielded = 12

  package let columns: [Column]
  private var rows: [[String]] = []

  package init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; cells that are missing at its end are empty, and those too many are dropped.
  package mutating func append(_ cells: [String]) {
    let missing = max(0, columns.count - cells.count)
    rows.append(
      cells.prefix(columns.count).map(PrintableText.singleLine)
        + Array(repeating: "", count: missing)
    )
  }

  /// The lines of the table, with its titles and a rule on top if any column has a title.
  ///
  /// No line takes more columns than the limit, however narrow that is, nor ends in a space.
  package func lines(limit: Int? = nil) -> [String] {
    let titles = columns.map { PrintableText.singleLine($0.title) }
    let hasTitles = titles.contains { !$0.isEmpty }
    let cells = (hasTitles ? [titles] : []) + rows
    guard !columns.isEmpty else { return [] }
    let natural = columns.indices.map { column in
      cells.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    let widths = limit.map { fitted(natural, to: $0) } ?? natural
    var lines = cells.map { line($0, widths) }
    if hasTitles {
      lines.insert(line(widths.map { String(repeating: "─", count: $0) }, widths), at: 1)
    }
    return lines.map { line in limit.map { line.shortened(to: $0) } ?? line }
  }

  /// The lines, each with its line feed.
  package func text(limit: Int? = nil) -> String {
    lines(limit: limit).map { $0 + "\n" }.joined()
  }

  /// Takes from the widest columns, from those that yield at first, until all fit.
  private func fitted(_ natural: [Int], to limit: Int) -> [Int] {
    var widths = natural
    var excess = widths.reduce(0, +) + Self.gap * (widths.count - 1) - limit
    for (least, isEligible) in [
      (Self.leastYielded, { (column: Column) in column.yields }), (1, { _ in true }),
    ] {
      while excess > 0 {
        let eligible = widths.indices.filter { isEligible(columns[$0]) && widths[$0] > least }
        guard let widest = eligible.max(by: { widths[$0] < widths[$1] }) else { break }
        // Down to the next narrower one at a stroke, since paths can be very long.
        let next = eligible.map { widths[$0] }.filter { $0 < widths[widest] }.max() ?? least
        let ties = eligible.filter { widths[$0] == widths[widest] }
        let step = max(1, min(widths[widest] - max(least, next), excess / ties.count))
        widths[widest] -= step
        excess -= step
      }
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var result = ""
    for (index, cell) in cells.enumerated() {
      let shown = DisplayWidth.elided(cell, toFit: widths[index])
      let padding = String(
        repeating: " ",
        count: max(0, widths[index] - DisplayWidth.columns(of: shown))
      )
      if index > 0 { result += String(repeating: " ", count: Self.gap) }
      result += columns[index].alignment == .right ? padding + shown : shown + padding
    }
    return result.withoutTrailingSpaces
  }
}

extension String {
  fileprivate var withoutTrailingSpaces: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }

  fileprivate func shortened(to limit: Int) -> String {
    DisplayWidth.elided(self, toFit: limit).withoutTrailingSpaces
  }
}
