/// One event in a Markdown document read from top to bottom.
///
/// Containers come as a start and an end with their blocks in between, so that nesting of any
/// depth is read by a loop. Leaf blocks come once, with their text.
package struct MarkdownBlock: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case quoteStart
    case quoteEnd
    /// The start of a list; an ordered one has the number of its first item and the sign behind it.
    case listStart(order: ListOrder?)
    case listEnd
    /// The start of a list item; a task has its state.
    case itemStart(checked: Bool?)
    case itemEnd
    case footnoteStart(label: String)
    case footnoteEnd
    /// A heading with its level from 1 to 6.
    case heading(level: Int)
    case paragraph
    /// A code block with what follows the opening fence; its text is verbatim.
    case code(info: String)
    /// A block of raw HTML; its text is verbatim.
    case html
    case table(MarkdownTable)
    case thematicBreak
  }

  /// How an ordered list counts.
  package struct ListOrder: Sendable, Hashable {
    /// The number of the first item; the others count on from it, whatever is typed.
    package var start: Int
    /// "." or ")".
    package var delimiter: String

    package init(start: Int, delimiter: String) {
      self.start = start
      self.delimiter = delimiter
    }
  }

  package var kind: Kind
  package var content = MarkdownText()
  package var source: Source

  package init(_ kind: Kind, content: MarkdownText = MarkdownText(), source: Source) {
    self.kind = kind
    self.content = content
    self.source = source
  }

  /// Where the parser says a block lies: lines and columns from 1, columns in bytes, both inclusive.
  ///
  /// An end column of 0 means that the block ends with the line before. The parser's figures are
  /// rough in places (a heading with an underline, a table's inline columns), so check the bounds.
  package struct Source: Sendable, Hashable {
    package var startLine: Int
    package var startColumn: Int
    package var endLine: Int
    package var endColumn: Int

    package init(startLine: Int, startColumn: Int, endLine: Int, endColumn: Int) {
      self.startLine = startLine
      self.startColumn = startColumn
      self.endLine = endLine
      self.endColumn = endColumn
    }
  }
}
