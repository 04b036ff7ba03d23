import CommonMark
package import Documents
import PlainText

/// Reads a text into typed elements in reading order.
///
/// Markdown that the parser has to refuse for its shape is read by the rules for plain text, so
/// that nothing is lost; `remark` hears of it, in words that follow the name of the document.
package func extract(
  _ text: DecodedText,
  as format: DocumentFormat,
  remark: (String) -> Void = { _ in }
) -> [Element] {
  if format == .markdown {
    do throws(CommonMarkError) {
      return try MarkdownElements.read(text)
    } catch {
      remark("\(error); its text is kept as plain text")
    }
  }
  return plainTextElements(String(decoding: text.bytes, as: UTF8.self))
}
