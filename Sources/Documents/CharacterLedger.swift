/// The account of a document's characters: each is in an element, or in a drop that says why not.
///
/// Characters are Unicode scalars other than white space. A text that a parser makes up, such as the
/// label of a numbered paragraph, is `added`.
package struct CharacterLedger: Sendable, Hashable {
  /// What the document's text layer holds.
  package var found = 0
  /// What came into elements' texts.
  package var kept = 0
  /// What the elements have beyond what was found.
  package var added = 0
  /// What is in no element, by reason.
  package var drops: [Drop: Int] = [:]

  package enum Drop: String, Sendable, CaseIterable, Hashable {
    /// A hyphen at the end of a line within a word.
    case hyphen
    /// The same letter drawn again at the same place, as for false bold or a shadow.
    case overlay
    /// A text that stands twice in the document's own form, such as the fallback of a shape.
    case alternative
    /// A glyph for which the document names no character.
    case unmapped
    /// Outside of the visible page.
    case offPage = "off-page"
    /// A text that was deleted with changes being tracked.
    case deleted
    /// What is no text to read: scripts, styles, code of fields.
    case machinery
    /// Navigation, advertisements and the like around the main content.
    case boilerplate
    /// The sign before an item of a list.
    case bullet
    /// What a tagged file itself marks as no content.
    case artifact
    /// A character that no text has, such as a control character.
    case control
  }

  package init() {}

  package mutating func drop(_ reason: Drop, _ count: Int) {
    if count > 0 { drops[reason, default: 0] += count }
  }

  /// Whether every character is accounted for.
  package var isClosed: Bool {
    found + added == kept + drops.values.reduce(0, +)
  }

  /// The characters of a text as the ledger counts them.
  package static func count(_ text: some StringProtocol) -> Int {
    var count = 0
    for scalar in text.unicodeScalars {
      // Unicode's tables cost much beside a comparison.
      let isSpace =
        scalar.value < 0x80
        ? scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value)
        : scalar.properties.isWhitespace
      if !isSpace { count += 1 }
    }
    return count
  }
}
