import JSON
import Pipeline
import QdrantSnapshot

/// The chunks of all documents as points; each document is read when its rows are asked for.
///
/// For one task at a time.
final class ChunkPoints: PointSource {
  private let documents: DocumentSequence
  private let writer: PayloadWriter
  /// The first row of each document that has any, and its place among the documents.
  private var starts: [(row: Int, document: Int)] = []
  private var ids: [PointID] = []
  private var current: (document: Int, points: DocumentPoints)?
  /// What all vectors have in common; nil where there is none.
  private(set) var space: VectorSpace?
  /// What went wrong while a document was read.
  private(set) var trouble: (any Error)?

  init(_ documents: DocumentSequence, _ writer: PayloadWriter, _ context: SinkContext) throws {
    self.documents = documents
    self.writer = writer
    for index in 0..<documents.count {
      try context.advance()
      let points = try read(index)
      space = try points.space(after: space)
      guard points.count > 0 else { continue }
      starts.append((ids.count, index))
      ids += points.ids
    }
  }

  var count: Int { ids.count }

  func id(_ row: Int) throws(SnapshotError) -> PointID { ids[row] }

  func vector(_ row: Int, into numbers: inout [Float]) throws(SnapshotError) {
    let (points, index) = try place(of: row)
    points.vector(index, into: &numbers)
  }

  func payload(_ row: Int, into json: inout [UInt8]) throws(SnapshotError) {
    let (points, index) = try place(of: row)
    var text = JSONText()
    points.writePayload(index, by: writer, to: &text)
    json = text.bytes
  }

  func sparseText(_ row: Int) throws(SnapshotError) -> String {
    let (points, index) = try place(of: row)
    return points.sparseText(index)
  }

  /// The document of a row, and the chunk's place in it.
  private func place(of row: Int) throws(SnapshotError) -> (DocumentPoints, Int) {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].row <= row { low = middle } else { high = middle }
    }
    let (first, document) = starts[low]
    if let current, current.document == document { return (current.points, row - first) }
    do {
      let points = try read(document)
      current = (document, points)
      return (points, row - first)
    } catch {
      trouble = error
      throw .source("\(error)")
    }
  }

  private func read(_ index: Int) throws -> DocumentPoints {
    try DocumentPoints(
      documents.payload(index),
      of: documents.documents[index],
      for: QdrantSnapshotSink.kind
    )
  }
}
