import CXML2

/// The libxml2 that the program runs with.
package enum XMLLibrary {
  /// Its version, such as "2.9.14".
  package static var version: String { LIBXML_DOTTED_VERSION }

  /// Made once, before any thread parses.
  static let isReady: Bool = {
    xmlInitParser()
    return true
  }()
}
