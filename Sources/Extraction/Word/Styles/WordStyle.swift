/// A style as the document defines it, without what it inherits.
struct WordStyle {
  var id = ""
  /// Its name in small letters; built-in styles have an English one whatever the language.
  var name = ""
  var basedOn: String?
  var isTable = false
  var isDefault = false
  /// From 0; 9 says that it is body text.
  var outlineLevel: Int?
  var numberingID: Int?
  var numberingLevel: Int?
  /// In half points.
  var size: Int?
  var bold: Bool?
  var italic: Bool?
  var hidden: Bool?
  var pageBreakBefore: Bool?
  /// Whether it gives the first row of a table a look of its own.
  var marksFirstRow = false
  var language: String?
}
