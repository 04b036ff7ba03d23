import CommonMark
package import Documents
import PlainText

/// Reads a Markdown document.
///
/// Markdown that the parser has to refuse for its shape is read by the rules for plain text, so
/// that nothing is lost, and remarked on.
package func extractMarkdown(_ text: DecodedText) -> ParsedDocument {
  do throws(CommonMarkError) {
    var document = try MarkdownElements.read(text)
    document.note(text)
    document.countKept()
    return document
  } catch {
    var document = extractPlainText(text)
    document.remarks.append("\(error); its text is kept as plain text")
    return document
  }
}
