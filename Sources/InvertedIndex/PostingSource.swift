/// Terms in the order of their bytes, each with its doclist.
///
/// The sources of one merge share no rows, and the rows of an earlier source come before those of
/// a later one. The number at the start of a doclist is the first row's own.
protocol PostingSource: AnyObject {
  /// The current term; good until its doclist is copied.
  var term: UnsafeBufferPointer<UInt8> { get }
  /// The last row of the current term's doclist.
  var lastRow: UInt64 { get }

  /// Moves to the next term; false when there was none. The doclist before must have been copied.
  func advance() throws(RunFileError) -> Bool

  /// Appends the current term's doclist.
  func copyDoclist(to output: inout ByteBuffer) throws(RunFileError)
}
