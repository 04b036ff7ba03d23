import JSON

/// A field of the payload, and the value that a point must have there to be found.
package struct PayloadFilter: Sendable {
  private let names: [String]
  private let text: String

  /// Reads `field=value`.
  package init(_ text: String) throws(SnapshotError) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw .options("'\(text)' is no filter such as lang=en")
    }
    let path = String(text[..<equals])
    guard let names = FieldValues.names(of: path) else {
      throw .options("'\(path)' is no path of a field: only names with points between them are")
    }
    self.names = names
    self.text = String(text[text.index(after: equals)...])
  }

  /// Whole numbers are the same by their digits alone, as doubles hold no more than 53 bits of them.
  private func isEqual(_ own: String, _ number: Double?) -> Bool {
    guard Int128(own) == nil || Int128(text) == nil else { return Int128(own) == Int128(text) }
    return number != nil && number == Double(text)
  }

  /// Whether the field has the value, or a list that has it: texts as they are, other values as JSON has them.
  func accepts(_ payload: JSON?) -> Bool {
    guard let payload else { return false }
    let value = FieldValues.value(of: payload, at: names)
    return FieldValues.elements(of: value).contains { element in
      switch element.value {
      case .string(let own): own == text
      case .number(let own): own.text == text || isEqual(own.text, own.double)
      case .bool(let own): String(own) == text
      case .null, .array, .object: false
      }
    }
  }
}
