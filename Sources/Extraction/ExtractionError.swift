/// A document whose text cannot be had.
///
/// The description is a predicate: whoever knows the document's name puts it in front.
package enum ExtractionError: Error, Hashable, CustomStringConvertible {
  /// The bytes break the rules of the encoding; lines count from 1.
  case encoding(TextEncoding, value: String, offset: Int, line: Int)
  /// The content is no text in any encoding that is tried.
  case binary(evidence: String)
  /// The content or the name says that it is of a format that is not read.
  case unsupported(format: String)

  /// The content breaks the rules of its format, or part of it is missing.
  case damaged(String)
  /// The content is encrypted, and no password that was given opens it.
  case locked(String)
  /// The content goes over a limit.
  case tooLarge(String)

  package var description: String {
    switch self {
    case .encoding(let encoding, let value, let offset, let line):
      "is not valid \(encoding.rawValue): \(value) at offset \(offset) (line \(line))"
    case .binary(let evidence):
      "looks like binary data: \(evidence)"
    case .unsupported(let format):
      "is a file of the format \(format), which is not read"
    case .damaged(let detail):
      "is damaged: \(detail)"
    case .locked(let detail):
      "is locked: \(detail)"
    case .tooLarge(let detail):
      "is too large: \(detail)"
    }
  }
}
