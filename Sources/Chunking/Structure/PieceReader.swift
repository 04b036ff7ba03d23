/// Takes a part that is too long apart from its beginning to its end.
struct PieceReader {
  private let part: Part
  private let limits: SizeLimits
  private(set) var offset = 0
  /// The scalars before the offset.
  private var scalars = 0

  init(_ part: Part, _ limits: SizeLimits) {
    self.part = part
    self.limits = limits
  }

  var isAtEnd: Bool { offset >= part.text.utf8.count }

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
    let end = part.text.utf8.count
    let room = min(limits.hard.scalars, limits.hasTokens ? limits.hard.tokens * 64 : .max)
    guard (end - offset) / 4 <= room else { return nil }
    // Counted before it is copied, since of a long text the rest is asked for with each piece.
    let rest = part.text.trimmedEnd(offset..<end).utf8.count
    guard part.text.utf8Span.span.scalars(in: offset..<offset + rest) <= most else { return nil }
    return piece(upTo: end)
  }

  /// The piece up to an end; nil where there is only white space.
  mutating func take(upTo end: Int) -> Part? {
    let taken = piece(upTo: end)
    let bytes = part.text.utf8Span.span
    let start =
      part.role == .code ? Self.skipLineEnd(bytes, end) : bytes.skippingWhitespace(from: end)
    scalars += bytes.scalars(in: offset..<start)
    offset = start
    return taken.text.isEmpty ? nil : taken
  }

  mutating func takeOne() -> Part? {
    take(upTo: part.text.utf8Span.span.advanced(offset, by: 1))
  }

  private func piece(upTo end: Int) -> Part {
    var piece = next
    piece.text = String(part.text.trimmedEnd(offset..<end))
    piece.size = Size(scalars: piece.text.scalarCount, tokens: limits.tokens(piece.text))
    piece.isWhole = part.isWhole && offset == 0 && end == part.text.utf8.count
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
