package import Documents
import PlainText

/// Reads a text into typed elements in reading order.
///
/// Markdown that the parser has to refuse for its shape is read by the rules for plain text, so
/// that nothing is lost.
package func extract(_ text: DecodedText, as format: DocumentFormat) -> [Element] {
  switch format {
  case .markdown:
    (try? MarkdownElements.read(text))
      ?? plainTextElements(String(decoding: text.bytes, as: UTF8.self))
  case .text: plainTextElements(String(decoding: text.bytes, as: UTF8.self))
  }
}
