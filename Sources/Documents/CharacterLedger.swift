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
    /// A text that is there but not shown, such as hidden text.
    case hidden
    /// A comment on the text, where nobody asked for comments.
    case comment
    /// What is no text to read: scripts, styles, code of fields.
    case machinery
    /// Navigation, advertisements and the like around the main content.
    case boilerplate
    /// The sign before an item of a list.
    case bullet
    /// The row of dots that leads from an entry of a table of contents to its page.
    case leader
    /// What a tagged file itself marks as no content.
    case artifact
    /// The number of a line in the margin.
    case lineNumber = "line-number"
    /// A character that no text has, such as a control character.
    case control
    /// Signs of the format itself, such as the dash of a list item or a title's underline.
    case markup
  }

  package init() {}

  package mutating func drop(_ reason: Drop, _ count: Int) {
    if count > 0 { drops[reason, default: 0] += count }
  }

  /// Adds the account of a part of the document.
  package mutating func add(_ other: CharacterLedger) {
    found += other.found
    kept += other.kept
    added += other.added
    for (reason, count) in other.drops { drop(reason, count) }
  }

  /// Whether every character is accounted for.
  package var isClosed: Bool {
    found + added == kept + drops.values.reduce(0, +)
  }

  /// The characters of a text as the ledger counts them.
  package static func count(_ text: some StringProtocol) -> Int {
    var text = String(text)
    return text.withUTF8 { unsafe count(utf8: $0.span) }
  }

  /// The characters of a text in UTF-8 as the ledger counts them.
  package static func count(utf8 bytes: Span<UInt8>) -> Int {
    let (plain, isDoubtful) = unsafe bytes.withUnsafeBufferPointer { unsafe plainCount($0) }
    guard isDoubtful else { return plain }
    var count = plain
    for index in 0..<bytes.count {
      // White space beyond ASCII begins with one of these bytes; below it are control characters.
      switch bytes[index] {
      case 0xC2, 0xE1, 0xE2, 0xE3: if isSpace(bytes, index) { count &-= 1 }
      case 0x00...0x08, 0x0E...0x1F: count &+= 1
      default: continue
      }
    }
    return count
  }

  /// Counts the scalars beyond the space, and tells whether that may be wrong: where there are
  /// control characters, or bytes that white space beyond ASCII begins with.
  private static func plainCount(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Bool) {
    var count = 0
    var doubtful: UInt8 = 0
    var start = 0
    // In pieces whose count fits into a byte, so that many bytes are taken at once.
    while start < bytes.count {
      let end = min(start &+ 128, bytes.count)
      var some: UInt8 = 0
      for index in start..<end {
        let byte = unsafe bytes[index]
        // Continuations are 0x80 to 0xBF.
        some &+= (byte > 0x20 ? 1 : 0) & (byte & 0xC0 != 0x80 ? 1 : 0)
        doubtful |= (byte == 0xC2 ? 1 : 0) | (byte &- 0xE1 < 3 ? 1 : 0)
        doubtful |= (byte < 0x09 ? 1 : 0) | (byte &- 0x0E < 0x12 ? 1 : 0)
      }
      count &+= Int(some)
      start = end
    }
    return (count, doubtful != 0)
  }

  private static func isSpace(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    func byte(_ place: Int) -> UInt8 {
      index + place < bytes.count ? bytes[index + place] : 0
    }
    switch bytes[index] {
    case 0xC2: return byte(1) == 0x85 || byte(1) == 0xA0
    case 0xE1: return byte(1) == 0x9A && byte(2) == 0x80
    case 0xE3: return byte(1) == 0x80 && byte(2) == 0x80
    default:
      if byte(1) == 0x81 { return byte(2) == 0x9F }
      return byte(1) == 0x80
        && ((0x80...0x8A).contains(byte(2)) || [0xA8, 0xA9, 0xAF].contains(byte(2)))
    }
  }
}
