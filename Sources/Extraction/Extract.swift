package import Documents

/// Reads a document of any format that is known into typed elements in reading order.
///
/// The hint is the suffix of the document's name, for where its bytes do not tell the format. `progress`
/// hears of each page before it is read; pages that the options leave out are not read at all.
package func extract(
  _ bytes: consuming [UInt8],
  hint: String,
  options: ExtractionOptions,
  progress: (Int) -> Void = { _ in }
) throws(ExtractionError) -> ParsedDocument {
  try extract(bytes, fileName: "document.\(hint)", options: options, progress: progress)
}

/// Reads the bytes of a document into typed elements in reading order.
///
/// The format is told by the content first and by the name's suffix where that does not tell.
/// `progress` hears the number of each page, of formats that have pages, before it is read.
package func extract(
  _ bytes: consuming [UInt8],
  fileName: String,
  options: ExtractionOptions = ExtractionOptions(),
  progress: (Int) -> Void = { _ in }
) throws(ExtractionError) -> ParsedDocument {
  let format = try DocumentFormat.detect(
    head: bytes.span.extracting(first: DocumentFormat.headSize),
    fileName: fileName
  )
  return try extract(bytes, as: format, options: options, progress: progress)
}

/// Reads the bytes of a document whose format is known.
package func extract(
  _ bytes: consuming [UInt8],
  as format: DocumentFormat,
  options: ExtractionOptions = ExtractionOptions(),
  progress: (Int) -> Void = { _ in }
) throws(ExtractionError) -> ParsedDocument {
  let isEmpty = bytes.isEmpty
  var document =
    switch format {
    case .delimited: extractDelimited(try DecodedText(decoding: bytes, as: options.encoding))
    case .html: try extractHTML(bytes, options: options)
    case .mail: try extractMail(bytes, options: options, progress: progress)
    case .markdown: extractMarkdown(try DecodedText(decoding: bytes, as: options.encoding))
    case .pdf: try extractPDF(bytes, options: options, progress: progress)
    case .text: extractPlainText(try DecodedText(decoding: bytes, as: options.encoding))
    case .word: try extractWord(bytes, options: options)
    }
  document.facts.mediaType = document.facts.mediaType ?? format.mediaType
  document.findLanguage()
  if !document.elements.contains(where: { !$0.text.isEmpty }) {
    document.remarks.append(isEmpty ? "is empty" : "has no text")
  }
  return document
}
