import Digests
import Documents
import JSON
import Pipeline
import QdrantSnapshot
import Transformers

/// The chunks of one document as points: what every sink for Qdrant takes them for.
struct DocumentPoints {
  let document: SinkDocument
  let vectors: Vectors
  private let parents: [StableID]

  init(_ payload: any Payload, of document: SinkDocument, for kind: String) throws(RunError) {
    guard let vectors = payload as? Vectors else {
      throw RunError(notAccepted: payload, by: kind)
    }
    self.document = document
    self.vectors = vectors
    parents = vectors.chunks.parentIDs(in: document.identity)
  }

  var count: Int { vectors.itemCount }

  var ids: [PointID] {
    vectors.chunks.ids(in: document.identity).map { PointID(bytes: $0.bytes) }
  }

  /// The space of these vectors, which is that of all before them.
  func space(after known: VectorSpace?) throws(RunError) -> VectorSpace {
    guard known == nil || known == vectors.space else {
      throw RunError(
        .invalid,
        "the vectors of '\(document.path)' are of another model or form than those before"
      )
    }
    return vectors.space
  }

  /// Puts the numbers of a vector in place of what the buffer holds.
  func vector(_ index: Int, into numbers: inout [Float]) {
    numbers.removeAll(keepingCapacity: true)
    let form = vectors.space.form
    let own = form.numbers(in: vectors.vector(index))
    // Whole numbers stand for parts of a vector of length 1.
    numbers += form == .int8 ? own.map { $0 / VectorForm.scale } : own
  }

  func writePayload(_ index: Int, by writer: PayloadWriter, to text: inout JSONText) {
    writer.write(index, vectors.chunks, parents, of: document, to: &text)
  }

  /// The text of which the sparse vector is made.
  func sparseText(_ index: Int) -> String { vectors.chunks.chunks[index].embeddedText }
}

extension PointID {
  /// The id that sixteen bytes are.
  init(bytes: [UInt8]) {
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    self = .uuid(high: word(bytes[..<8]), low: word(bytes[8...]))
  }
}

extension SparseOptions {
  /// The usual vectors of words, under a name.
  init(named name: String) {
    self.init()
    self.name = name
  }
}
