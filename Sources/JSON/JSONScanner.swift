/// Walks through a JSON text without building a tree, for files that are mostly one large table.
///
/// The caller asks for what it expects, in the order of the file. Places are found only when an error
/// needs one, by counting lines again from the beginning.
package struct JSONScanner {
  private let bytes: [UInt8]
  private let file: String
  package private(set) var position: Int
  /// The first end of a line that was passed between values, since somebody took it away.
  package var lineEnd: Int?

  private static let deepest = 200

  /// Begins at the first value; the text must be UTF-8.
  package init(_ bytes: [UInt8], file: String) throws(JSONProblem) {
    self.init(of: bytes, at: 0, file: file)
    if let offset = bytes.span.firstInvalidUTF8() {
      throw JSONProblem(
        place: Self.place(of: offset, in: bytes, file: file),
        message: "the file is not valid UTF-8"
      )
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipSpace()
    if position >= bytes.count { throw problem("the file is empty") }
  }

  /// Begins at a value within a text that another has found to be UTF-8.
  private init(of bytes: [UInt8], at position: Int, file: String) {
    self.bytes = bytes
    self.position = position
    self.file = file
  }

  /// A second look at a value that was passed over.
  package func again(at position: Int) -> JSONScanner {
    JSONScanner(of: bytes, at: position, file: file)
  }

  // MARK: Places

  /// Where the next value stands.
  package var place: JSONPlace { Self.place(of: position, in: bytes, file: file) }

  package func place(of offset: Int) -> JSONPlace {
    Self.place(of: offset, in: bytes, file: file)
  }

  package func problem(_ message: String) -> JSONProblem {
    JSONProblem(place: place, message: message)
  }

  private static func place(of offset: Int, in bytes: [UInt8], file: String) -> JSONPlace {
    var line = 1
    var column = 1
    for byte in bytes[..<min(offset, bytes.count)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return JSONPlace(file: file, line: line, column: column)
  }

  // MARK: Values

  /// The first byte of the next value, which tells its kind.
  package var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  /// Goes into an object; `nextName` is asked for its members until it says that there is no other.
  package mutating func enterObject() throws(JSONProblem) { try take("{", for: "an object") }

  /// Goes to the value of the next member and gives its name; false once the object is passed.
  package mutating func nextName(
    into name: inout [UInt8],
    isFirst: inout Bool
  ) throws(JSONProblem) -> Bool {
    guard try another("}", isFirst) else { return false }
    isFirst = false
    name.removeAll(keepingCapacity: true)
    try string(into: &name)
    try take(":", for: "':'")
    return true
  }

  /// Goes into a list; `nextElement` leads through it.
  package mutating func enterList() throws(JSONProblem) { try take("[", for: "a list") }

  /// Goes to the next element; false once the list is passed.
  package mutating func nextElement(isFirst: inout Bool) throws(JSONProblem) -> Bool {
    guard try another("]", isFirst) else { return false }
    isFirst = false
    return true
  }

  /// Goes to the next member or element; false once the closing bracket is passed.
  private mutating func another(_ closing: Unicode.Scalar, _ isFirst: Bool) throws(JSONProblem)
    -> Bool
  {
    skipSpace()
    guard position < bytes.count else { throw problem("the file ends within a value") }
    if bytes[position] == UInt8(ascii: closing) {
      position += 1
      skipSpace()
      return false
    }
    if !isFirst {
      try take(",", for: "',' or '\(closing)'")
      if next == UInt8(ascii: closing) {
        throw problem("a comma stands before '\(closing)'; JSON allows none there")
      }
    }
    return true
  }

  /// A string, escapes resolved.
  package mutating func string() throws(JSONProblem) -> String {
    let start = position + 1
    try take("\"", for: "a string", spaced: false)
    skipPlain()
    if next == 0x22 {
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      position += 1
      skipSpace()
      return text
    }
    var text = Array(bytes[start..<position])
    try rest(into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the bytes of a string, escapes resolved.
  package mutating func string(into text: inout [UInt8]) throws(JSONProblem) {
    try take("\"", for: "a string", spaced: false)
    try rest(into: &text)
  }

  /// Passes what of a string stands for itself.
  private mutating func skipPlain() { position = Self.plainEnd(bytes.span, from: position) }

  private static func plainEnd(_ text: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.count {
      let byte = text[end]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
      end += 1
    }
    return end
  }

  private mutating func rest(into text: inout [UInt8]) throws(JSONProblem) {
    while true {
      let start = position
      skipPlain()
      text.append(contentsOf: bytes[start..<position])
      guard position < bytes.count else { throw problem("the file ends within a string") }
      switch bytes[position] {
      case 0x22:
        position += 1
        skipSpace()
        return
      case 0x5C: try escape(into: &text)
      default: throw problem("a control character stands bare in a string")
      }
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
    guard position + 1 < bytes.count else { throw problem("the file ends within a string") }
    let letter = bytes[position + 1]
    if let byte = JSONEscape.byte(for: letter) {
      text.append(byte)
      position += 2
      return
    }
    switch letter {
    case UInt8(ascii: "u"):
      var code = try hexadecimal(at: position + 2)
      if (0xD800..<0xDC00).contains(code), position + 7 < bytes.count,
        bytes[position + 6] == 0x5C, bytes[position + 7] == UInt8(ascii: "u")
      {
        let low = try hexadecimal(at: position + 8)
        if (0xDC00..<0xE000).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
          position += 6
        }
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw problem("half of a surrogate pair stands alone")
      }
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
      position += 4
    default: throw problem("'\\' does not begin an escape that JSON knows")
    }
    position += 2
  }

  private func hexadecimal(at start: Int) throws(JSONProblem) -> UInt32 {
    guard start + 4 <= bytes.count else { throw problem("the file ends within a string") }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte & 15)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        value = value << 4 | UInt32(byte & 15 + 9)
      default: throw problem("\\u is followed by four hexadecimal digits")
      }
    }
    return value
  }

  /// The characters of a number, unread.
  package mutating func number() throws(JSONProblem) -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        position += 1
        continue
      default: break
      }
      break
    }
    let digits = bytes[start..<position]
    guard Self.isNumber(digits) else {
      position = start
      throw expected("a number")
    }
    skipSpace()
    return digits
  }

  /// Whether there is another value after this one, which white space alone parts from it.
  package var isAtEnd: Bool { position >= bytes.count }

  /// Reads a small value as a tree; its places are those of the whole file.
  package mutating func tree() throws(JSONProblem) -> JSON {
    let start = position
    try skip()
    return try JSONParser.value(Array(bytes[start..<position]), at: place(of: start))
  }

  /// Reads a value as a tree whose places mean nothing, since finding them would take longer than reading.
  package mutating func placelessTree() throws(JSONProblem) -> JSON {
    let start = position
    try skip()
    do throws(JSONProblem) {
      return try JSONParser.value(Array(bytes[start..<position]), file: file)
    } catch {
      return try JSONParser.value(Array(bytes[start..<position]), at: place(of: start))
    }
  }

  /// What was passed since a value began, without the space behind it.
  package func passed(since start: Int) -> ArraySlice<UInt8> {
    var end = position
    while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end]
  }

  /// A part of the text that was passed earlier.
  package subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  /// Passes over a value, whatever it is.
  package mutating func skip() throws(JSONProblem) { try skip(depth: 0) }

  private mutating func skip(depth: Int) throws(JSONProblem) {
    guard depth < Self.deepest else {
      throw problem("values are nested more than \(Self.deepest) deep")
    }
    switch next {
    case UInt8(ascii: "{"):
      try take("{", for: "an object")
      var isFirst = true
      while try another("}", isFirst) {
        isFirst = false
        try skipString()
        try take(":", for: "':'")
        try skip(depth: depth + 1)
      }
    case UInt8(ascii: "["):
      try take("[", for: "a list")
      var isFirst = true
      while try another("]", isFirst) {
        isFirst = false
        try skip(depth: depth + 1)
      }
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: _ = try number()
    }
  }

  private mutating func skipString() throws(JSONProblem) {
    try take("\"", for: "a string", spaced: false)
    skipPlain()
    if next == 0x22 {
      position += 1
      skipSpace()
    } else {
      // What is passed over is still to be JSON, since it may be written as it stands.
      var text: [UInt8] = []
      try rest(into: &text)
    }
  }

  private mutating func word(_ text: String) throws(JSONProblem) {
    guard bytes[position...].starts(with: text.utf8) else { throw expected("a value") }
    position += text.utf8.count
    skipSpace()
  }

  /// Makes sure that nothing follows the value.
  package mutating func end() throws(JSONProblem) {
    skipSpace()
    guard position >= bytes.count else { throw expected("the end of the file") }
  }

  // MARK: Steps

  private mutating func take(
    _ scalar: Unicode.Scalar,
    for what: @autoclosure () -> String,
    spaced: Bool = true
  ) throws(JSONProblem) {
    guard position < bytes.count, bytes[position] == UInt8(ascii: scalar) else {
      throw expected(what())
    }
    position += 1
    if spaced { skipSpace() }
  }

  private func expected(_ what: String) -> JSONProblem {
    guard position < bytes.count else {
      return problem("expected \(what), found the end of the file")
    }
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return problem(
      "expected \(what), found '\(String(decoding: bytes[position..<end], as: UTF8.self))'"
    )
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) {
      if bytes[position] == 0x0A, lineEnd == nil { lineEnd = position }
      position += 1
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
