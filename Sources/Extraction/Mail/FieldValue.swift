/// A field's value with parameters, such as `text/plain; charset=utf-8`.
struct FieldValue {
  /// The first word, in small letters.
  private(set) var value = ""
  private var parameters: [String: [UInt8]] = [:]
  /// The encodings of parameters that are written after RFC 2231.
  private var charsets: [String: String] = [:]

  init(_ field: [UInt8]?) {
    guard let field else { return }
    let pieces = Self.pieces(field)
    value = Self.lowercased(Self.trimmed(pieces[0]))
    var continued: [String: [(number: Int, isEncoded: Bool, bytes: [UInt8])]] = [:]
    for piece in pieces.dropFirst().prefix(500) {
      guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = Self.lowercased(Self.trimmed(piece[..<equals]))
      let content = Self.unquoted(Self.trimmed(piece[(equals + 1)...]))
      guard let star = name.firstIndex(of: "*") else {
        if parameters[name] == nil { parameters[name] = content }
        continue
      }
      let base = String(name[..<star])
      let rest = name[name.index(after: star)...]
      let isEncoded = rest.isEmpty || rest.hasSuffix("*")
      let number = Int(rest.prefix { $0 != "*" }) ?? 0
      continued[base, default: []].append((number, isEncoded, content))
    }
    for (name, parts) in continued { join(name, parts) }
  }

  subscript(name: String) -> [UInt8]? { parameters[name] }

  /// A parameter as text, from whatever encoding it is written in.
  func text(_ name: String) -> String? {
    guard let bytes = parameters[name] else { return nil }
    if let charset = charsets[name] { return EncodedWords.string(bytes, charset: charset) }
    let text = EncodedWords.decode(bytes)
    return text.isEmpty ? nil : text
  }

  /// Puts the numbered pieces of a parameter together.
  private mutating func join(
    _ name: String,
    _ parts: [(number: Int, isEncoded: Bool, bytes: [UInt8])]
  ) {
    var bytes: [UInt8] = []
    var charset = ""
    for (place, part) in parts.sorted(by: { $0.number < $1.number }).enumerated() {
      var content = part.bytes[...]
      if part.isEncoded, place == 0 {
        let marks = content.indices.filter { content[$0] == UInt8(ascii: "'") }
        if marks.count >= 2 {
          charset = String(decoding: content[..<marks[0]], as: UTF8.self)
          content = content[(marks[1] + 1)...]
        }
      }
      bytes += part.isEncoded ? Self.percentDecoded(content) : Array(content)
    }
    parameters[name] = bytes
    charsets[name] = charset
  }

  /// Cuts at semicolons outside of quotes.
  private static func pieces(_ field: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    var isQuoted = false
    var index = 0
    while index < field.count {
      switch field[index] {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ";") where !isQuoted:
        pieces.append(field[start..<index])
        start = index + 1
      default: break
      }
      index += 1
    }
    pieces.append(field[min(start, field.count)...])
    return pieces
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.drop { $0 <= 0x20 }.trimmingSpaceEnd()
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).lowercased()
  }

  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.first == UInt8(ascii: "\"") else {
      // A comment may follow.
      return Array(bytes.prefix { $0 != UInt8(ascii: "(") }[...].trimmingSpaceEnd())
    }
    var content: [UInt8] = []
    var index = bytes.startIndex + 1
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex { index += 1 }
      content.append(bytes[index])
      index += 1
    }
    return content
  }

  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
        let high = QuotedPrintable.digit(bytes[index + 1]),
        let low = QuotedPrintable.digit(bytes[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return decoded
  }
}
