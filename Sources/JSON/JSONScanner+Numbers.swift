extension JSONScanner {
  /// Whether the next value is a number.
  package var startsNumber: Bool {
    next == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= next
  }

  /// A whole number, also when written as 1.0; nil for any other number, and one that is too large.
  package mutating func integer() throws(JSONProblem) -> Int? {
    let digits = try number()
    if digits.count <= 18, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
      return digits.reduce(0) { $0 * 10 + Int($1 & 15) }
    }
    return JSONNumber(validated: text(digits)).integer
  }

  /// A number as the nearest that this form has.
  package mutating func double() throws(JSONProblem) -> Double {
    let digits = try number()
    return Self.short(digits) ?? Double(text(digits)) ?? .nan
  }

  /// Whether characters are a number as JSON spells them.
  static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
      let end = rest.firstIndex { !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) } ?? rest.endIndex
      defer { rest = rest[end...] }
      return end - rest.startIndex
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let isZero = rest.first == UInt8(ascii: "0")
    let whole = digits(&rest)
    guard whole > 0, !isZero || whole == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits(&rest) > 0 else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard digits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }

  private func text(_ digits: ArraySlice<UInt8>) -> String {
    String(decoding: digits, as: UTF8.self)
  }

  /// A number of few digits, which one division gives exactly; nil for all others.
  private static func short(_ digits: ArraySlice<UInt8>) -> Double? {
    var digits = digits
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    guard digits.count <= 16 else { return nil }
    var whole = 0
    var point: Int?
    for index in digits.indices {
      let byte = digits[index]
      if byte == UInt8(ascii: "."), point == nil {
        point = index
      } else if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
        whole = whole * 10 + Int(byte & 15)
      } else {
        return nil
      }
    }
    let places = point.map { digits.endIndex - $0 - 1 } ?? 0
    guard whole < 1 << 53 else { return nil }
    let value = Double(whole) / tens[places]
    return isNegative ? -value : value
  }

  /// The powers of ten that are exact.
  private static let tens: [Double] = (0..<17).reduce(into: [1]) { powers, _ in
    powers.append((powers.last ?? 1) * 10)
  }
}
