/// Takes the tokens of one document after another and turns each document into postings.
///
/// It keeps its memory from document to document. Calls come in reading order: a row begins, its
/// columns begin one after the other, and each is given its tokens.
package final class PostingCollector {
  /// Behind a pointer, so that the language need not watch each access.
  private let storage: UnsafeMutablePointer<OccurrenceList>
  private var counts: [UInt32] = []

  package init() {
    storage = .allocate(capacity: 1)
    storage.initialize(to: OccurrenceList())
  }

  deinit {
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  package func beginRow() { storage.pointee.beginRow() }

  package func beginColumn(_ index: Int) {
    endColumn()
    storage.pointee.beginColumn(UInt32(index))
  }

  /// Takes the column's next token; one that is colocated shares the place of the one before it.
  package func add(_ token: Span<UInt8>, colocated: Bool) {
    token.withUnsafeBufferPointer { token in
      guard let start = token.baseAddress, !token.isEmpty else { return }
      storage.pointee.add(start, token.count, colocated: colocated)
    }
  }

  /// Ends the document and gives its postings.
  package func finish() -> Postings {
    endColumn()
    let postings = Postings(tokenCounts: counts, terms: storage.pointee.finish())
    counts.removeAll()
    return postings
  }

  private func endColumn() {
    if let tokens = storage.pointee.endColumn() { counts.append(tokens) }
  }
}
