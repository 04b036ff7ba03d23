/// The path of a field as a server reads it: names with points between them, in quotes where they have other than
/// letters, digits, '_' and '-', and places of lists.
enum FieldPath {
  /// Whether a server reads the path: it refuses a whole snapshot for one that it does not.
  static func isSound(_ path: String) -> Bool {
    var rest = path.unicodeScalars[...]
    guard takeName(&rest) else { return false }
    while let scalar = rest.popFirst() {
      switch scalar {
      case ".": guard takeName(&rest) else { return false }
      case "[":
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(digits.count)
        guard digits.isEmpty || UInt64(String(digits)) != nil, rest.popFirst() == "]" else {
          return false
        }
      default: return false
      }
    }
    return true
  }

  private static func takeName(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    if rest.first == "\"" {
      guard let end = rest.dropFirst().firstIndex(of: "\"") else { return false }
      rest = rest[rest.index(after: end)...]
      return true
    }
    let name = rest.prefix { isOfName($0) }
    rest = rest.dropFirst(name.count)
    return !name.isEmpty
  }

  private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return scalar == "_" || scalar == "-" || properties.isAlphabetic
      || [.decimalNumber, .letterNumber, .otherNumber].contains(properties.generalCategory)
  }
}
