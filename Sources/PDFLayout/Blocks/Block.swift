import Documents

/// A paragraph, heading, list item, table or picture on a page.
struct Block {
  enum Kind { case text, table, picture }

  var kind = Kind.text
  var page: Int
  /// On the page as it is shown; several where it goes on in another column or page.
  var places: [Place]
  var text = TextRun()
  var style: Int32 = 0
  var size: Float = 0
  var characters = 0
  var boldCharacters = 0
  var lineCount = 0
  /// Where lines begin, in the frame of reading, and the column they lie in.
  var left: Float = 0
  var firstLeft: Float = 0
  var column: ClosedRange<Float> = 0...0
  /// The white space to the blocks above and below, in points; nil at the edge of a column.
  var spaceBefore: Float?
  var spaceAfter: Float?
  /// Whether the last line is so full that the next word had to go to a new line.
  var endsFull = false
  var isCentered = false
  var marker: ListMarker?
  var table: TableGrid?
  var picture: Picture?
  /// Whether it is the first or the last of its column.
  var beginsColumn = false
  var endsColumn = false
  /// Set against the page, such as a stamp in the margin.
  var isTurned = false
  /// The white space that its last line leaves at its end.
  var room: Float = 0
  /// An entry of a table of contents.
  var isContents = false
  /// Lines of code, which are kept.
  var isCode = false
  /// Small type at the foot of a page.
  var isFootnote = false
  /// A remark that stood between the number and the title of the heading before it.
  var isAside = false
  /// How it was found, where not by layout.
  var strategy: String?
  /// What the tree of a tagged file says that it is.
  var tag: StructurePlan.Kind?
  /// The width of its first word.
  var firstWordWidth: Float = 0
}
