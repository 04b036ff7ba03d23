/// Where the terms of one document stand, ready to be put into an index at any row.
///
/// It depends on the document's text and the tokenizer alone. Rows count from the document's
/// first, so the same postings serve wherever the document comes to stand.
package struct Postings: Sendable, Hashable {
  /// For each row and column, how many tokens it holds; row by row.
  package let tokenCounts: [UInt32]
  /// The terms, each with its doclist, in the order of their first occurrence.
  ///
  /// Per term: its length and bytes, then twice its first row, plus one when it occurs in further
  /// rows; in that case the distance to its last row and the length of the rest. The rest is a
  /// doclist as FTS5 writes it, without the first row's number.
  let terms: [UInt8]
}
