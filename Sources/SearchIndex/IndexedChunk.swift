/// A piece of a document, the unit that a search finds.
package struct IndexedChunk: Sendable, Hashable {
  /// The sixteen bytes of its UUID.
  package var id: [UInt8]
  /// Its place in the document, counted from nought.
  package var ordinal: Int
  package var kind: String
  /// The headings it stands under, outermost first.
  package var titlePath: [String]
  package var text: String
  /// Where it begins and ends in the document's text.
  package var start: Int?
  package var end: Int?
  package var firstPage: Int?
  package var lastPage: Int?

  package init(
    id: [UInt8],
    ordinal: Int,
    kind: String,
    titlePath: [String] = [],
    text: String,
    start: Int? = nil,
    end: Int? = nil,
    firstPage: Int? = nil,
    lastPage: Int? = nil
  ) {
    self.id = id
    self.ordinal = ordinal
    self.kind = kind
    self.titlePath = titlePath
    self.text = text
    self.start = start
    self.end = end
    self.firstPage = firstPage
    self.lastPage = lastPage
  }

  /// The headings as one text, the way they are stored and searched.
  package var joinedTitlePath: String { titlePath.joined(separator: " › ") }

  /// How many Unicode scalars the text has, what SQLite calls its length.
  var characterCount: Int {
    let bytes = text.utf8.span
    var count = 0
    // Each scalar has one byte that does not continue another.
    for index in bytes.indices where bytes[index] & 0xc0 != 0x80 { count += 1 }
    return count
  }
}
