package import Documents

/// What has come of a document so far.
package struct ChunkedText: Sendable {
  package var chunks: [Chunk] = []
  /// The larger chunks that they are pieces of, where such were asked for.
  package var parents: [Chunk] = []
  /// The number of the first of these parents, where earlier ones were taken away.
  package var firstParent = 0

  package init() {}
}

/// Cuts a document into chunks while its elements come in.
///
/// However long the document is, no more of it is held than a few chunks.
package struct Chunker {
  private var compatible: UnstructuredChunker?
  private var own: StructureChunker?

  /// Options that `problems(in:)` finds fault with are brought into their ranges.
  package init(_ options: ChunkingOptions) {
    if options.isCompatible {
      compatible = UnstructuredChunker(options)
    } else {
      own = StructureChunker(options)
    }
  }

  /// Takes the document's next element and gives the chunks that are complete with it.
  package mutating func add(_ element: Element, to output: inout ChunkedText) {
    compatible?.add(element, to: &output.chunks)
    own?.add(element, to: &output)
  }

  /// Gives the last chunks of the document.
  package mutating func finish(_ output: inout ChunkedText) {
    compatible?.finish(&output.chunks)
    own?.finish(&output)
  }

  /// The account of what came in and what came out.
  package var ledger: ChunkLedger { own?.ledger ?? compatible?.ledger ?? ChunkLedger() }

  /// Cuts a document that is there as a whole.
  package static func cut(_ elements: [Element], _ options: ChunkingOptions) -> (
    text: ChunkedText, ledger: ChunkLedger
  ) {
    var chunker = Chunker(options)
    var output = ChunkedText()
    // As a span, since a loop over the array would take a copy of each.
    let span = elements.span
    for place in span.indices { chunker.add(span[place], to: &output) }
    chunker.finish(&output)
    return (output, chunker.ledger)
  }
}
