/// A piece of a text that was too long for one chunk.
struct CutPiece {
  var text: String
  /// How many scalars at its beginning stood in the piece before as well.
  var ownStart = 0
  /// Where what is its own begins in the whole text.
  var begin = 0
}

/// Cuts a text that is too long for one chunk into pieces, at newlines, else spaces, else anywhere.
///
/// The text still to be cut is a carry, the overlap from the piece before, followed by the source
/// from an offset on; so no piece costs more than its own length, however long the source is.
struct TextCutter {
  private let source: String
  private let maximum: Int
  private let overlap: Int
  /// Whether bytes are scalars, which saves walking to count them.
  private let isASCII: Bool
  /// From the offset up to here the source has no newline, as an earlier search found.
  private var newlineFreeEnd = 0
  private var carry = ""
  private var carryScalars = 0
  private var offset = 0
  /// The scalars of the source from the offset on.
  private var scalarsLeft: Int
  private let scalars: Int
  /// How much of the source the pieces have had so far.
  private var given = 0

  init(_ text: String, scalars: Int, limits: UnstructuredLimits) {
    source = text
    isASCII = text.utf8.count == scalars
    scalarsLeft = scalars
    self.scalars = scalars
    maximum = limits.hardMaximum
    overlap = limits.overlap
  }

  /// The next piece, which may be empty where the source has nothing but white space.
  mutating func next() -> CutPiece? {
    let repeated = given > offset ? scalars(in: offset..<given, of: source.utf8Span.span) : 0
    let begin = scalars - scalarsLeft + repeated
    let ownStart = carryScalars + repeated
    guard let text = nextText() else { return nil }
    // What was trimmed off is white space, and nobody's.
    given = max(given, cutEnd)
    return CutPiece(text: text, ownStart: min(ownStart, text.scalarCount), begin: begin)
  }

  /// Where in the source the last piece ended.
  private var cutEnd = 0

  private mutating func nextText() -> String? {
    let length = carryScalars + scalarsLeft
    guard length > 0 else { return nil }
    if length <= maximum {
      let piece = carry + source.slice(offset..<source.utf8.count)
      (carry, carryScalars, scalarsLeft) = ("", 0, 0)
      cutEnd = source.utf8.count
      return piece
    }
    let source = self.source
    let bytes = source.utf8Span.span
    // A separator may begin at these scalars of carry and source together: overlap + 1 ... maximum.
    // The carry is never longer than the overlap, so separators lie in the source.
    let lowest = advanced(offset, by: overlap + 1 - carryScalars, in: bytes)
    let end = advanced(lowest, by: maximum - overlap - 1, in: bytes)
    let newline = last(UInt8(ascii: "\n"), in: max(lowest, newlineFreeEnd)..<end + 1, of: bytes)
    if let newline, let piece = cut(bytes, atSeparator: newline) { return piece }
    if newline == nil { newlineFreeEnd = end }
    let space = last(UInt8(ascii: " "), in: lowest..<end + 1, of: bytes)
    if let space, let piece = cut(bytes, atSeparator: space) { return piece }
    return cutAnywhere(bytes, at: end)
  }

  private mutating func cut(_ bytes: Span<UInt8>, atSeparator separator: Int) -> String? {
    let piece = carry + source.trimmedEnd(offset..<separator)
    guard !piece.isEmpty else { return nil }
    let restart = bytes.skippingWhitespace(from: separator + 1)
    let consumed = scalars(in: offset..<restart, of: bytes)
    var tail = ""
    if overlap > 1 {
      tail = piece.trimmedStart(from: piece.utf8Span.span.start(ofLast: overlap - 1)) + " "
    }
    let tailScalars = tail.scalarCount
    // Without this a long carry and a short way forward would never end.
    guard tailScalars < carryScalars + consumed else { return nil }
    (carry, carryScalars) = (tail, tailScalars)
    cutEnd = separator
    (offset, scalarsLeft) = (restart, scalarsLeft - consumed)
    return piece
  }

  private mutating func cutAnywhere(_ bytes: Span<UInt8>, at end: Int) -> String {
    let piece = carry + source.trimmedEnd(offset..<end)
    cutEnd = end
    let passed = maximum - overlap
    if passed < carryScalars {
      let rest = carry.trimmedStart(from: carry.utf8Span.span.advanced(0, by: passed))
      (carry, carryScalars) = (rest, rest.scalarCount)
      if !carry.isEmpty { return piece }
    } else {
      let restart = advanced(offset, by: passed - carryScalars, in: bytes)
      scalarsLeft -= passed - carryScalars
      offset = restart
      (carry, carryScalars) = ("", 0)
    }
    let restart = bytes.skippingWhitespace(from: offset)
    scalarsLeft -= scalars(in: offset..<restart, of: bytes)
    offset = restart
    return piece
  }

  private func advanced(_ offset: Int, by scalars: Int, in bytes: Span<UInt8>) -> Int {
    isASCII ? min(offset + scalars, bytes.count) : bytes.advanced(offset, by: scalars)
  }

  private func scalars(in range: Range<Int>, of bytes: Span<UInt8>) -> Int {
    isASCII ? range.count : bytes.scalars(in: range)
  }

  private func last(_ byte: UInt8, in range: Range<Int>, of bytes: Span<UInt8>) -> Int? {
    var offset = min(range.upperBound, bytes.count)
    while offset > range.lowerBound {
      offset -= 1
      if bytes[offset] == byte { return offset }
    }
    return nil
  }
}
