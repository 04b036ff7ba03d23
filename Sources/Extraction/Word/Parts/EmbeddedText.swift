import Documents

/// The text of a part in a format of its own that a document takes in (`altChunk`).
enum EmbeddedText {
  /// Reads an embedded part by its type, or by its content where that does not tell.
  static func story(
    of bytes: [UInt8],
    name: String,
    type: String,
    _ options: ExtractionOptions,
    _ limits: WordLimits
  ) throws(ExtractionError) -> Story {
    var options = options
    // A part of a text has no surroundings, and says itself how it is encoded.
    options.html.boilerplate = .keep
    options.encoding = nil
    var document: ParsedDocument
    switch try format(of: bytes, name, type) {
    case .word:
      guard limits.embeddings > 0 else { throw .tooLarge("it is embedded too deep") }
      var inner = limits
      inner.embeddings -= 1
      document = try extractWord(bytes, options: options, limits: inner)
    case let format: document = try extract(bytes, as: format, options: options)
    }
    if document.elements.first?.role == "subject" {
      // The subject of a page saved as a message is its file's, and nobody sees it in the document.
      let characters = CharacterLedger.count(document.elements.removeFirst().text)
      document.ledger.kept -= characters
      document.ledger.drop(.machinery, characters)
    }
    for index in document.elements.indices { document.elements[index].sourceRange = nil }
    return Story(elements: document.elements, ledger: document.ledger)
  }

  private static func format(
    of bytes: [UInt8],
    _ name: String,
    _ type: String
  ) throws(ExtractionError) -> DocumentFormat {
    let type = type.lowercased()
    if type.contains("html") { return .html }
    if type.contains("rtf") { throw .unsupported(format: "RTF") }
    if type == "message/rfc822" || type.contains("mimearchive") { return .mail }
    let head = bytes.span.extracting(first: DocumentFormat.headSize)
    let format = try DocumentFormat.detect(head: head, fileName: name)
    switch format {
    case .html, .mail, .word: return format
    case .text, .markdown, .delimited: return type.contains("xml") ? .html : .text
    case .pdf: throw .unsupported(format: "PDF")
    }
  }
}
