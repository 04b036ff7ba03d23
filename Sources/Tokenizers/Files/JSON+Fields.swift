import JSON

/// Reading members of a small tree with errors that name their places.
extension JSON {
  func wrong(_ expected: String) -> TokenizerError {
    .damaged(place, "expected \(expected), found \(kindName)")
  }

  /// The member, unless it is missing or null.
  func present(_ name: String) -> JSON? {
    guard let value = self[name], !value.isNull else { return nil }
    return value
  }

  func required(_ name: String) throws(TokenizerError) -> JSON {
    guard members != nil else { throw wrong("an object") }
    guard let value = present(name) else { throw .damaged(place, "there is no '\(name)'") }
    return value
  }

  func text() throws(TokenizerError) -> String {
    guard let string else { throw wrong("a string") }
    return string
  }

  func text(_ name: String) throws(TokenizerError) -> String { try required(name).text() }

  func flag(_ name: String, default value: Bool? = nil) throws(TokenizerError) -> Bool {
    guard let json = present(name) else {
      if let value { return value }
      return try required(name).flag()
    }
    return try json.flag()
  }

  private func flag() throws(TokenizerError) -> Bool {
    guard case .bool(let flag) = value else { throw wrong("true or false") }
    return flag
  }

  func whole() throws(TokenizerError) -> Int {
    guard let integer, integer >= 0 else { throw wrong("a whole number") }
    return integer
  }

  func id() throws(TokenizerError) -> UInt32 {
    guard let id = UInt32(exactly: try whole()) else { throw wrong("an id") }
    return id
  }

  func list() throws(TokenizerError) -> [JSON] {
    guard let elements else { throw wrong("a list") }
    return elements
  }
}
