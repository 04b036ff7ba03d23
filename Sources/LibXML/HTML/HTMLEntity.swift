import CXML2

/// The characters that HTML has names for.
package enum HTMLEntity {
  /// The character of a reference without its signs, as "nbsp" or "#x2014"; nil where HTML knows none.
  package static func scalar(of reference: some StringProtocol) -> Unicode.Scalar? {
    switch reference {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    // The library knows the names of HTML 4, which this is not of.
    case "apos": return "'"
    default: break
    }
    guard reference.hasPrefix("#") else {
      return htmlEntityLookup(String(reference)).flatMap { Unicode.Scalar($0.pointee.value) }
    }
    let isHexadecimal = reference.hasPrefix("#x") || reference.hasPrefix("#X")
    let digits = reference.dropFirst(isHexadecimal ? 2 : 1)
    guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), value > 0 else { return nil }
    return Unicode.Scalar(value)
  }
}
