import JSON

/// What payloads have at the path of a field, by the rules of the server.
enum FieldValues {
  /// The parts of a path; nil for a path with more than names and points, which the server reads itself.
  static func names(of path: String) -> [String]? {
    guard !path.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "\"") }) else {
      return nil
    }
    let names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return names.contains("") ? nil : names
  }

  static func value(of json: JSON, at names: [String]) -> JSON? {
    var json: JSON? = json
    for name in names { json = json?[name] }
    return json
  }

  /// The values of a list, or the one that stands there.
  static func elements(of value: JSON?) -> [JSON] {
    guard let value else { return [] }
    return value.elements ?? [value]
  }

  /// Whether there is anything but null.
  static func hasValue(_ value: JSON?) -> Bool {
    guard let value, !value.isNull else { return false }
    return value.elements.map { $0.contains { !$0.isNull } } ?? true
  }

  static func isNull(_ value: JSON?) -> Bool {
    guard let value else { return false }
    return value.isNull || value.elements?.contains { $0.isNull } == true
  }

  /// A whole number that was written as one.
  static func integer(_ value: JSON) -> Int64? {
    guard case .number(let number) = value.value else { return nil }
    return Int64(number.text)
  }

  static func float(_ value: JSON) -> Double? {
    guard case .number(let number) = value.value else { return nil }
    return number.double
  }
}
