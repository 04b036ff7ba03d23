import CXML2

/// The libxml2 that the program runs with.
package enum XMLLibrary {
  /// Its version, such as "2.9.14".
  package static var version: String { LIBXML_DOTTED_VERSION }
}
