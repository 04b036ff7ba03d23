/// A JSON value that remembers where it stood.
package struct JSON: Sendable {
  package var value: Content
  package var place: JSONPlace

  package init(_ value: Content, at place: JSONPlace = .nowhere) {
    self.value = value
    self.place = place
  }

  package indirect enum Content: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSON])
    /// Members in the order of the file; the parser has reported names that occur twice.
    case object([Member])
  }

  /// A name and its value in an object.
  package struct Member: Sendable {
    package var name: String
    package var namePlace: JSONPlace
    package var value: JSON

    package init(_ name: String, _ value: JSON, at namePlace: JSONPlace = .nowhere) {
      self.name = name
      self.namePlace = namePlace
      self.value = value
    }
  }
}

/// Where a value begins: file, line and column, both from 1, columns in Unicode scalars.
package struct JSONPlace: Sendable, Hashable {
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place of a value that no file holds.
  package static let nowhere = JSONPlace(file: "", line: 0, column: 0)
}

extension JSON {
  package var string: String? {
    if case .string(let text) = value { text } else { nil }
  }

  package var members: [Member]? {
    if case .object(let members) = value { members } else { nil }
  }

  package var elements: [JSON]? {
    if case .array(let elements) = value { elements } else { nil }
  }

  package var integer: Int? {
    if case .number(let number) = value { number.integer } else { nil }
  }

  package var isNull: Bool {
    if case .null = value { true } else { false }
  }

  /// The value of a member of an object; nil where there is none or this is not an object.
  package subscript(name: String) -> JSON? {
    members?.last { $0.name == name }?.value
  }

  /// What kind of value it is, with its article, for messages.
  package var kindName: String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

// Literals, so that values written in code read like JSON.
extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral text: String) { self.init(.string(text)) }
  package init(integerLiteral number: Int) { self.init(.number(JSONNumber(number))) }
  package init(booleanLiteral flag: Bool) { self.init(.bool(flag)) }
  package init(arrayLiteral elements: JSON...) { self.init(.array(elements)) }
  package init(nilLiteral: ()) { self.init(.null) }

  package init(dictionaryLiteral members: (String, JSON)...) {
    self.init(.object(members.map { Member($0.0, $0.1) }))
  }

  package init(_ text: String) { self.init(.string(text)) }
  package init(_ number: Int) { self.init(.number(JSONNumber(number))) }
  package init(_ number: Double) { self.init(.number(JSONNumber(number))) }
  package init(_ flag: Bool) { self.init(.bool(flag)) }
  package init(_ elements: [JSON]) { self.init(.array(elements)) }
}

// Two values are equal when they say the same, wherever they stand and however members are ordered.
extension JSON: Hashable {
  package static func == (left: JSON, right: JSON) -> Bool {
    left.canonical == right.canonical
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(canonical)
  }
}
