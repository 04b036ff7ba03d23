import CXML2

/// The characters that HTML has names for.
package enum HTMLEntity {
  /// The character of a name, as "nbsp"; nil where HTML knows none.
  package static func scalar(named name: String) -> Unicode.Scalar? {
    guard let entity = htmlEntityLookup(name) else { return nil }
    return Unicode.Scalar(entity.pointee.value)
  }
}
