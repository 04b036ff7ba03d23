/// The cells of a row that is divided, piece by piece.
struct RowCells {
  private let markup: TableMarkup
  /// Those that say something, and where they end in the table's text.
  private let cells: [TableMarkup.Cell]
  private let label: TableMarkup.Cell?
  private let ends: [Int]
  /// The first cell that no piece has the end of, and where it begins.
  private var next = 0
  private var start: Int

  init(_ markup: TableMarkup, _ row: Int, _ place: TableRows.Row) {
    self.markup = markup
    label = markup.rows[row].cells.first
    cells = markup.rows[row].cells.filter { !$0.text.isEmpty }
    ends = place.cellEnds
    start = place.range.lowerBound
  }

  /// Adds the cells that stand in a piece, with what the row is called in front; pieces only go on.
  mutating func add(
    _ range: Range<Int>,
    of text: String,
    hasLabel: Bool,
    to html: inout [UInt8]
  ) {
    if hasLabel, let label { markup.add(label, width: 1, height: 1, to: &html) }
    while next < min(cells.count, ends.count), start < range.upperBound {
      let end = ends[next]
      let begin = max(start, range.lowerBound)
      let own = begin..<max(begin, min(end, range.upperBound))
      if own == start..<end {
        markup.add(cells[next], width: 1, height: 1, to: &html)
      } else if !own.isEmpty {
        markup.add(cells[next], saying: text.trimmed(own), to: &html)
      }
      guard end <= range.upperBound else { return }
      (start, next) = (end, next + 1)
    }
  }
}
