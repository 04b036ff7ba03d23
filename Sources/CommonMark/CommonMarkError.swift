/// A document that is not handed to the Markdown parser.
///
/// The parser takes anything as Markdown, so the only failures are inputs that would take it
/// hours or all of memory. The sentence's subject, the document, is added by whoever knows its name.
package enum CommonMarkError: Error, Hashable, CustomStringConvertible {
  /// Parsing would take far longer than the size of the document warrants.
  case tooCostly(shape: String, line: Int)
  /// The document is larger than the parser's 32-bit offsets allow.
  case tooLarge(bytes: Int)
  /// The parser has given nothing back.
  case noDocument

  package var description: String {
    switch self {
    case .tooCostly(let shape, let line):
      "is not read as Markdown: \(shape) near line \(line) would take the parser too long"
    case .tooLarge(let bytes):
      "is not read as Markdown: it has \(bytes) bytes, more than the parser's offsets can hold"
    case .noDocument:
      "is not read as Markdown: the parser gave nothing back"
    }
  }
}
