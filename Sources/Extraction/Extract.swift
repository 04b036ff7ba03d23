package import Documents

/// Reads the bytes of a document into typed elements in reading order.
///
/// The format is told by the content first and by the name's suffix where that does not tell.
package func extract(
  _ bytes: consuming [UInt8],
  fileName: String,
  options: ExtractionOptions = ExtractionOptions()
) throws(ExtractionError) -> ParsedDocument {
  let format = try DocumentFormat.detect(
    head: bytes.span.extracting(first: DocumentFormat.headSize),
    fileName: fileName
  )
  switch format {
  case .markdown: return extractMarkdown(try DecodedText(decoding: bytes, as: options.encoding))
  case .html: return try extractHTML(bytes, options: options)
  case .text: return extractPlainText(try DecodedText(decoding: bytes, as: options.encoding))
  }
}
