/// Text in header fields, where all but ASCII is written as encoded words (RFC 2047).
enum EncodedWords {
  /// Decodes a field's value; what is not encoded is read like any text.
  static func decode(_ value: [UInt8]) -> String {
    var text = ""
    var pending: (charset: String, bytes: [UInt8])?
    var index = 0
    var plain = 0
    func flushPending() {
      guard let found = pending else { return }
      text += string(found.bytes, charset: found.charset)
      pending = nil
    }
    while index < value.count {
      guard value[index] == UInt8(ascii: "="), let word = word(value, at: index) else {
        index += 1
        continue
      }
      let between = value[plain..<index]
      // White space between encoded words is there for the line breaks only.
      if pending == nil || between.contains(where: { $0 > 0x20 }) {
        flushPending()
        text += string(Array(between), charset: nil)
      }
      if pending?.charset == word.charset {
        // A character may be cut in two by the end of a word.
        pending?.bytes += word.bytes
      } else {
        flushPending()
        pending = (word.charset, word.bytes)
      }
      index = word.end
      plain = index
    }
    flushPending()
    text += string(Array(value[plain...]), charset: nil)
    var folded = InlineText()
    folded.append(text)
    return folded.string
  }

  /// Text in an encoding that is named, or found out.
  static func string(_ bytes: [UInt8], charset: String?) -> String {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), charset?.lowercased() != "utf-7" {
      return String(decoding: bytes, as: UTF8.self)
    }
    guard let text = try? DecodedText(decoding: bytes, declared: charset) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  private static func word(
    _ value: [UInt8],
    at start: Int
  ) -> (charset: String, bytes: [UInt8], end: Int)? {
    guard start + 7 < value.count, value[start + 1] == UInt8(ascii: "?"),
      let method = mark(value, start + 2), method - start < 80, method + 2 < value.count,
      value[method + 2] == UInt8(ascii: "?")
    else { return nil }
    var end = method + 3
    while end + 1 < value.count {
      if value[end] == UInt8(ascii: "?"), value[end + 1] == UInt8(ascii: "=") { break }
      end += 1
    }
    guard end + 1 < value.count, end - start < 4_000 else { return nil }
    // A language may follow the encoding's name.
    let name = value[(start + 2)..<method].prefix { $0 != UInt8(ascii: "*") }
    let content = value[(method + 3)..<end]
    let bytes: [UInt8]
    switch value[method + 1] | 0x20 {
    case UInt8(ascii: "b"): bytes = Base64.decode(content).bytes
    case UInt8(ascii: "q"): bytes = QuotedPrintable.decodeWord(content)
    default: return nil
    }
    return (String(decoding: name, as: UTF8.self), bytes, end + 2)
  }

  private static func mark(_ value: [UInt8], _ start: Int) -> Int? {
    value[start...].prefix(80).firstIndex(of: UInt8(ascii: "?"))
  }
}
