import Documents

/// The account of the characters that go from elements into chunks.
///
/// Characters are Unicode scalars other than white space, as in the ledger of the parser; but where that takes
/// U+001C to U+001F for control characters, they part words here.
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

  /// Takes so many characters of elements with the chunks that were made of them, those from a place on.
  ///
  /// `mayDiffer` says that the chunks may lose what texts are cut at, or be made of a table's HTML.
  mutating func take(
    solidScalars count: Int,
    as chunks: [Chunk],
    from first: Int,
    mayDiffer: Bool
  ) {
    let before = own
    for place in first..<chunks.count { give(chunks[place]) }
    let given = own - before
    found += count
    guard mayDiffer else { return }
    missing += max(0, count - given)
    added += max(0, given - count)
  }

  mutating func take(solidScalars: Int) { found += solidScalars }

  mutating func drop(_ sort: LeftOut, _ element: Element) {
    let count = Self.count(element.labelledText)
    found += count
    if count > 0 { drops[sort, default: 0] += count }
  }

  mutating func give(_ chunk: Chunk) {
    let bytes = chunk.text.utf8Span.span
    let start = bytes.advanced(0, by: chunk.ownStart)
    own += Self.count(bytes.extracting(start..<bytes.count))
    if start > 0 { repeated += Self.count(bytes.extracting(0..<start)) }
  }

  private static func count(_ text: String) -> Int { count(text.utf8Span.span) }

  private static func count(_ bytes: Span<UInt8>) -> Int { TextMeasure.solidScalars(bytes) }

  /// Whether every character is in one chunk of its own, or dropped.
  package var isClosed: Bool {
    found + added == own + missing + drops.values.reduce(0, +)
  }
}
