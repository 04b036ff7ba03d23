import ModelFiles
import Tokenizers

/// Cuts texts into pieces of as many tokens as a model takes.
///
/// Texts may come whole or in parts; of a text of any length only what is in no piece yet is held.
package struct TextPieces: ~Copyable {
  package let options: EmbeddingOptions
  private let tokenizer: Tokenizer
  private var stream: TokenStream
  /// How many tokens of its own a piece has room for.
  private let room: Int
  private let promptIDs: [UInt32]

  /// The tokens of the text that is coming, without those that are in a piece already.
  private var ids: [UInt32] = []
  private var hasBegun = false
  private var counts = TokenCounts()
  private var batch = Batch()

  private var places: [Embedder.Tokens: Int] = [:]

  /// What is to be embedded, and what texts are made of it.
  package struct Batch: Sendable {
    /// The pieces, each once.
    package var pieces: [Embedder.Tokens] = []
    package var shares: [Share] = []
    /// How many rows of the transformer they have.
    package var rows = 0
    /// How many texts have ended.
    package var texts = 0
  }

  /// What a piece is to a text.
  package struct Share: Sendable, Hashable {
    /// The text's place among all.
    package var text: Int
    /// The piece's place in the batch.
    package var piece: Int
    package var weight: Int
    /// Whether it is all of its text.
    package var isWhole: Bool
  }

  package init(_ embedder: Embedder, _ options: EmbeddingOptions) {
    self.options = options
    tokenizer = embedder.tokenizer
    stream = tokenizer.stream(lowercasing: embedder.model.lowercases)
    room = tokenizer.room(within: embedder.model.maxTokens)
    var promptIDs: [UInt32] = []
    if !options.prompt.isEmpty {
      stream.append(options.prompt.utf8.span, into: &promptIDs)
      stream.finish(into: &promptIDs)
    }
    self.promptIDs = promptIDs
  }

  /// How many rows of the transformer wait.
  package var rows: Int { batch.rows }

  /// The pieces so far.
  ///
  /// Their texts are counted on until `takeTexts` is called.
  package mutating func take() -> Batch {
    let taken = batch
    batch = Batch()
    batch.texts = taken.texts
    places.removeAll(keepingCapacity: true)
    return taken
  }

  /// Counts texts from 0 again; one that has begun is the first.
  package mutating func takeTexts() { batch.texts = 0 }

  /// Takes a text and says what the model reads of it.
  package mutating func append(_ text: String) -> TokenCounts {
    var text = text
    text.makeContiguousUTF8()
    append(part: text.utf8.span)
    return endText()
  }

  /// Takes the next part of a text; parts of a million bytes and less keep memory small.
  package mutating func append(part: borrowing Span<UInt8>) {
    begin()
    stream.append(part, into: &ids)
    takePieces()
  }

  /// Ends a text and says what the model reads of it.
  package mutating func endText() -> TokenCounts {
    begin()
    stream.finish(into: &ids)
    takePieces()
    if !ids.isEmpty || counts.pieces == 0 { addPiece(ids[...], isWhole: counts.pieces == 0) }
    ids.removeAll(keepingCapacity: ids.capacity < 1 << 16)
    hasBegun = false
    batch.texts += 1
    return counts
  }

  private mutating func begin() {
    guard !hasBegun else { return }
    hasBegun = true
    counts = TokenCounts()
    if !options.prompt.isEmpty { stream.append(options.prompt.utf8.span, into: &ids) }
  }

  /// Makes pieces of all tokens but those that the last one may have.
  private mutating func takePieces() {
    guard ids.count > room else { return }
    guard options.onTruncate == .split else {
      counts.cut += ids.count - room
      ids.removeSubrange(room...)
      return
    }
    var start = 0
    var length = counts.pieces == 0 ? room : room - promptCount
    while ids.count - start > length {
      addPiece(ids[start..<start + length], isWhole: false)
      start += length
      length = room - promptCount
    }
    ids.removeSubrange(0..<start)
  }

  /// How many tokens of the prompt are before every piece; one of the text has to have room.
  private var promptCount: Int { min(promptIDs.count, room - 1) }

  private mutating func addPiece(_ own: ArraySlice<UInt32>, isWhole: Bool) {
    var tokens = Embedder.Tokens()
    var length = own.count
    if counts.pieces == 0 || promptIDs.isEmpty {
      tokenizer.surround(own, into: &tokens.ids)
      if counts.pieces == 0 { length -= min(promptIDs.count, own.count) }
    } else {
      tokenizer.surround(promptIDs.prefix(promptCount) + own, into: &tokens.ids)
    }
    if !promptIDs.isEmpty { tokens.prompt = tokenizer.leadingCount + promptIDs.count }
    counts.read += tokens.ids.count
    counts.pieces += 1
    let piece = places[tokens] ?? batch.pieces.count
    if piece == batch.pieces.count {
      places[tokens] = piece
      batch.rows += tokens.ids.count
      batch.pieces.append(tokens)
    }
    batch.shares.append(
      Share(text: batch.texts, piece: piece, weight: max(1, length), isWhole: isWhole)
    )
  }
}
