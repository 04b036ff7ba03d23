/// What says how many tokens a text is.
package protocol TokenCounter: Sendable {
  /// The tokens of the text alone.
  func count(_ text: String) -> Int
  /// How many a model adds to each text, as those at its beginning and its end.
  var added: Int { get }
}

extension TokenCounter {
  package var added: Int { 0 }
}

/// Counts words, as white space parts them: for those who have no model in mind.
package struct WordCounter: TokenCounter {
  package init() {}

  package func count(_ text: String) -> Int {
    let bytes = text.utf8Span.span
    var words = 0
    var offset = bytes.skippingWhitespace(from: 0)
    while offset < bytes.count {
      words += 1
      while offset < bytes.count, Whitespace.width(in: bytes, at: offset) == 0 { offset += 1 }
      offset = bytes.skippingWhitespace(from: offset)
    }
    return words
  }
}
