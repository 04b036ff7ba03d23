package import Documents
import LibXML

/// Reads HTML or XHTML of any age and state.
package func extractHTML(
  _ bytes: consuming [UInt8],
  options: ExtractionOptions = ExtractionOptions()
) throws(ExtractionError) -> ParsedDocument {
  let declared = HTMLEncoding.declared(in: bytes)
  return try extractHTML(
    try DecodedText(decoding: bytes, as: options.encoding, declared: declared),
    options: options
  )
}

/// Reads HTML whose encoding is settled.
package func extractHTML(
  _ text: DecodedText,
  options: ExtractionOptions = ExtractionOptions()
) throws(ExtractionError) -> ParsedDocument {
  guard let tree = HTMLParser.parse(text.bytes) else {
    throw .tooLarge(
      "it has \(text.bytes.count) bytes, and at most \(HTMLParser.largest) are read"
    )
  }
  let page = HTMLPage(tree)
  var document = HTMLElements.read(page, text, options.html.boilerplate)
  if options.html.boilerplate == .drop, document.ledger.kept * 8 < page.characters {
    // So little is left that the page is not of the build that the rules are for.
    document = HTMLElements.read(page, text, .keep)
  }
  document.facts = HTMLFacts.read(tree)
  document.note(text)
  return document
}
