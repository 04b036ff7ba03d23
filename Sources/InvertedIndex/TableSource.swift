/// The terms of a posting table that are in memory, as a source of a merge.
///
/// The table must not change meanwhile.
final class TableSource: PostingSource {
  private let table: PostingTable
  private let order: [Int]
  private var place = -1

  init(_ table: PostingTable) {
    self.table = table
    order = table.storage.pointee.sorted()
  }

  var term: UnsafeBufferPointer<UInt8> { table.storage.pointee.bytes(ofTerm: order[place]) }
  var lastRow: UInt64 { table.storage.pointee.lastRow(ofTerm: order[place]) }

  func advance() throws(RunFileError) -> Bool {
    place += 1
    return place < order.count
  }

  func copyDoclist(to output: inout ByteBuffer) throws(RunFileError) {
    table.storage.pointee.copyDoclist(ofTerm: order[place], to: &output)
  }
}
