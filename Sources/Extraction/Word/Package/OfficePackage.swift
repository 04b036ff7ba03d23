/// The parts of an Office file, however they are packed.
protocol OfficePackage: AnyObject {
  /// What could not be read although the rest could, as predicates of the document.
  var remarks: [String] { get }

  /// Goes over all parts once and reads those that something is wanted of.
  ///
  /// - Parameters:
  ///   - main: The part that must be sound; another that is no good XML is only remarked on.
  ///   - use: Says by its normalized name what is wanted of a part.
  func read(main: String?, _ use: (String) -> PartUse?) throws(ExtractionError)

  /// Adds the media types that stand outside of a part for them.
  func addTypes(to types: ContentTypes)
}
