/// A format that documents are read in.
package enum DocumentFormat: String, Sendable, CaseIterable {
  case delimited
  case html
  case mail
  case markdown
  case pdf
  case text
  case word

  /// Whether files of it are text that anyone can read.
  var isText: Bool {
    switch self {
    case .delimited, .html, .mail, .markdown, .text: true
    case .pdf, .word: false
    }
  }

  /// Its media type, for the form that is most common.
  var mediaType: String {
    switch self {
    case .delimited: "text/csv"
    case .html: "text/html"
    case .mail: "message/rfc822"
    case .markdown: "text/markdown"
    case .pdf: "application/pdf"
    case .text: "text/plain"
    case .word: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }
  }

  /// How many bytes of a document's beginning are enough to tell its format.
  package static let headSize = 4096

  /// Tells a document's format by its content first, then by its name.
  ///
  /// Content that no known format claims is taken for text; whether it is, decoding tells.
  package static func detect(
    head: Span<UInt8>,
    fileName: String
  ) throws(ExtractionError) -> DocumentFormat {
    var known: KnownFormat? = KnownFormat.all.first { format in
      !format.isText && format.signatures.contains { $0.matches(head) }
    }
    let lowercased = fileName.lowercased()
    // A file with the name of such a format and other content is a damaged one of it.
    known =
      known
      ?? KnownFormat.all.first { format in
        !format.isText && format.format != nil
          && format.fileExtensions.contains { lowercased.hasSuffix("." + $0) }
      }
    known =
      known
      ?? KnownFormat.all.first { format in
        format.isText && format.fileExtensions.contains { lowercased.hasSuffix("." + $0) }
      }
    known =
      known
      ?? KnownFormat.all.first { format in
        format.isText && format.signatures.contains { $0.matches(head) }
      }
    // A name that promises a format whose content is not seen is for that format's reader to judge.
    if known?.isContainer == true {
      known =
        KnownFormat.all.first { format in
          format.format != nil && format.fileExtensions.contains { lowercased.hasSuffix("." + $0) }
        } ?? known
    }
    guard let known else {
      if Mailbox.begins(head) { return .mail }
      guard isNameless(lowercased) else { return .text }
      if MailSignature.begins(head) { return .mail }
      return DelimiterDetection.isTable(Array(copying: head)) ? .delimited : .text
    }
    guard let format = known.format else { throw .unsupported(format: known.name) }
    return format
  }

  /// Whether a name has no suffix, or one that says no more than that there are data.
  private static func isNameless(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return true }
    return ["", "dat", "data", "asc"].contains(name[name.index(after: dot)...])
  }
}

extension [UInt8] {
  init(copying span: Span<UInt8>) {
    self = []
    reserveCapacity(span.count)
    for index in span.indices { append(span[index]) }
  }
}
