/// The parts of an Office file, however they are packed.
protocol OfficePackage: AnyObject {
  /// What could not be read although the rest could, as predicates of the document.
  var remarks: [String] { get }

  /// Goes over all parts once and reads those that something is wanted of.
  ///
  /// What is wanted of a part is asked by its normalized name. The main part must be sound; another
  /// that is no good XML is only remarked on.
  func read(main: String?, _ use: (String) -> PartUse?) throws(ExtractionError)

  /// Adds the media types that stand outside of a part for them.
  func addTypes(to types: ContentTypes)
}
