import Digests
import Documents
package import JSON
package import Pipeline
import Transformers

/// The chunks of a document as lines of JSON.
package enum ChunkLines {
  package static func write(
    _ chunks: Chunks,
    _ vectors: Vectors? = nil,
    of document: SinkDocument,
    to text: inout JSONText
  ) {
    let place = FilePlace(document.path)
    let parents = chunks.parentIDs(in: document.identity)
    let documentID = document.id
    var ids = ChunkIDs()
    var scratch: [UInt8] = []
    lazy var originals = OriginalElements()
    for (ordinal, chunk) in chunks.chunks.enumerated() {
      let line = ChunkLine(
        chunk: chunk,
        id: ids.next(chunk, in: document.identity),
        ordinal: ordinal,
        document: document.identity,
        documentID: documentID,
        page: chunk.pages?.lowerBound,
        parent: chunk.parent.map { (parents[$0], chunks.parents[$0].text) },
        copies: document.copies
      )
      line.write(
        to: &text,
        vector: vectors.map { $0.space.form.numbers(in: $0.vector(ordinal)) },
        file: { place.write(chunk.attachment, to: &$0) },
        ids: { line in
          let name = chunk.attachment?.path.last ?? place.name
          for key in chunks.elements.keys(of: chunk.elements) {
            line.value(ElementID(key, inFile: name, &scratch))
          }
        },
        originals: {
          originals.text(of: chunk.elements) {
            OriginalElements.lines(of: chunk.originals, in: document.identity)
          }
        }
      )
    }
  }
}
