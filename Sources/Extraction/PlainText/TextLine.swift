/// One line of a plain text that is not blank.
struct TextLine {
  /// The bytes without indentation and without white space at the end.
  var content: Range<Int>
  /// The same in Unicode scalars of the text.
  var scalars: Range<Int>
  /// The columns before the content, tabs going to the next multiple of four.
  var indent: Int
  /// The columns of the content: scalars, wide ones counting double.
  var width: Int
  /// Whether it is indented with the wide space that begins Chinese and Japanese paragraphs.
  var hasWideIndent = false
}
