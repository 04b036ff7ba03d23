package import PopplerPDF

/// A document whose text cannot be had.
///
/// The description is a predicate: whoever knows the document's name puts it in front.
package enum ExtractionError: Error, Hashable, CustomStringConvertible {
  /// Most of what is not ASCII breaks the rules of the encoding; lines count from 1.
  case encoding(TextEncoding, value: String, offset: Int, line: Int)
  /// An encoding is asked for that nobody knows.
  case unknownEncoding(String)
  /// The content is no text in any encoding that is tried.
  case binary(evidence: String)
  /// The content or the name says that it is of a format that is not read.
  case unsupported(format: String)
  case pdf(PDFError)
  /// The pages are pictures without a text; ranges of page numbers.
  case noTextLayer(pages: String)
  /// It has text, and its fonts do not say which.
  case unmappedText(pages: String)

  /// The content breaks the rules of its format, or part of it is missing.
  case damaged(String)
  /// The content is encrypted, and no password that was given opens it.
  case locked(String)
  /// The content goes over a limit.
  case tooLarge(String)

  package var description: String {
    switch self {
    case .pdf(let error): "\(error)"
    case .unmappedText(let pages):
      "has no text layer that can be read (\(pages)): its fonts do not say which characters they draw"
    case .noTextLayer(let pages): "has no text layer (\(pages)); its pages are pictures"
    case .encoding(let encoding, let value, let offset, let line):
      "is not valid \(encoding.name): \(value) at offset \(offset) (line \(line))"
    case .unknownEncoding(let name):
      "cannot be read in the encoding '\(name)', which is not known"
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
