import Documents

/// The account of the characters that go from elements into chunks.
///
/// Characters are Unicode scalars other than white space, as in the ledger of the parser.
package struct ChunkLedger: Sendable, Hashable {
  /// What the elements hold.
  package private(set) var found = 0
  /// What chunks have as their own.
  package private(set) var own = 0
  /// What chunks repeat of each other, and of the heads of tables.
  package private(set) var repeated = 0
  /// What is in no chunk, by what it is.
  package private(set) var drops: [LeftOut: Int] = [:]

  /// What is in no chunk of Unstructured's: text of tables that their HTML does not have, and separators.
  ///
  /// `added` is what only the HTML of tables has, of which their pieces are made.
  package private(set) var missing = 0
  package private(set) var added = 0

  package init() {}

  /// An account that was written down.
  package init(
    found: Int,
    own: Int,
    repeated: Int,
    missing: Int,
    added: Int,
    drops: [LeftOut: Int]
  ) {
    self.found = found
    self.own = own
    self.repeated = repeated
    self.missing = missing
    self.added = added
    self.drops = drops
  }

  /// Takes elements with the chunks that were made of them.
  ///
  /// `cutsAway` says that long texts lose what they are cut at.
  mutating func take(_ elements: [Element], as chunks: ArraySlice<Chunk>, cutsAway: Bool) {
    let before = own
    for chunk in chunks { give(chunk) }
    let given = own - before
    let count = elements.reduce(0) { $0 + Self.count($1.text) }
    found += count
    guard cutsAway || elements.contains(where: { $0.kind.isTable }) else { return }
    missing += max(0, count - given)
    added += max(0, given - count)
  }

  mutating func take(_ text: String) { found += Self.count(text) }

  mutating func drop(_ sort: LeftOut, _ element: Element) {
    let count = Self.count(element.labelledText)
    found += count
    if count > 0 { drops[sort, default: 0] += count }
  }

  mutating func give(_ chunk: Chunk) {
    let bytes = chunk.text.utf8Span.span
    let start = bytes.advanced(0, by: chunk.ownStart)
    let count = Self.count(chunk.text.slice(start..<bytes.count))
    own += count
    if start > 0 { repeated += Self.count(chunk.text.slice(0..<start)) }
  }

  private static func count(_ text: some StringProtocol) -> Int {
    let text = String(text)
    let bytes = text.utf8Span.span
    var separators = 0
    // To the parser's ledger these are control characters, which are no text; here they part words.
    for index in bytes.indices { separators &+= bytes[index] &- 0x1C < 4 ? 1 : 0 }
    return CharacterLedger.count(text) - separators
  }

  /// Whether every character is in one chunk of its own, or dropped.
  package var isClosed: Bool {
    found + added == own + missing + drops.values.reduce(0, +)
  }
}
