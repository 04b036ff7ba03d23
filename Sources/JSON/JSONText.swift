/// Appends JSON text to bytes, value by value, in the order of the caller.
///
/// For lines of output, where building a tree first would only cost time.
package struct JSONText: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init() {}

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  package mutating func object(_ members: (inout JSONText) -> Void) {
    begin()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    members(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  package mutating func array(_ elements: (inout JSONText) -> Void) {
    begin()
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    elements(&self)
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  package mutating func name(_ name: String) {
    begin()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func value(_ text: String) {
    begin()
    quote(text)
    needsComma = true
  }

  package mutating func value(_ number: Int) {
    raw(String(number))
  }

  package mutating func value(_ flag: Bool) {
    raw(flag ? "true" : "false")
  }

  /// Writes a finite number in its shortest form; others become null.
  package mutating func value(_ number: Double) {
    raw(number.isFinite ? JSONNumber(number).canonical : "null")
  }

  /// Writes a finite number in the shortest form that is read as the same; others become null.
  package mutating func value(_ number: Float) {
    raw(Self.text(of: number))
  }

  /// A number as `value` writes it, for those who write it more than once.
  package static func text(of number: Float) -> String {
    // Whole numbers, which are many, in the short way.
    if number.magnitude < 0x1p20, number == number.rounded(.towardZero), number != 0 {
      return String(Int(number))
    }
    let text = String(describing: number)
    return !number.isFinite ? "null" : text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Writes a value that is JSON already.
  package mutating func value(verbatim text: String) { raw(text) }

  /// Writes any part of JSON that the caller has made, with all its commas.
  package mutating func append(verbatim json: [UInt8], needsComma: Bool) {
    bytes.append(contentsOf: json)
    self.needsComma = needsComma
  }

  /// Writes sixteen bytes as hexadecimal digits, whatever stands around them.
  package mutating func append(hexadecimal words: (UInt64, UInt64)) {
    appendDigits(of: words.0)
    appendDigits(of: words.1)
  }

  package mutating func null() {
    raw("null")
  }

  package mutating func value(_ json: JSON) {
    begin()
    bytes.append(contentsOf: json.compact.utf8)
    needsComma = true
  }

  package mutating func member(_ name: String, _ text: String) {
    self.name(name)
    value(text)
  }

  package mutating func member(_ name: String, _ number: Int) {
    self.name(name)
    value(number)
  }

  package mutating func member(_ name: String, _ texts: [String]) {
    self.name(name)
    array { for text in texts { $0.value(text) } }
  }

  package mutating func member(_ name: String, _ flag: Bool) {
    self.name(name)
    value(flag)
  }

  /// Writes layout of the caller's own between values, with whatever comma it needs.
  package mutating func space(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    needsComma = false
  }

  /// Ends a line of JSON Lines.
  package mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func appendDigits(of word: UInt64) {
    var digits = InlineArray<16, UInt8>(repeating: 0)
    for place in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * place) & 15)
      digits[place] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }
    unsafe digits.span.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  private mutating func raw(_ text: String) {
    begin()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func begin() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func quote(_ text: String) {
    appendQuoted(text, to: &bytes)
  }
}

/// Appends a string in quotes: escapes only what JSON demands, so that any text stays readable, and
/// the line ends of Unicode, at which some programs cut lines of JSON.
func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  if isPlain(text.utf8.span) {
    // A long text gets room for what follows it, lest that has all copied to a place twice as large.
    let count = text.utf8.count
    if count > 1 << 16 { bytes.reserveCapacity(bytes.count + count + count >> 3) }
    bytes.append(contentsOf: text.utf8)
  } else {
    appendEscaped(text, to: &bytes)
  }
  bytes.append(UInt8(ascii: "\""))
}

/// Whether nothing in a text has to be escaped.
private func isPlain(_ text: Span<UInt8>) -> Bool {
  // All is looked at, since that takes several bytes at once where a search takes one.
  unsafe text.withUnsafeBufferPointer { bytes in
    var special: UInt8 = 0
    var previous: UInt8 = 0
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      special |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0)
      special |= (previous == 0x80 ? 1 : 0) & (byte & 0xFE == 0xA8 ? 1 : 0)
      special |= (previous == 0xC2 ? 1 : 0) & (byte == 0x85 ? 1 : 0)
      previous = byte
    }
    return special == 0
  }
}

private func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
  var text = text
  text.withUTF8 { utf8 in
    var start = 0
    for index in 0..<utf8.count {
      let byte = unsafe utf8[index]
      let ending = unsafe lineEnding(utf8, index)
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || ending != nil
      else { continue }
      unsafe bytes.append(contentsOf: utf8[start..<index])
      if let ending {
        start = index + ending.length
        bytes.append(contentsOf: ending.escape.utf8)
        continue
      }
      start = index + 1
      bytes.append(UInt8(ascii: "\\"))
      switch byte {
      case 0x0A: bytes.append(UInt8(ascii: "n"))
      case 0x0D: bytes.append(UInt8(ascii: "r"))
      case 0x09: bytes.append(UInt8(ascii: "t"))
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
      default:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      }
    }
    unsafe bytes.append(contentsOf: utf8[start...])
  }
}

/// The escape of a line end of Unicode that begins at a byte, and how many bytes it has.
private func lineEnding(
  _ utf8: UnsafeBufferPointer<UInt8>,
  _ index: Int
) -> (escape: String, length: Int)? {
  switch unsafe utf8[index] {
  case 0xC2 where index + 1 < utf8.count:
    return unsafe utf8[index + 1] == 0x85 ? ("\\u0085", 2) : nil
  case 0xE2 where index + 2 < utf8.count:
    guard unsafe utf8[index + 1] == 0x80 else { return nil }
    switch unsafe utf8[index + 2] {
    case 0xA8: return ("\\u2028", 3)
    case 0xA9: return ("\\u2029", 3)
    default: return nil
    }
  default: return nil
  }
}
