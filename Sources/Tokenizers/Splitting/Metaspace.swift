/// Writes spaces as a visible sign, puts one in front, and cuts before each.
struct Metaspace: Sendable {
  /// Which pieces get a sign in front.
  enum Prepending: String, Sendable {
    case always, first, never
  }

  var sign: [UInt8]
  var prepending: Prepending
  var splits: Bool

  func apply(to text: inout AlignedText, _ pieces: inout [Piece], spare: inout AlignedText) {
    spare.clear()
    spare.isTracked = text.isTracked
    var result: [Piece] = []
    for piece in pieces {
      if piece.token != nil {
        let start = spare.bytes.count
        spare.append(text, piece.range)
        result.append(Piece(start..<spare.bytes.count, token: piece.token))
        continue
      }
      if piece.start == piece.end { continue }
      let first = text.bytes[piece.start]
      let isMarked = first == 0x20 || text.bytes.span.matches(sign, at: piece.start)
      let isWanted = prepending == .always || (prepending == .first && isFirst(piece, of: text))
      var start = spare.bytes.count
      let origin = text.origin(at: piece.start)
      if isWanted && !isMarked { spare.append(sign, from: origin.start, to: origin.end) }
      var kept = piece.start
      var hasText = spare.bytes.count > start
      var index = piece.start
      while index < piece.end {
        let isSpace = text.bytes[index] == 0x20
        let isSign =
          !isSpace && text.bytes[index] == sign[0]
          && index + sign.count <= piece.end && text.bytes.span.matches(sign, at: index)
        guard isSpace || isSign else {
          index += 1
          continue
        }
        if kept < index {
          spare.append(text, kept..<index)
          hasText = true
        }
        if splits && hasText {
          result.append(Piece(start..<spare.bytes.count))
          start = spare.bytes.count
        }
        let origin = text.origin(at: index)
        spare.append(sign, from: origin.start, to: origin.end)
        hasText = true
        index += isSpace ? 1 : sign.count
        kept = index
      }
      if kept < piece.end { spare.append(text, kept..<piece.end) }
      result.append(Piece(start..<spare.bytes.count))
    }
    swap(&text, &spare)
    pieces = result
  }

  /// Whether a piece begins where the original does; texts are tracked wherever a step before this one
  /// may have moved it.
  private func isFirst(_ piece: Piece, of text: borrowing AlignedText) -> Bool {
    text.isTracked ? text.starts[piece.start] == 0 : text.base + piece.start == 0
  }
}
