import Documents

/// A table while its rows are being read.
struct WordTable {
  struct Row {
    var cells: [TableCell] = []
    var columnsBefore = 0
    var columnsAfter = 0
    var isHeader = false
    var isRemoved = false
  }

  var rows: [Row] = []
  var row = Row()
  var columns = 0
  var styleID: String?
  var looksAtFirstRow = false
  /// The page of its first sign.
  var page: Int?
  var references: [NoteReference] = []
  /// Pictures that stand in its cells.
  var inserts: [Element] = []
  /// Whether it stands within a paragraph, which goes on after it.
  var isInParagraph = false

  mutating func endCell(_ content: TableCell) {
    if content.continuesLeft, !row.cells.isEmpty {
      row.cells[row.cells.count - 1].span += content.span
      row.cells[row.cells.count - 1].merge(content)
    } else {
      row.cells.append(content)
    }
  }

  mutating func endRow() {
    rows.append(row)
    row = Row()
  }
}
