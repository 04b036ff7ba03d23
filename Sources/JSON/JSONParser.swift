/// Reads strict JSON and keeps the place of every value.
///
/// Slips that are clear in meaning (a comment, a comma too many or too few, a name that occurs twice)
/// are reported and read past, so that one run over a file shows all of them; anything else ends the
/// reading with the problems found so far.
package struct JSONParser {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var lineStart = 0
  /// Continuation bytes seen on this line, so that columns count scalars and not bytes.
  private var continuations = 0
  private var problems: [JSONProblem] = []
  private var fatal = false

  /// What reading a file gave: a value where one could be made out, and all that is wrong.
  package struct Outcome: Sendable {
    package var json: JSON?
    package var problems: [JSONProblem]
  }

  private static let deepest = 200

  package static func parse(_ bytes: [UInt8], file: String) -> Outcome {
    var parser = JSONParser(bytes: bytes, file: file)
    return parser.document()
  }

  /// Reads one value or throws the first problem: for data, where recovery has no use.
  package static func value(_ bytes: [UInt8], file: String) throws(JSONProblem) -> JSON {
    let outcome = parse(bytes, file: file)
    if let problem = outcome.problems.first { throw problem }
    guard let json = outcome.json else {
      throw JSONProblem(
        place: JSONPlace(file: file, line: 1, column: 1),
        message: "the file is empty"
      )
    }
    return json
  }

  /// Reads one value that stands at a place within a larger file.
  package static func value(_ bytes: [UInt8], at place: JSONPlace) throws(JSONProblem) -> JSON {
    var parser = JSONParser(bytes: bytes, file: place.file)
    parser.line = place.line
    parser.lineStart = 1 - place.column
    let outcome = parser.document()
    if let problem = outcome.problems.first { throw problem }
    guard let json = outcome.json else {
      throw JSONProblem(place: place, message: "expected a value")
    }
    return json
  }

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
  }

  private mutating func document() -> Outcome {
    if let offset = firstInvalidUTF8() {
      while position < offset { advance() }
      report(here, "the file is not valid UTF-8: byte 0x\(hex(bytes[offset])) cannot stand here")
      return Outcome(json: nil, problems: problems)
    }
    skipSpace()
    guard position < bytes.count else {
      report(here, "the file is empty; a pipeline is a JSON object")
      return Outcome(json: nil, problems: problems)
    }
    let json = value(depth: 0)
    if !fatal {
      skipSpace()
      if position < bytes.count {
        report(here, "expected the end of the file, found \(found)")
      }
    }
    // A bare nil would be read as JSON's null here.
    return Outcome(json: fatal ? JSON?.none : json, problems: problems)
  }

  // MARK: Values

  private mutating func value(depth: Int) -> JSON {
    let place = here
    guard position < bytes.count else {
      return fail(place, "expected a value, found the end of the file")
    }
    guard depth < Self.deepest else {
      return fail(place, "values are nested more than \(Self.deepest) deep")
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): return object(place, depth: depth)
    case UInt8(ascii: "["): return array(place, depth: depth)
    case UInt8(ascii: "\""): return JSON(.string(string()), at: place)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number(place)
    case UInt8(ascii: "'"): return fail(place, "strings stand in double quotes")
    default: return word(place)
    }
  }

  private mutating func object(_ place: JSONPlace, depth: Int) -> JSON {
    var members: [JSON.Member] = []
    var places: [String: JSONPlace] = [:]
    advance()
    skipSpace()
    while !fatal {
      if take("}") { break }
      let namePlace = here
      guard position < bytes.count else {
        return fail(
          namePlace,
          "the object that begins at line \(place.line) is not closed with '}'"
        )
      }
      guard bytes[position] == UInt8(ascii: "\"") else {
        return fail(namePlace, "expected a name in double quotes, found \(found)")
      }
      let name = string()
      if fatal { break }
      skipSpace()
      guard take(":") else { return fail(here, "expected ':' after \"\(name)\", found \(found)") }
      skipSpace()
      let value = value(depth: depth + 1)
      if fatal { break }
      if let first = places[name] {
        report(
          namePlace,
          "\"\(name)\" is given twice; the first is at line \(first.line), column \(first.column)"
        )
      } else {
        places[name] = namePlace
        members.append(JSON.Member(name, value, at: namePlace))
      }
      separator(closing: "}", opened: place, what: "object")
    }
    return JSON(.object(members), at: place)
  }

  private mutating func array(_ place: JSONPlace, depth: Int) -> JSON {
    var elements: [JSON] = []
    advance()
    skipSpace()
    while !fatal {
      if take("]") { break }
      guard position < bytes.count else {
        return fail(here, "the list that begins at line \(place.line) is not closed with ']'")
      }
      let element = value(depth: depth + 1)
      if fatal { break }
      elements.append(element)
      separator(closing: "]", opened: place, what: "list")
    }
    return JSON(.array(elements), at: place)
  }

  /// Goes past the comma between two members, and past the two slips that people make there.
  private mutating func separator(closing: Unicode.Scalar, opened: JSONPlace, what: String) {
    let end = here
    skipSpace()
    if position >= bytes.count {
      _ = fail(
        here,
        "the \(what) that begins at line \(opened.line) is not closed with '\(closing)'"
      )
      return
    }
    if peek(closing) { return }
    if peek(",") {
      let comma = here
      advance()
      skipSpace()
      if peek(closing) {
        report(comma, "a comma stands before '\(closing)'; JSON allows none there")
      }
      return
    }
    // A missing comma is plain when the next thing could be a member; otherwise the text is beyond us.
    let next = bytes[position]
    let isStart = next == UInt8(ascii: "\"") || (closing == "]" && (next == 0x7B || next == 0x5B))
    if isStart {
      report(end, "a comma is missing here")
    } else {
      _ = fail(here, "expected ',' or '\(closing)', found \(found)")
    }
  }

  private mutating func word(_ place: JSONPlace) -> JSON {
    let start = position
    while position < bytes.count, isWordByte(bytes[position]) { advance() }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "true": return JSON(.bool(true), at: place)
    case "false": return JSON(.bool(false), at: place)
    case "null": return JSON(.null, at: place)
    case "":
      return fail(place, "expected a value, found \(found)")
    case "True", "TRUE", "False", "FALSE", "Null", "NULL", "None":
      let known = text == "None" ? "null" : text.lowercased()
      report(place, "'\(text)' is not a JSON value; write \(known)")
      return JSON(known == "null" ? .null : .bool(known == "true"), at: place)
    default:
      // Read past as a string: what follows can still be checked.
      report(place, "'\(text)' is not a JSON value; a string stands in double quotes")
      return JSON(.string(text), at: place)
    }
  }

  private mutating func number(_ place: JSONPlace) -> JSON {
    let start = position
    while position < bytes.count, isNumberByte(bytes[position]) { advance() }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if !isNumber(text) {
      let unit = position < bytes.count && isWordByte(bytes[position])
      if !unit { report(place, "'\(text)' is not a number by JSON's rules") }
    }
    if position < bytes.count, isWordByte(bytes[position]) {
      while position < bytes.count, isWordByte(bytes[position]) { advance() }
      let whole = String(decoding: bytes[start..<position], as: UTF8.self)
      report(
        place,
        "'\(whole)' is not a JSON value; with a unit it stands in double quotes: \"\(whole)\""
      )
      return JSON(.string(whole), at: place)
    }
    return JSON(.number(JSONNumber(validated: isNumber(text) ? text : "0")), at: place)
  }

  private mutating func string() -> String {
    let place = here
    advance()
    var text: [UInt8] = []
    while true {
      guard position < bytes.count, bytes[position] != 0x0A else {
        _ = fail(place, "this string is not closed with '\"' on its line")
        return ""
      }
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        escape(into: &text)
        if fatal { return "" }
      case 0..<0x20:
        report(
          here,
          "control character U+00\(hex(byte)) stands bare in a string; write \\u00\(hex(byte))"
        )
        advance()
      default:
        text.append(byte)
        advance()
      }
    }
  }

  private mutating func escape(into text: inout [UInt8]) {
    let place = here
    advance()
    guard position < bytes.count else {
      _ = fail(place, "this string is not closed with '\"'")
      return
    }
    let letter = bytes[position]
    advance()
    if let byte = JSONEscape.byte(for: letter) {
      text.append(byte)
      return
    }
    switch letter {
    case UInt8(ascii: "u"):
      guard let unit = fourHexDigits() else {
        report(place, "\\u is followed by four hexadecimal digits")
        return
      }
      var code = UInt32(unit)
      if (0xD800..<0xDC00).contains(unit), take("\\"), take("u"), let low = fourHexDigits(),
        (0xDC00..<0xE000).contains(low)
      {
        code = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else {
        report(place, "half of a surrogate pair stands alone")
        return
      }
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default:
      let shown =
        letter >= 0x20 && letter < 0x7F ? String(UnicodeScalar(letter)) : "0x\(hex(letter))"
      report(place, "'\\\(shown)' is not an escape that JSON knows")
    }
  }

  private mutating func fourHexDigits() -> UInt16? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    guard digits.utf8.allSatisfy({ isHexDigit($0) }), let unit = UInt16(digits, radix: 16) else {
      return nil
    }
    for _ in 0..<4 { advance() }
    return unit
  }

  // MARK: Reading on

  private var here: JSONPlace {
    JSONPlace(file: file, line: line, column: position - lineStart - continuations + 1)
  }

  /// What stands at the reading position, for messages.
  private var found: String {
    guard position < bytes.count else { return "the end of the file" }
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return "'\(String(decoding: bytes[position..<end], as: UTF8.self))'"
  }

  private mutating func advance() {
    let byte = bytes[position]
    position += 1
    if byte == 0x0A {
      line += 1
      lineStart = position
      continuations = 0
    } else if byte & 0xC0 == 0x80 {
      continuations += 1
    }
  }

  private func peek(_ scalar: Unicode.Scalar) -> Bool {
    position < bytes.count && UInt32(bytes[position]) == scalar.value
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek(scalar) else { return false }
    advance()
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: advance()
      case UInt8(ascii: "/"), UInt8(ascii: "#"): guard comment() else { return }
      default: return
      }
    }
  }

  /// Reports and passes over a comment, which strict JSON does not have.
  private mutating func comment() -> Bool {
    let place = here
    let isHash = bytes[position] == UInt8(ascii: "#")
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    guard isHash || next == UInt8(ascii: "/") || next == UInt8(ascii: "*") else { return false }
    report(place, "JSON has no comments; put the words into a \"$comment\" member")
    if !isHash && next == UInt8(ascii: "*") {
      advance()
      advance()
      while position < bytes.count {
        if take("*") {
          if take("/") { break }
        } else {
          advance()
        }
      }
    } else {
      while position < bytes.count, bytes[position] != 0x0A { advance() }
    }
    return true
  }

  private mutating func report(_ place: JSONPlace, _ message: String) {
    problems.append(JSONProblem(place: place, message: message))
  }

  private mutating func fail(_ place: JSONPlace, _ message: String) -> JSON {
    if !fatal { report(place, message) }
    fatal = true
    return JSON(.null, at: place)
  }

  private func firstInvalidUTF8() -> Int? {
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "."):
    true
  default: false
  }
}

private func isNumberByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
    UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
    true
  default: false
  }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
    UInt8(ascii: "A")...UInt8(ascii: "F"):
    true
  default: false
  }
}

private func hex(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.count == 1 ? "0" + digits : digits
}

/// Whether the text is a number by JSON's grammar: no leading zeros, no bare dot, no plus sign.
private func isNumber(_ text: String) -> Bool {
  var rest = Substring(text)
  if rest.first == "-" { rest = rest.dropFirst() }
  guard let first = rest.first, first.isASCII, first.isNumber else { return false }
  let whole = rest.prefix { $0.isNumber }
  if first == "0" && whole.count > 1 { return false }
  rest = rest.dropFirst(whole.count)
  if rest.first == "." {
    let fraction = rest.dropFirst().prefix { $0.isNumber }
    if fraction.isEmpty { return false }
    rest = rest.dropFirst(1 + fraction.count)
  }
  if let mark = rest.first, mark == "e" || mark == "E" {
    rest = rest.dropFirst()
    if let sign = rest.first, sign == "+" || sign == "-" { rest = rest.dropFirst() }
    guard !rest.isEmpty, rest.allSatisfy({ $0.isNumber }) else { return false }
    rest = ""
  }
  return rest.isEmpty
}
