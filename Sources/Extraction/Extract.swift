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

/// Reads a document of a known format into typed elements in reading order.
package func extract(
  _ bytes: [UInt8],
  as format: DocumentFormat,
  options: ExtractionOptions = ExtractionOptions(),
  remark: (String) -> Void = { _ in }
) throws(ExtractionError) -> ParsedDocument {
  switch format {
  case .word:
    let document = try extractWord(bytes, options: options)
    for text in document.remarks { remark(text) }
    return document
  case .markdown, .text:
    return ParsedDocument(extract(try DecodedText(decoding: bytes), as: format, remark: remark))
  }
}
