package import SystemIO

/// Texts on their way to vectors: cut into pieces of tokens as they come, and embedded together.
///
/// Texts may come whole or in parts; of a text of any length only what is not embedded yet is held. Vectors do
/// not depend on how texts came and when they were asked for.
package struct EmbeddingQueue: ~Copyable {
  package let embedder: Embedder
  package let options: EmbeddingOptions
  private let threads: Int
  private var pieces: TextPieces
  private var means: PieceMeans
  /// How many texts have ended whose vectors were not asked for yet.
  package private(set) var texts = 0

  /// As many rows as are worth embedding at once: an even share for every thread, and little memory.
  package static let plenty = 16_384

  /// Begins; `options.dimensions` is at most the model's.
  package init(
    _ embedder: Embedder,
    _ options: EmbeddingOptions = EmbeddingOptions(),
    threads: Int = Machine.availableProcessors
  ) {
    precondition(
      options.dimensions.map { (1...embedder.dimensions).contains($0) } ?? true,
      "dimensions that the model does not have"
    )
    self.embedder = embedder
    self.options = options
    self.threads = threads
    pieces = TextPieces(embedder, options)
    means = PieceMeans(embedder)
  }

  /// How many numbers a vector has.
  package var dimensions: Int { options.dimensions ?? embedder.dimensions }

  /// How many rows of the transformer wait.
  package var waitingRows: Int { pieces.rows }

  /// Takes a text and says what the model reads of it.
  package mutating func append(_ text: String) throws(SystemError) -> TokenCounts {
    var text = text
    text.makeContiguousUTF8()
    return try append(text.utf8.span)
  }

  /// Takes a text and says what the model reads of it.
  package mutating func append(_ text: borrowing Span<UInt8>) throws(SystemError) -> TokenCounts {
    try append(part: text)
    return try endText()
  }

  /// Takes the next part of a text.
  package mutating func append(part: borrowing Span<UInt8>) throws(SystemError) {
    var start = 0
    repeat {
      let end = min(part.count, start + 1 << 20)
      pieces.append(part: part.extracting(start..<end))
      if pieces.rows >= Self.plenty { try embedPieces() }
      start = end
    } while start < part.count
  }

  /// Ends a text and says what the model reads of it.
  package mutating func endText() throws(SystemError) -> TokenCounts {
    let counts = pieces.endText()
    texts += 1
    return counts
  }

  /// The vectors of all texts that have ended since the last call, one behind the other.
  package mutating func embed() throws(SystemError) -> [Float] {
    try embedPieces()
    var result: [Float] = []
    result.reserveCapacity(texts * dimensions)
    for vector in means.take(texts) {
      result += embedder.shortened(vector, to: options.dimensions)
    }
    pieces.takeTexts()
    texts = 0
    return result
  }

  private mutating func embedPieces() throws(SystemError) {
    let batch = pieces.take()
    guard !batch.pieces.isEmpty else { return }
    means.add(try embedder.embed(batch.pieces, threads: threads), of: batch.shares)
  }
}
