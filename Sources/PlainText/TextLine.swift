/// One line of a text, by its places in it; the white space around it is left out.
struct TextLine {
  /// The byte at which the line begins, before its indentation.
  var lineStart: Int
  /// The bytes of the content.
  var start: Int
  var end: Int
  /// The same range in Unicode scalars.
  var scalarStart: Int
  var scalarEnd: Int
  /// How many pages have ended before it.
  var page: Int
  /// The columns of the indentation; a tab reaches to the next multiple of four.
  var indent: Int

  var isBlank: Bool { start == end }
  var scalarCount: Int { scalarEnd - scalarStart }
}
