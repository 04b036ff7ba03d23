/// A format that documents are read in.
package enum DocumentFormat: String, Sendable, CaseIterable {
  case markdown
  case text
  case word

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
    if known == nil || known?.isContainer == true {
      known =
        KnownFormat.all.first { format in
          format.format != nil && format.fileExtensions.contains { lowercased.hasSuffix("." + $0) }
        } ?? known
    }
    guard let known else { return .text }
    guard let format = known.format else { throw .unsupported(format: known.name) }
    return format
  }
}
