/// Takes a part that is too long apart from its beginning to its end.
struct PieceReader {
  private let part: Part
  /// The part's own text, in which offsets are counted.
  private let text: String
  private let limits: SizeLimits
  private(set) var offset = 0
  /// The scalars before the offset.
  private var scalars = 0

  init(_ part: Part, _ text: String, _ limits: SizeLimits) {
    self.part = part
    self.text = text
    self.limits = limits
  }

  private var end: Int { part.bytes.count }

  var isAtEnd: Bool { offset >= end }

  /// What comes next as far as that is known without its text.
  var next: Part {
    guard offset > 0 else { return part }
    var next = part
    next.continues = true
    next.isWhole = false
    next.start = part.start + scalars
    return next
  }

  /// All that is left, if it has no more scalars than there may be.
  func rest(within most: Int) -> Part? {
    if offset == 0 { return part }
    let room = min(limits.hard.scalars, limits.hasTokens ? limits.hard.tokens * 64 : .max)
    guard (end - offset) / 4 <= room else { return nil }
    let bytes = text.utf8Span.span
    guard bytes.scalars(in: offset..<bytes.trimmedEnd(of: offset..<end)) <= most else { return nil }
    return piece(upTo: end)
  }

  /// The piece up to an end; nil where there is only white space.
  mutating func take(upTo end: Int) -> Part? {
    let taken = piece(upTo: end)
    let bytes = text.utf8Span.span
    let start =
      part.role == .code ? Self.skipLineEnd(bytes, end) : bytes.skippingWhitespace(from: end)
    scalars += bytes.scalars(in: offset..<start)
    offset = start
    return taken.bytes.isEmpty ? nil : taken
  }

  mutating func takeOne() -> Part? { take(upTo: text.utf8Span.span.advanced(offset, by: 1)) }

  private func piece(upTo end: Int) -> Part {
    let bytes = text.utf8Span.span
    let own = offset..<bytes.trimmedEnd(of: offset..<end)
    var piece = next
    let first = part.bytes.lowerBound
    piece.bytes = first + own.lowerBound..<first + own.upperBound
    piece.size = Size(
      scalars: bytes.scalars(in: own),
      tokens: limits.counter == nil ? 0 : limits.tokens(String(text.slice(own)))
    )
    piece.isWhole = part.isWhole && offset == 0 && end == self.end
    piece.endsInColon = bytes.endsInColon(own)
    return piece
  }

  /// Code keeps the indentation of its lines.
  private static func skipLineEnd(_ bytes: Span<UInt8>, _ end: Int) -> Int {
    let next = bytes.skippingWhitespace(from: end)
    var start = end
    for offset in end..<next where bytes[offset] == 0x0A { start = offset + 1 }
    // Within a line there is nothing to keep.
    return start == end ? next : start
  }
}
