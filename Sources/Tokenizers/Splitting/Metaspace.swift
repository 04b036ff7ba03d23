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
    if !text.isTracked { return applyUntracked(to: &text, &pieces, spare: &spare) }
    spare.clear()
    spare.isTracked = true
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
      let isWanted =
        prepending == .always || (prepending == .first && text.starts[piece.start] == 0)
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

  /// Does the same where nobody asks for places: byte by byte, without a look at ranges.
  private func applyUntracked(
    to text: inout AlignedText,
    _ pieces: inout [Piece],
    spare: inout AlignedText
  ) {
    let source = text.bytes
    let bytes = source.span
    var written: [UInt8] = []
    swap(&written, &spare.bytes)
    written.removeAll(keepingCapacity: true)
    let base = text.base
    let sign = sign
    let signBytes = sign.span
    let lead = sign[0]
    var writer = PieceWriter(.isolated)
    writer.reserve(min(4096, pieces.count + bytes.count / 4))
    for old in pieces {
      let piece = old.range
      if old.token != nil {
        let start = written.count
        written.append(bytes.extracting(piece))
        writer.pass(Piece(start..<written.count, token: old.token))
        continue
      }
      if piece.isEmpty { continue }
      var start = written.count
      let isWanted =
        prepending == .always || (prepending == .first && base + piece.lowerBound == 0)
      if isWanted, bytes[piece.lowerBound] != 0x20, !bytes.matches(sign, at: piece.lowerBound) {
        written.append(signBytes)
      }
      var index = piece.lowerBound
      while index < piece.upperBound {
        let byte = bytes[index]
        let isSign =
          byte == lead && index + sign.count <= piece.upperBound && bytes.matches(sign, at: index)
        guard byte == 0x20 || isSign else {
          written.append(byte)
          index += 1
          continue
        }
        if splits && written.count > start {
          writer.add(start..<written.count, isMatch: false)
          start = written.count
        }
        written.append(signBytes)
        index += isSign ? sign.count : 1
      }
      writer.add(start..<written.count, isMatch: false)
    }
    pieces = writer.finish()
    spare.clear()
    spare.isTracked = false
    swap(&written, &spare.bytes)
    swap(&text, &spare)
  }
}
