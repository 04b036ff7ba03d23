/// A table that is divided: by its own chunks, and where those are parents by their pieces.
final class DividedTable {
  let rows: TableRows
  /// The cells that reach over several rows; asked for only where the table has no room in one chunk.
  private(set) lazy var spans = rows.markup.map { TableSpans($0) }

  /// The heads as they are repeated; nil where their HTML is too long for that.
  private(set) lazy var heads: String? = {
    guard let spans, let markup = rows.markup else { return nil }
    let html = String { spans.add(0..<markup.headCount, to: &$0) }
    return html.utf8.count <= TableSpans.mostMarkup ? "<thead>\(html)</thead>" : nil
  }()

  init(_ rows: TableRows) { self.rows = rows }
}
