import Digests
import Documents
import JSON
import Pipeline
import QdrantSnapshot
import Transformers

/// The chunks of all documents as points; each document is read when its rows are asked for.
///
/// For one task at a time.
final class ChunkPoints: PointSource {
  private let documents: DocumentSequence
  private let writer: PayloadWriter
  /// The first row of each document that has any, and its place among the documents.
  private var starts: [(row: Int, document: Int)] = []
  private var ids: [PointID] = []
  private var current: (document: Int, vectors: Vectors)?
  private var parents: [StableID] = []
  /// What all vectors have in common; nil where there is none.
  private(set) var space: VectorSpace?
  /// What went wrong while a document was read.
  private(set) var trouble: (any Error)?

  init(_ documents: DocumentSequence, _ writer: PayloadWriter, advance: () throws -> Void) throws {
    self.documents = documents
    self.writer = writer
    for index in 0..<documents.count {
      try advance()
      let payload = try documents.payload(index)
      guard let vectors = payload as? Vectors else {
        throw RunError(notAccepted: payload, by: QdrantSnapshotSink.kind)
      }
      if let space, space != vectors.space {
        throw RunError(
          .invalid,
          "the vectors of '\(documents.documents[index].path)' are of another model or form than those before"
        )
      }
      space = vectors.space
      guard vectors.itemCount > 0 else { continue }
      starts.append((ids.count, index))
      ids += vectors.chunks.ids(in: documents.documents[index].identity).map {
        PointID(bytes: $0.bytes)
      }
    }
  }

  var count: Int { ids.count }

  func id(_ row: Int) throws(SnapshotError) -> PointID { ids[row] }

  func vector(_ row: Int, into numbers: inout [Float]) throws(SnapshotError) {
    let (vectors, index) = try place(of: row)
    numbers.removeAll(keepingCapacity: true)
    let form = vectors.space.form
    let own = form.numbers(in: vectors.vector(index))
    // Whole numbers stand for parts of a vector of length 1.
    numbers += form == .int8 ? own.map { $0 / VectorForm.scale } : own
  }

  func payload(_ row: Int, into json: inout [UInt8]) throws(SnapshotError) {
    let (vectors, index) = try place(of: row)
    guard let document = current?.document else { return }
    var text = JSONText()
    writer.write(index, vectors.chunks, parents, of: documents.documents[document], to: &text)
    json = text.bytes
  }

  func sparseText(_ row: Int) throws(SnapshotError) -> String {
    let (vectors, index) = try place(of: row)
    return vectors.chunks.chunks[index].embeddedText
  }

  /// The document of a row, and the chunk's place in it.
  private func place(of row: Int) throws(SnapshotError) -> (Vectors, Int) {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].row <= row { low = middle } else { high = middle }
    }
    let (first, document) = starts[low]
    if let current, current.document == document { return (current.vectors, row - first) }
    do {
      guard let vectors = try documents.payload(document) as? Vectors else {
        throw RunError(.internalError, "a document changed its kind")
      }
      current = (document, vectors)
      parents = vectors.chunks.parentIDs(in: documents.documents[document].identity)
      return (vectors, row - first)
    } catch {
      trouble = error
      throw .source("\(error)")
    }
  }
}

extension PointID {
  /// The id that sixteen bytes are.
  init(bytes: [UInt8]) {
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    self = .uuid(high: word(bytes[..<8]), low: word(bytes[8...]))
  }
}
