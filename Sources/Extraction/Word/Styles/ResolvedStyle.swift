/// A style with all that it inherits.
struct ResolvedStyle {
  var role = ParagraphRole.body
  var numberingID: Int?
  var numberingLevel: Int?
  /// The style that the numbering comes from, which a level may name in return.
  var numberingStyle: String?
  /// In half points.
  var size: Int?
  var bold = false
  var italic = false
  var hidden = false
  var pageBreakBefore = false
  var marksFirstRow = false
}
