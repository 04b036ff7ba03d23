/// Makes one segment of an older one, whose rows move or go, and the postings of new documents.
///
/// The bytes it gives depend on the terms, rows and positions alone, not on what was old and what
/// new: a segment made anew from all documents is the same.
package final class SegmentMerge {
  private var additions: PostingMerge
  private var hasAddition = false
  private var reader: SegmentReader
  private var hasOlderTerm = false
  private var hasLeaves = true
  private var writer: SegmentWriter
  private var term = ByteBuffer(capacity: 256)
  private var merged = ByteBuffer()

  /// The byte that FTS5 puts before terms of the main index, in front of those of prefix indexes.
  private static let mainIndex = UInt8(ascii: "0")
  /// How many pages are made before they are to be taken.
  private static let pageCount = 64

  /// Prepares the merge.
  ///
  /// - Parameters:
  ///   - additions: The postings of the new documents; nothing may be added any more.
  ///   - pageSize: How long a leaf may get, FTS5's `pgsz`.
  ///   - newRows: The new number for each row of the older segment, zero for those that go. The
  ///     numbers rise, and the new documents have none of them.
  /// - Throws: A `MergeError` when postings cannot be read from their temporary files.
  package init(
    additions: PostingTable,
    pageSize: Int = 4050,
    newRows: [UInt32] = []
  ) throws(MergeError) {
    do {
      self.additions = try PostingMerge(try additions.sources())
      hasAddition = try self.additions.next()
    } catch {
      throw .runFile(error)
    }
    reader = SegmentReader(newRows: newRows)
    writer = SegmentWriter(pageSize: pageSize)
  }

  /// Takes the older segment's next leaf, when `advance` has nothing left to do.
  package func add(leaf: Span<UInt8>) throws(MergeError) {
    do {
      try reader.load(leaf)
    } catch {
      throw .damage(error)
    }
  }

  /// Says that the older segment has no more leaves.
  package func finishLeaves() throws(MergeError) {
    guard hasLeaves else { return }
    hasLeaves = false
    do {
      hasOlderTerm = try reader.finish()
    } catch {
      throw .damage(error)
    }
  }

  /// Writes terms until there are some pages to take; false when it needs a leaf or is through.
  package func advance() throws(MergeError) -> Bool {
    while true {
      if !hasOlderTerm, hasLeaves {
        do {
          hasOlderTerm = try reader.next()
        } catch {
          throw .damage(error)
        }
        if !hasOlderTerm { return false }
      }
      guard hasOlderTerm || hasAddition else { return false }
      do {
        try appendTerm()
      } catch {
        throw .runFile(error)
      }
      if writer.pages.count >= Self.pageCount { return true }
    }
  }

  /// Writes all that is left and closes the segment.
  package func finish() throws(MergeError) {
    try finishLeaves()
    while try advance() {}
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

  /// Writes the next term, which is older or new or both.
  private func appendTerm() throws(RunFileError) {
    let older = UnsafeBufferPointer(rebasing: reader.term.contents.dropFirst())
    if !hasOlderTerm || hasAddition && precedes(additions.term.contents, older) {
      term.removeAll()
      term.append(Self.mainIndex)
      term.append(additions.term.start, additions.term.count)
      writer.append(term: term.contents, doclist: additions.doclist.contents)
      hasAddition = try additions.next()
    } else if !hasAddition || precedes(older, additions.term.contents) {
      if reader.doclist.count > 0 {
        writer.append(term: reader.term.contents, doclist: reader.doclist.contents)
      }
      hasOlderTerm = false
    } else {
      merged.removeAll()
      DoclistMerge.merge(reader.doclist.contents, additions.doclist.contents, into: &merged)
      writer.append(term: reader.term.contents, doclist: merged.contents)
      hasOlderTerm = false
      hasAddition = try additions.next()
    }
  }
}
