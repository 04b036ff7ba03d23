/// How the paragraphs of one level of a list are numbered.
struct NumberingLevel {
  var start = 1
  var format = "decimal"
  /// The label with %1 to %9 for the numbers of the levels.
  var text = ""
  /// The level, counted from 1, after whose paragraphs it starts anew; 0 for never.
  var restart: Int?
  /// Whether the numbers of all levels are shown in decimal digits.
  var isLegal = false
  var hasPicture = false
  /// The style whose paragraphs are of this level.
  var style: String?
  /// The font of a bullet, which decides what the sign looks like.
  var font: String?
}
