/// A font of a document, as far as layout is concerned.
package struct Typeface: Sendable, Hashable {
  /// Without the marks of weight and slant.
  package var family: String
  package var isBold: Bool
  package var isItalic: Bool
  package var isFixed: Bool
  /// How far letters reach above and below the baseline, as shares of the size.
  package var ascent: Float
  package var descent: Float

  package init(
    name: String,
    ascent: Float,
    descent: Float,
    isBold: Bool,
    isItalic: Bool,
    isFixed: Bool
  ) {
    let plain = name.lowercased()
    var family = ""
    for scalar in plain.unicodeScalars where scalar.properties.isAlphabetic {
      family.unicodeScalars.append(scalar)
    }
    let boldWords = ["bold", "black", "heavy", "demi", "medi"]
    let italicWords = ["italic", "oblique", "slanted", "ital", "kursiv"]
    self.isBold =
      isBold || boldWords.contains { plain.contains($0) } || Self.isBoldComputerModern(plain)
    self.isItalic = isItalic || italicWords.contains { plain.contains($0) }
    self.isFixed =
      isFixed || ["mono", "courier", "typewriter", "consol"].contains { plain.contains($0) }
    for word in boldWords + italicWords + ["semi", "regular", "roman", "mt", "ps", "book", "light"]
    {
      while let range = Self.range(of: word, in: family) { family.removeSubrange(range) }
    }
    self.family = family
    // Fonts lie about both; what is out of all reason becomes what most have.
    self.ascent = (0.4...1.1).contains(ascent) ? ascent : 0.8
    self.descent = (-0.5 ... -0.05).contains(descent) ? descent : -0.22
  }

  /// TeX's bold faces tell it in two letters only: cmbx10, cmbxti10, sfbx1000.
  private static func isBoldComputerModern(_ name: String) -> Bool {
    name.hasPrefix("cmb") || name.hasPrefix("sfbx") || name.hasPrefix("cmssbx")
      || name.hasPrefix("eb") && name.dropFirst(2).allSatisfy(\.isNumber)
  }

  private static func range(of word: String, in text: String) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(word) {
        return start..<text.index(start, offsetBy: word.count)
      }
      start = text.index(after: start)
    }
    return nil
  }
}
