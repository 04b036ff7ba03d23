/// The postings of many documents, brought together term by term.
///
/// Documents come in the order of their rows.
package final class PostingTable {
  /// Behind a pointer, so that the language need not watch each access.
  let storage: UnsafeMutablePointer<PostingLists>

  package init() {
    storage = .allocate(capacity: 1)
    storage.initialize(to: PostingLists())
  }

  deinit {
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  /// About how much memory is in use.
  package var memory: Int { storage.pointee.memory }

  /// Adds a document whose first row has this number.
  package func add(_ postings: Postings, firstRow: UInt64) {
    postings.terms.withUnsafeBufferPointer { bytes in
      guard var place = bytes.baseAddress else { return }
      let end = place + bytes.count
      while place < end { storage.pointee.addTerm(&place, firstRow) }
    }
  }
}
