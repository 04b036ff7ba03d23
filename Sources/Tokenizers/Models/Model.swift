/// What turns pieces of text into tokens.
enum Model: Sendable {
  case wordPiece(WordPiece)
  case wordLevel(WordLevel)
  case unigram(Unigram)
  case bytePairs(BytePairs)

  /// Storage of one call for the next.
  struct Scratch {
    var steps: [Unigram.Step] = []
    var pairs = BytePairs.Scratch()
  }

  var vocabulary: Vocabulary {
    switch self {
    case .wordPiece(let model): model.vocabulary
    case .wordLevel(let model): model.vocabulary
    case .unigram(let model): model.vocabulary
    case .bytePairs(let model): model.parts.vocabulary
    }
  }

  /// The number of entries of the file, of which a list may have some twice; added tokens count on
  /// from it.
  var size: Int {
    if case .unigram(let model) = self { model.size } else { vocabulary.count }
  }

  /// Appends the tokens of a piece.
  func tokenize(
    _ piece: borrowing Span<UInt8>,
    _ scratch: inout Scratch,
    into tokens: inout TokenList
  ) {
    switch self {
    case .wordPiece(let model): model.tokenize(piece, into: &tokens)
    case .wordLevel(let model): model.tokenize(piece, into: &tokens)
    case .unigram(let model): model.tokenize(piece, &scratch.steps, into: &tokens)
    case .bytePairs(let model): model.tokenize(piece, &scratch.pairs, into: &tokens)
    }
  }
}
