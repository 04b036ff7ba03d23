import JSON

/// Values that count as not being there where they are of another kind than they should be.
extension JSONScanner {
  mutating func optionalText() throws(JSONProblem) -> String? {
    if next == UInt8(ascii: "\"") { return try string() }
    try skip()
    return nil
  }

  mutating func optionalFlag() throws(JSONProblem) -> Bool? {
    let first = next
    try skip()
    return first == UInt8(ascii: "t") ? true : first == UInt8(ascii: "f") ? false : nil
  }

  mutating func optionalInteger() throws(JSONProblem) -> Int? {
    if startsNumber { return try integer() }
    try skip()
    return nil
  }

  /// A number that is finite as a `Float`.
  mutating func optionalFloat() throws(JSONProblem) -> Float? {
    if startsNumber {
      let number = Float(try double())
      return number.isFinite ? number : nil
    }
    try skip()
    return nil
  }

  /// Does something at each element of a list, which has to read it.
  mutating func forEach(
    _ element: (inout JSONScanner) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    guard next == UInt8(ascii: "[") else { return try skip() }
    try enterList()
    var isFirst = true
    while try nextElement(isFirst: &isFirst) { try element(&self) }
  }

  /// Does something at each member of an object, which has to read it; false where there is none.
  mutating func forEachMember(
    _ member: (String, inout JSONScanner) throws(JSONProblem) -> Void
  ) throws(JSONProblem) -> Bool {
    guard next == UInt8(ascii: "{") else {
      try skip()
      return false
    }
    try enterObject()
    var name: [UInt8] = []
    var isFirst = true
    while try nextName(into: &name, isFirst: &isFirst) {
      try member(String(decoding: name, as: UTF8.self), &self)
    }
    return true
  }

  /// The strings of a list; what is none stands as an empty one, so that lists side by side stay so.
  mutating func texts() throws(JSONProblem) -> [String] {
    var texts: [String] = []
    try forEach { (scanner) throws(JSONProblem) in texts.append(try scanner.optionalText() ?? "") }
    return texts
  }

  mutating func integers() throws(JSONProblem) -> [Int?] {
    var numbers: [Int?] = []
    try forEach { (scanner) throws(JSONProblem) in numbers.append(try scanner.optionalInteger()) }
    return numbers
  }

  mutating func floats() throws(JSONProblem) -> [Float] {
    var numbers: [Float] = []
    try forEach { (scanner) throws(JSONProblem) in
      if let number = try scanner.optionalFloat() { numbers.append(number) }
    }
    return numbers
  }

  /// A half-open range as its two ends.
  mutating func optionalRange() throws(JSONProblem) -> Range<Int>? {
    let ends = try integers()
    guard ends.count == 2, let start = ends[0], let end = ends[1], start >= 0, end >= start else {
      return nil
    }
    return start..<end
  }
}
