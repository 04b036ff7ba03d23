/// The postings of many documents, brought together term by term.
///
/// Documents come in the order of their rows. What has been collected can be moved to a temporary
/// file whenever it takes too much memory; that changes nothing about what is merged in the end.
package final class PostingTable {
  /// Behind a pointer, so that the language need not watch each access.
  let storage: UnsafeMutablePointer<PostingLists>
  private var runs: PostingRuns?

  /// Makes an empty table.
  ///
  /// - Parameter path: The file beside which temporary files may be made, nil to stay in memory.
  package init(spillingBeside path: String? = nil) {
    storage = .allocate(capacity: 1)
    storage.initialize(to: PostingLists())
    runs = path.map { PostingRuns(beside: $0) }
  }

  deinit {
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  /// About how much memory would come free by spilling.
  package var memory: Int { storage.pointee.isEmpty ? 0 : storage.pointee.memory }

  /// Adds a document whose first row has this number.
  package func add(_ postings: Postings, firstRow: UInt64) {
    postings.terms.withUnsafeBufferPointer { bytes in
      guard var place = bytes.baseAddress else { return }
      let end = place + bytes.count
      while place < end { storage.pointee.addTerm(&place, firstRow) }
    }
  }

  /// Moves what is in memory to a temporary file, if the table may have any.
  package func spill() throws(RunFileError) {
    guard !storage.pointee.isEmpty else { return }
    try runs?.append(TableSource(self))
    if runs != nil { storage.pointee = PostingLists() }
  }

  /// Returns everything as sources of a merge, in the order of rows.
  func sources() throws(RunFileError) -> [any PostingSource] {
    var sources = try runs?.sources() ?? []
    if !storage.pointee.isEmpty { sources.append(TableSource(self)) }
    return sources
  }
}
