/// The names that a reader knows, each with a number.
///
/// A name is written as `prefix:local`, where the prefix is the vocabulary's own word for any of the
/// namespaces that mean the same, and empty for names without one.
package struct XMLVocabulary: Sendable {
  /// The number of every other name.
  package static let unknown = -1

  private let prefixes: [String: String]
  private let numbers: [String: Int]

  /// Numbers names in their order; namespaces are given with their prefix.
  package init(names: [String], prefixes: [String: String]) {
    self.prefixes = prefixes
    numbers = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  func number(of name: String, namespace: String?) -> Int {
    guard let namespace else { return numbers[":" + name] ?? Self.unknown }
    guard let prefix = prefixes[namespace] else { return Self.unknown }
    return numbers[prefix + ":" + name] ?? Self.unknown
  }
}
