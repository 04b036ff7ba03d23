/// What one pass over a text tells: its lengths, and whether folding would change it.
struct TextMeasure {
  private(set) var scalars = 0
  /// The length once every run of white space is one space and the ends are trimmed.
  private(set) var foldedScalars = 0
  private(set) var isFolded = true

  var isBlank: Bool { foldedScalars == 0 }

  init(_ text: String) {
    let bytes = text.utf8Span.span
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
    }
  }
}
