/// The signs that stand before the items of a list that is written as paragraphs.
enum BulletSign {
  /// Where the text begins after a sign and a space.
  static func textStart(_ text: Span<UInt8>) -> Int? {
    guard text.count > 3 else { return nil }
    let length: Int
    switch (text[0], text[1], text[2]) {
    // ·
    case (0xC2, 0xB7, _): length = 2
    // • ‣ ∙ ▪ ▫ ● ○ ■ □ ► ▸ ◦ ➢ and Word's own.
    case (0xE2, 0x80, 0xA2), (0xE2, 0x80, 0xA3), (0xE2, 0x88, 0x99), (0xE2, 0x96, 0xAA),
      (0xE2, 0x96, 0xAB), (0xE2, 0x97, 0x8F), (0xE2, 0x97, 0x8B), (0xE2, 0x96, 0xA0),
      (0xE2, 0x96, 0xA1), (0xE2, 0x96, 0xBA), (0xE2, 0x96, 0xB8), (0xE2, 0x97, 0xA6),
      (0xE2, 0x9E, 0xA2), (0xEF, 0x82, 0xB7), (0xEF, 0x82, 0xA7):
      length = 3
    default: return nil
    }
    var index = length
    while index < text.count, isSpace(text, index) {
      index += text[index] == 0xC2 ? 2 : 1
    }
    return index > length && index < text.count ? index : nil
  }

  private static func isSpace(_ text: Span<UInt8>, _ index: Int) -> Bool {
    text[index] <= 0x20
      || (text[index] == 0xC2 && index + 1 < text.count && text[index + 1] == 0xA0)
  }
}
