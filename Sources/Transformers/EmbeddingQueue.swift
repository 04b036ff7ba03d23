import ModelFiles
package import SystemIO
import Tokenizers

/// Texts on their way to vectors: cut into pieces of tokens as they come, and embedded together.
///
/// Texts may come whole or in parts; of a text of any length only what is not embedded yet is held. Vectors do
/// not depend on how texts came and when they were asked for.
package struct EmbeddingQueue: ~Copyable {
  package let embedder: Embedder
  package let options: EmbeddingOptions
  private let threads: Int
  private var stream: TokenStream
  /// How many tokens of its own a piece has room for.
  private let room: Int
  private let promptIDs: [UInt32]

  /// The tokens of the text that is coming, without those that are in a piece already.
  private var ids: [UInt32] = []
  private var hasBegun = false
  private var counts = TokenCounts()

  /// What is to be embedded; equal pieces are embedded once.
  private var pieces: [Embedder.Tokens] = []
  private var places: [Embedder.Tokens: Int] = [:]
  /// The pieces that texts have, and how much each counts in its text.
  private var shares: [(text: Int, piece: Int, weight: Int)] = []
  /// How many texts have ended whose vectors were not asked for yet.
  package private(set) var texts = 0
  /// How many rows of the transformer the pieces have.
  package private(set) var waitingRows = 0
  /// The vectors of texts so far, all of their numbers; sums where a text has several pieces.
  private var vectors: [Float] = []
  private var sums: [Int: [Double]] = [:]
  private var weights: [Int: Int] = [:]

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
    stream = embedder.tokenizer.stream(lowercasing: embedder.model.lowercases)
    room = embedder.tokenizer.room(within: embedder.model.maxTokens)
    var promptIDs: [UInt32] = []
    if !options.prompt.isEmpty {
      stream.append(options.prompt.utf8.span, into: &promptIDs)
      stream.finish(into: &promptIDs)
    }
    self.promptIDs = promptIDs
  }

  /// How many numbers a vector has.
  package var dimensions: Int { options.dimensions ?? embedder.dimensions }

  // MARK: Texts

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
    begin()
    var start = 0
    while start < part.count {
      let end = min(part.count, start + 1 << 20)
      stream.append(part.extracting(start..<end), into: &ids)
      start = end
      try takePieces()
    }
  }

  private mutating func begin() {
    guard !hasBegun else { return }
    hasBegun = true
    counts = TokenCounts()
    if !options.prompt.isEmpty { stream.append(options.prompt.utf8.span, into: &ids) }
  }

  /// Ends a text and says what the model reads of it.
  package mutating func endText() throws(SystemError) -> TokenCounts {
    begin()
    stream.finish(into: &ids)
    try takePieces()
    if !ids.isEmpty || counts.pieces == 0 { addPiece(ids[...]) }
    ids.removeAll(keepingCapacity: ids.capacity < 1 << 16)
    hasBegun = false
    texts += 1
    return counts
  }

  /// Makes pieces of all tokens but those that the last one may have.
  private mutating func takePieces() throws(SystemError) {
    guard ids.count > room else { return }
    guard options.onTruncate == .split else {
      counts.cut += ids.count - room
      ids.removeSubrange(room...)
      return
    }
    var start = 0
    var length = counts.pieces == 0 ? room : room - promptCount
    while ids.count - start > length {
      addPiece(ids[start..<start + length])
      start += length
      length = room - promptCount
      if waitingRows >= Self.plenty { try embedPieces() }
    }
    ids.removeSubrange(0..<start)
  }

  /// How many tokens of the prompt are before every piece; one of the text has to have room.
  private var promptCount: Int { min(promptIDs.count, room - 1) }

  private mutating func addPiece(_ own: ArraySlice<UInt32>) {
    var tokens = Embedder.Tokens()
    var length = own.count
    if counts.pieces == 0 || promptIDs.isEmpty {
      embedder.tokenizer.surround(own, into: &tokens.ids)
      if counts.pieces == 0 { length -= min(promptIDs.count, own.count) }
    } else {
      embedder.tokenizer.surround(promptIDs.prefix(promptCount) + own, into: &tokens.ids)
    }
    if !promptIDs.isEmpty { tokens.prompt = embedder.tokenizer.leadingCount + promptIDs.count }
    counts.read += tokens.ids.count
    counts.pieces += 1
    let piece = places[tokens] ?? pieces.count
    if piece == pieces.count {
      places[tokens] = piece
      waitingRows += tokens.ids.count
      pieces.append(tokens)
    }
    shares.append((texts, piece, max(1, length)))
  }

  // MARK: Vectors

  /// The vectors of all texts that have ended since the last call, one behind the other.
  package mutating func embed() throws(SystemError) -> [Float] {
    try embedPieces()
    let width = embedder.dimensions
    var result: [Float] = []
    result.reserveCapacity(texts * dimensions)
    for text in 0..<texts {
      guard dimensions < width || sums[text] != nil else {
        result += vectors[text * width..<(text + 1) * width]
        continue
      }
      var vector = Array(vectors[text * width..<(text + 1) * width])
      if let sum = sums.removeValue(forKey: text), let weight = weights.removeValue(forKey: text) {
        vector = sum.map { Float($0 / Double(weight)) }
        if embedder.normalizes { embedder.normalize(&vector) }
      }
      if dimensions < width {
        vector.removeSubrange(dimensions...)
        if embedder.normalizes { embedder.normalize(&vector) }
      }
      result += vector
    }
    // What has come of the next text becomes that of the first.
    if let sum = sums.removeValue(forKey: texts) { sums = [0: sum] }
    if let weight = weights.removeValue(forKey: texts) { weights = [0: weight] }
    vectors.removeSubrange(0..<min(vectors.count, texts * width))
    texts = 0
    return result
  }

  private mutating func embedPieces() throws(SystemError) {
    guard !pieces.isEmpty else { return }
    let found = try embedder.embed(pieces, threads: threads)
    let width = embedder.dimensions
    for (index, share) in shares.enumerated() {
      let vector = found[share.piece * width..<(share.piece + 1) * width]
      let isFirst = vectors.count == share.text * width
      let isLast = index + 1 == shares.count || shares[index + 1].text != share.text
      if isFirst { vectors += vector }
      // A text that has but one piece keeps its vector bit by bit.
      let isOnly = isFirst && isLast && (share.text < texts || !hasBegun)
      if isOnly { continue }
      var sum = sums[share.text] ?? Array(repeating: 0, count: width)
      for (place, number) in vector.enumerated() {
        sum[place] += Double(share.weight) * Double(number)
      }
      sums[share.text] = sum
      weights[share.text, default: 0] += share.weight
    }
    pieces.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    shares.removeAll(keepingCapacity: true)
    waitingRows = 0
  }
}
