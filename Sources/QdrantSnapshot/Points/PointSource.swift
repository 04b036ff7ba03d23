/// Where the points of a snapshot come from.
///
/// What it gives must not change while a snapshot is written: ids are asked for first, everything else row
/// by row in ascending order, once.
package protocol PointSource {
  var count: Int { get }

  func id(_ row: Int) throws(SnapshotError) -> PointID

  /// Puts the numbers of a vector in place of what the buffer holds.
  func vector(_ row: Int, into numbers: inout [Float]) throws(SnapshotError)

  /// Puts the payload, the text of one JSON object, in place of what the buffer holds; nothing for none.
  func payload(_ row: Int, into json: inout [UInt8]) throws(SnapshotError)

  /// The text of which the sparse vector is made; empty for none.
  func sparseText(_ row: Int) throws(SnapshotError) -> String
}

extension PointSource {
  package func sparseText(_ row: Int) throws(SnapshotError) -> String { "" }
}
