/// Cuts as GPT-2 does and writes every byte as a character of its alphabet.
struct ByteLevelSplit: Sendable {
  var addsPrefixSpace: Bool
  var usesExpression: Bool
  /// Whether the bytes stay as they are, for a model that knows its vocabulary as bytes.
  var keepsBytes = false

  func apply(to text: inout AlignedText, _ pieces: inout [Piece], spare: inout AlignedText) {
    if addsPrefixSpace { addSpaces(to: &text, &pieces, spare: &spare) }
    if usesExpression {
      let bytes = text.bytes.span
      let facts = ScalarFacts.shared
      forEachPiece(&pieces, .isolated) { piece, writer in
        var index = piece.lowerBound
        while index < piece.upperBound {
          let end = GPT2Words.end(of: bytes, from: index, in: piece, facts)
          writer.add(index..<end, isMatch: true)
          index = end
        }
      }
    }
    if !keepsBytes { writeAlphabet(of: &text, &pieces, spare: &spare) }
  }

  private func addSpaces(
    to text: inout AlignedText,
    _ pieces: inout [Piece],
    spare: inout AlignedText
  ) {
    if pieces.allSatisfy({ $0.token != nil || text.bytes[$0.start] == 0x20 }) { return }
    spare.clear()
    spare.isTracked = text.isTracked
    for index in pieces.indices {
      let piece = pieces[index]
      let start = spare.bytes.count
      if piece.token == nil && text.bytes[piece.start] != 0x20 {
        let origin = text.origin(at: piece.start)
        spare.append([0x20], from: origin.start, to: origin.end)
      }
      spare.append(text, piece.range)
      pieces[index] = Piece(start..<spare.bytes.count, token: piece.token)
    }
    swap(&text, &spare)
  }

  private func writeAlphabet(
    of text: inout AlignedText,
    _ pieces: inout [Piece],
    spare: inout AlignedText
  ) {
    spare.clear()
    spare.isTracked = text.isTracked
    for index in pieces.indices {
      let piece = pieces[index]
      let start = spare.bytes.count
      if piece.token != nil {
        spare.append(text, piece.range)
      } else {
        for place in piece.range {
          let origin = text.origin(at: place)
          spare.append(
            scalar: ByteAlphabet.scalars[Int(text.bytes[place])],
            from: origin.start,
            to: origin.end
          )
        }
      }
      pieces[index] = Piece(start..<spare.bytes.count, token: piece.token)
    }
    swap(&text, &spare)
  }
}

/// The words of GPT-2: endings after an apostrophe, runs of letters, of numbers or of other signs with
/// a space before them, and runs of space of which the last belongs to the next word.
enum GPT2Words {
  private enum Kind { case letter, number, sign, space }

  @inline(__always)
  private static func kind(_ scalar: UInt32, _ facts: ScalarFacts) -> Kind {
    if scalar < 0x80 {
      switch scalar {
      case 0x61...0x7A, 0x41...0x5A: return .letter
      case 0x30...0x39: return .number
      case 0x20, 0x09...0x0D: return .space
      default: return .sign
      }
    }
    let record = facts[scalar]
    if letters >> record.category & 1 == 1 { return .letter }
    if numbers >> record.category & 1 == 1 { return .number }
    return record.isExpressionSpace ? .space : .sign
  }

  private static let letters: UInt32 = 0b111110
  private static let numbers: UInt32 = 0b111 << 9

  /// The end of the word that begins at an index.
  static func end(
    of bytes: borrowing Span<UInt8>,
    from start: Int,
    in piece: Range<Int>,
    _ facts: ScalarFacts
  ) -> Int {
    let limit = piece.upperBound
    if bytes[start] == 0x27, let end = ending(of: bytes, from: start, limit) { return end }
    var index = start
    if bytes[start] == 0x20 { index += 1 }
    if index < limit {
      let (scalar, length) = bytes.scalar(at: index)
      let first = kind(scalar, facts)
      if first != .space {
        index += length
        while index < limit {
          let (scalar, length) = bytes.scalar(at: index)
          guard kind(scalar, facts) == first else { break }
          index += length
        }
        return index
      }
    }
    // Space: all of it at the end of the piece, otherwise all but the last.
    index = start
    var last = start
    while index < limit {
      let (scalar, length) = bytes.scalar(at: index)
      guard kind(scalar, facts) == .space else { break }
      last = index
      index += length
    }
    return index == limit || last == start ? index : last
  }

  private static func ending(of bytes: borrowing Span<UInt8>, from start: Int, _ limit: Int) -> Int?
  {
    guard start + 1 < limit else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    default: break
    }
    guard start + 2 < limit else { return nil }
    switch (bytes[start + 1], bytes[start + 2]) {
    case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
      (UInt8(ascii: "l"), UInt8(ascii: "l")):
      return start + 3
    default: return nil
    }
  }
}
