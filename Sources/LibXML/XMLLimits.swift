/// How much a part may hold in one place before reading it is refused.
package struct XMLLimits: Hashable, Sendable {
  /// How deep elements may be nested; libxml2 itself goes no deeper than 256.
  package var depth = 250
  /// The most bytes of text between two tags.
  package var textBytes = 64 << 20
  /// The most attributes of one element: libxml2 compares each with each.
  package var attributes = 512
  /// The most namespaces declared at one place: libxml2 looks them up one by one.
  package var namespaces = 1024

  package init() {}
}
