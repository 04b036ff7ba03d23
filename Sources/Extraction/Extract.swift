import CommonMark
package import Documents
import PlainText

/// Reads a document of any format that is known into typed elements in reading order.
///
/// The hint is the suffix of the document's name, for where its bytes do not tell the format. `progress`
/// hears of each page before it is read; pages that the options leave out are not read at all.
package func extract(
  _ bytes: [UInt8],
  hint: String,
  options: ExtractionOptions,
  progress: (Int) -> Void = { _ in }
) throws(ExtractionError) -> ParsedDocument {
  let head = bytes.span.extracting(first: DocumentFormat.headSize)
  let format = try DocumentFormat.detect(head: head, fileName: "document.\(hint)")
  var document = ParsedDocument()
  var remarks: [String] = []
  document.elements = extract(try DecodedText(decoding: bytes), as: format) { remarks.append($0) }
  document.remarks = remarks
  return document
}

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
