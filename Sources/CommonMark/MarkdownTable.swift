/// A table as written: rows of cells, the header first.
package struct MarkdownTable: Sendable, Hashable {
  package enum Alignment: Sendable, Hashable {
    case none, left, center, right
  }

  package struct Row: Sendable, Hashable {
    package var isHeader: Bool
    package var cells: [MarkdownText] = []
  }

  /// The alignment of each column.
  package var alignments: [Alignment]
  package var rows: [Row] = []
}
