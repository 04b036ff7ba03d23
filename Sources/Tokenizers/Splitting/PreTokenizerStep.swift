/// One step that cuts a text into the pieces which the model takes one by one.
enum PreTokenizerStep: Sendable {
  case whitespace
  case bert
  case words
  case punctuation(SplitBehavior)
  case digits(areSingle: Bool)
  case delimiter(UInt32)
  case fixedLength(Int)
  case split(Pattern, SplitBehavior, isInverted: Bool)
  case metaspace(Metaspace)
  case byteLevel(ByteLevelSplit)

  /// Cuts the pieces of a text further; the text itself changes only where a step has to.
  func apply(to text: inout AlignedText, _ pieces: inout [Piece], spare: inout AlignedText) {
    let facts = ScalarFacts.shared
    switch self {
    case .whitespace: cut(text, &pieces, .removed) { facts[$0].isWhitespace }
    case .bert:
      cut(text, &pieces, .removed) { facts[$0].isWhitespace }
      cut(text, &pieces, .isolated) { facts[$0].isPunctuation }
    case .words: cutWords(text, &pieces)
    case .punctuation(let behavior): cut(text, &pieces, behavior) { facts[$0].isPunctuation }
    case .digits(let areSingle):
      cut(text, &pieces, areSingle ? .isolated : .contiguous) { facts[$0].isNumeric }
    case .delimiter(let delimiter): cut(text, &pieces, .removed) { $0 == delimiter }
    case .fixedLength(let length): cutEvery(length, text, &pieces)
    case .split(let pattern, let behavior, let isInverted):
      let bytes = text.bytes.span
      forEachPiece(&pieces, behavior) { piece, writer in
        pattern.forEachPart(of: bytes, piece) { writer.add($0, isMatch: $1 != isInverted) }
      }
    case .metaspace(let metaspace): metaspace.apply(to: &text, &pieces, spare: &spare)
    case .byteLevel(let split): split.apply(to: &text, &pieces, spare: &spare)
    }
  }

  private func cut(
    _ text: borrowing AlignedText,
    _ pieces: inout [Piece],
    _ behavior: SplitBehavior,
    _ isMatch: (UInt32) -> Bool
  ) {
    let bytes = text.bytes.span
    forEachPiece(&pieces, behavior) { piece, writer in
      var kept = piece.lowerBound
      var index = piece.lowerBound
      while index < piece.upperBound {
        let (scalar, length) = bytes.scalar(at: index)
        if isMatch(scalar) {
          if kept < index { writer.add(kept..<index, isMatch: false) }
          writer.add(index..<index + length, isMatch: true)
          kept = index + length
        }
        index += length
      }
      if kept < index { writer.add(kept..<index, isMatch: false) }
    }
  }

  /// Cuts into runs of word characters and runs of other signs, without the space between.
  private func cutWords(_ text: borrowing AlignedText, _ pieces: inout [Piece]) {
    let facts = ScalarFacts.shared
    let bytes = text.bytes.span
    func kind(_ scalar: UInt32) -> Int {
      let record = facts[scalar]
      return record.isWord ? 1 : record.isWhitespace ? 0 : 2
    }
    forEachPiece(&pieces, .isolated) { piece, writer in
      var kept = piece.lowerBound
      var index = piece.lowerBound
      var last = 0
      while index < piece.upperBound {
        let (scalar, length) = bytes.scalar(at: index)
        let next = kind(scalar)
        if next != last {
          if last != 0 { writer.add(kept..<index, isMatch: false) }
          kept = index
          last = next
        }
        index += length
      }
      if last != 0 { writer.add(kept..<index, isMatch: false) }
    }
  }

  private func cutEvery(_ length: Int, _ text: borrowing AlignedText, _ pieces: inout [Piece]) {
    let bytes = text.bytes.span
    forEachPiece(&pieces, .isolated) { piece, writer in
      var kept = piece.lowerBound
      var index = piece.lowerBound
      var count = 0
      while index < piece.upperBound {
        index += scalarLength(bytes[index])
        count += 1
        if count == length {
          writer.add(kept..<index, isMatch: false)
          kept = index
          count = 0
        }
      }
      if kept < index { writer.add(kept..<index, isMatch: false) }
    }
  }
}

/// Cuts every piece that is no added token.
func forEachPiece(
  _ pieces: inout [Piece],
  _ behavior: SplitBehavior,
  _ body: (Range<Int>, inout PieceWriter) -> Void
) {
  var writer = PieceWriter(behavior)
  // A word of English has some five letters; long texts may well grow.
  if let last = pieces.last { writer.reserve(min(4096, pieces.count + last.end / 4)) }
  for piece in pieces {
    if piece.token != nil {
      writer.pass(piece)
    } else {
      writer.begin()
      body(piece.range, &writer)
    }
  }
  pieces = writer.finish()
}
