/// The names that a reader knows, each with a number.
///
/// A name is written as `prefix:local`, where the prefix is the vocabulary's own word for any of the
/// namespaces that mean the same, and empty for names without one.
package struct XMLVocabulary: Sendable {
  /// The number of every other name.
  package static let unknown = -1

  /// For each namespace the place of its names; those without one have theirs at the empty text.
  private let places: [String: Int]
  /// For each place the numbers of its local names.
  private let numbers: [[String: Int]]

  /// Numbers names in their order; namespaces are given with their prefix.
  package init(names: [String], prefixes: [String: String]) {
    var placesByPrefix = ["": 0]
    var numbers: [[String: Int]] = [[:]]
    for (number, name) in names.enumerated() {
      guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let prefix = String(name[..<colon])
      let place = placesByPrefix[prefix] ?? numbers.count
      if place == numbers.count {
        placesByPrefix[prefix] = place
        numbers.append([:])
      }
      let local = String(name[name.utf8.index(after: colon)...])
      numbers[place][local] = numbers[place][local] ?? number
    }
    self.numbers = numbers
    places = prefixes.compactMapValues { placesByPrefix[$0] }
  }

  /// Where the names of a namespace are; nil where none of them is known.
  func place(ofNamespace namespace: String) -> Int? { places[namespace] }

  /// The number of a name in a namespace's place, or without one.
  func number(of name: String, at place: Int = 0) -> Int {
    numbers[place][name] ?? Self.unknown
  }
}
