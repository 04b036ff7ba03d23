package import Documents

/// Reads a Word document: DOCX and its kin with macros or as templates, or Word 2006 XML.
///
/// Headers and footers stand around the section that brings them, footnotes behind the block that
/// refers to them, endnotes at the end.
package func extractWord(
  _ bytes: [UInt8],
  options: ExtractionOptions,
  limits: WordLimits = WordLimits()
) throws(ExtractionError) -> ParsedDocument {
  let package: any OfficePackage
  switch WordContainer(bytes) {
  case .zip: package = try ZipPackage(bytes, limits)
  case .flat: package = try FlatPackage(bytes, limits)
  case .encrypted: throw .locked("it is encrypted, which only Word itself can undo")
  case .binary: throw .unsupported(format: "Word before 2007, or another old Office program")
  case .empty: throw .damaged("it has no bytes")
  case .unknown: throw .unsupported(format: "text or something else, but not Word")
  }
  let document = WordDocument(package, options, limits)
  return try document.read()
}
