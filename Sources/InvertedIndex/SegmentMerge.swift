/// Makes one segment of an older one, whose rows move or go, and the postings of new documents.
///
/// The bytes it gives depend on the terms, rows and positions alone, not on what was old and what
/// new: a segment made anew from all documents is the same.
package final class SegmentMerge {
  private let additions: PostingTable
  private let order: [Int]
  private var nextAddition = 0
  private var reader: SegmentReader
  private var writer: SegmentWriter
  private var term = ByteBuffer(capacity: 256)
  private var added = ByteBuffer()
  private var merged = ByteBuffer()

  /// The byte that FTS5 puts before terms of the main index, in front of those of prefix indexes.
  private static let mainIndex = UInt8(ascii: "0")

  /// Prepares the merge.
  ///
  /// - Parameters:
  ///   - additions: The postings of the new documents.
  ///   - pageSize: How long a leaf may get, FTS5's `pgsz`.
  ///   - newRows: The new number for each row of the older segment, zero for those that go. The
  ///     numbers rise, and the new documents have none of them.
  package init(additions: PostingTable, pageSize: Int = 4050, newRows: [UInt32] = []) {
    self.additions = additions
    order = additions.storage.pointee.sorted()
    reader = SegmentReader(newRows: newRows)
    writer = SegmentWriter(pageSize: pageSize)
  }

  /// Takes the older segment's next leaf.
  package func add(leaf: Span<UInt8>) throws(SegmentDamage) {
    try reader.load(leaf)
    while try reader.next() { mergeOlderTerm() }
  }

  /// Says that the older segment has no more leaves.
  package func finishLeaves() throws(SegmentDamage) {
    if try reader.finish() { mergeOlderTerm() }
  }

  /// Writes new terms until there are some pages to take; false when there was nothing left.
  package func advance() -> Bool {
    while nextAddition < order.count {
      appendAddition()
      if writer.pages.count >= 64 { return true }
    }
    return false
  }

  /// Closes the segment.
  package func finish() {
    while advance() {}
    writer.finish()
  }

  /// Hands over the leaves that are complete, in their order.
  package func takePages() -> [SegmentPage] { writer.takePages() }

  /// Returns the pages of doclist indexes, which stand behind all leaves.
  package func doclistIndexPages() -> [SegmentPage] {
    writer.indexPages.sorted { $0.number < $1.number }
  }

  package func terms() -> [SegmentTerm] { writer.terms }

  package var leafCount: Int { writer.leafCount }

  private func mergeOlderTerm() {
    let older = UnsafeBufferPointer(rebasing: reader.term.contents.dropFirst())
    while nextAddition < order.count {
      let addition = additions.storage.pointee.bytes(ofTerm: order[nextAddition])
      if precedes(addition, older) {
        appendAddition()
      } else if precedes(older, addition) {
        break
      } else {
        added.removeAll()
        additions.storage.pointee.copyDoclist(ofTerm: order[nextAddition], to: &added)
        nextAddition += 1
        merged.removeAll()
        DoclistMerge.merge(reader.doclist.contents, added.contents, into: &merged)
        writer.append(term: reader.term.contents, doclist: merged.contents)
        return
      }
    }
    if reader.doclist.count > 0 {
      writer.append(term: reader.term.contents, doclist: reader.doclist.contents)
    }
  }

  private func appendAddition() {
    let index = order[nextAddition]
    nextAddition += 1
    term.removeAll()
    term.append(Self.mainIndex)
    let bytes = additions.storage.pointee.bytes(ofTerm: index)
    if let start = bytes.baseAddress { term.append(start, bytes.count) }
    added.removeAll()
    additions.storage.pointee.copyDoclist(ofTerm: index, to: &added)
    writer.append(term: term.contents, doclist: added.contents)
  }
}
