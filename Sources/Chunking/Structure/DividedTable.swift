/// A table that is divided: by its own chunks, and where those are parents by their pieces.
final class DividedTable {
  let rows: TableRows
  /// The cells that reach over several rows; asked for only where the table has no room in one chunk.
  private(set) lazy var spans = rows.markup.map { TableSpans($0) }

  init(_ rows: TableRows) { self.rows = rows }
}
