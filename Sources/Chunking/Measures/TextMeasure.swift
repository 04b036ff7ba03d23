/// What one pass over a text tells: its lengths, and whether folding would change it.
struct TextMeasure {
  private(set) var scalars = 0
  /// The length once every run of white space is one space and the ends are trimmed.
  private(set) var foldedScalars = 0
  /// The scalars that are no white space.
  private(set) var solidScalars = 0
  private(set) var isFolded = true

  var isBlank: Bool { solidScalars == 0 }

  init(_ text: String) { self.init(text.utf8Span.span) }

  init(_ bytes: Span<UInt8>) {
    let plain = PlainMeasure(bytes)
    // Nearly all texts come folded, and without white space that is not a plain space.
    if plain.otherSpaces == 0, !plain.isUneven {
      scalars = plain.scalars
      foldedScalars = plain.scalars
      solidScalars = plain.solidScalars
    } else {
      measureRuns(bytes)
    }
  }

  /// Goes from one run of white space to the next.
  private mutating func measureRuns(_ bytes: Span<UInt8>) {
    var offset = 0
    while offset < bytes.count {
      let spaceStart = offset
      var spaces = 0
      while offset < bytes.count {
        let width = Whitespace.width(in: bytes, at: offset)
        if width == 0 { break }
        offset += width
        spaces += 1
      }
      if spaces > 0 {
        let isInside = spaceStart > 0 && offset < bytes.count
        scalars += spaces
        foldedScalars += isInside ? 1 : 0
        if !isInside || spaces > 1 || bytes[spaceStart] != 0x20 { isFolded = false }
      }
      var letters = 0
      while offset < bytes.count, Whitespace.width(in: bytes, at: offset) == 0 {
        letters += bytes[offset] & 0xC0 != 0x80 ? 1 : 0
        offset += 1
      }
      scalars += letters
      foldedScalars += letters
      solidScalars += letters
    }
  }

  /// Whether folding would leave a text as it is.
  static func isFolded(_ bytes: Span<UInt8>) -> Bool { TextMeasure(bytes).isFolded }

  /// The scalars of a text that are no white space.
  static func solidScalars(_ bytes: Span<UInt8>) -> Int {
    PlainMeasure(bytes).solidScalars
  }
}
