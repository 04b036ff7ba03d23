/// A table, or a piece of one, as it stands in a chunk.
struct TablePart {
  var text: String
  /// How many scalars at the beginning are repeated: heads, and what rows are called.
  var ownStart = 0
  var html: String?
  var context: Range<Int> = 0..<0
  /// Its own text in the document's.
  var characters: Range<Int>
  /// The bytes of the table's text that it has.
  var range: Range<Int>
  /// The whole table, which its pieces may be divided by further.
  var source: DividedTable
  var piece: (number: Int, repeatedRows: Int)?
}
