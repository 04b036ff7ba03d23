/// Documents next to each other in the new file that came in the same way.
struct RowRun {
  /// Where the documents and chunks begin in the new file, and how many there are.
  var document: Int64
  var documentCount: Int64 = 0
  var chunk: Int64
  var chunkCount: Int64 = 0
  /// Where they begin in the earlier file, nil when they are new.
  var previous: (document: Int64, chunk: Int64)?

  var lastDocument: Int64 { document + documentCount - 1 }

  /// Whether a document of the earlier file goes on where this run ends.
  func isFollowed(by other: PreviousIndex.Document) -> Bool {
    guard let previous else { return false }
    return previous.document + documentCount == other.id
      && previous.chunk + chunkCount == other.chunks.lowerBound
  }
}
