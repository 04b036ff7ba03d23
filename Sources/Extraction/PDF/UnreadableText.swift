import PDFLayout

/// Finds the pages whose fonts do not say which characters their glyphs are.
///
/// Such text can be seen and not be searched: what a file gives for it is nothing, or numbers of glyphs
/// that fall among the control characters.
struct UnreadableText {
  private(set) var pages: [Int] = []
  private(set) var characters = 0

  /// Fewer on a page than this are signs of a drawing or a formula.
  private static let fewest = 20

  mutating func look(at page: PageContent) {
    var (lost, all) = (0, 0)
    for glyph in page.glyphs where !glyph.flags.contains(.space) {
      all += 1
      if glyph.flags.contains(.unmapped) || Self.isControl(page.text, glyph) { lost += 1 }
    }
    guard lost >= Self.fewest, lost * 10 >= all else { return }
    pages.append(page.number)
    characters += lost
  }

  /// Whether the text of a glyph begins with a control character: of ASCII, or U+0080 to U+009F.
  private static func isControl(_ text: [UInt8], _ glyph: Glyph) -> Bool {
    let start = Int(glyph.text)
    guard glyph.textCount > 0, start < text.count else { return false }
    let first = text[start]
    if first == 0xC2, start + 1 < text.count { return text[start + 1] < 0xA0 }
    return first == 0x7F || first < 0x20 && !(0x09...0x0D).contains(first)
  }

  /// What a user should know, as a predicate of the document.
  var remark: String? {
    guard !pages.isEmpty else { return nil }
    let amount = characters == 1 ? "1 character is" : "\(characters) characters are"
    return "has text on \(pageRanges(pages)) whose fonts do not say which characters it is: "
      + "\(amount) left out"
  }
}
