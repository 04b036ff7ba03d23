import LibXML

/// Raw HTML without its tags.
enum TagRemoval {
  /// The text between the tags, with scripts, styles and comments left out and white space folded.
  static func text(of html: String) -> String {
    let bytes = Array(html.utf8)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<"), let end = tagEnd(bytes, index) {
        if !isInline(bytes, index) { addSpace(&output) }
        index = end
      } else if byte == UInt8(ascii: "&"), let entity = entity(bytes, index) {
        output += Array(String(entity.scalar).utf8)
        index = entity.end
      } else {
        if byte <= 0x20 { addSpace(&output) } else { output.append(byte) }
        index += 1
      }
    }
    return String(decoding: output[...].trimmingSpaceEnd(), as: UTF8.self)
  }

  /// The level of a heading that is all there is.
  static func headingLevel(of html: String) -> Int? {
    let trimmed = Array(html.utf8)[...].trimmingSpaceEnd()
    guard let start = trimmed.firstIndex(where: { $0 > 0x20 }), trimmed.endIndex - start > 8,
      trimmed[start] == UInt8(ascii: "<"), trimmed[start + 1] | 0x20 == UInt8(ascii: "h"),
      (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(trimmed[start + 2]),
      trimmed[start + 3] == UInt8(ascii: ">") || trimmed[start + 3] <= 0x20,
      trimmed.suffix(5).elementsEqual("</h".utf8 + [trimmed[start + 2], UInt8(ascii: ">")])
    else { return nil }
    return Int(trimmed[start + 2] - UInt8(ascii: "0"))
  }

  private static func addSpace(_ output: inout [UInt8]) {
    guard let last = output.last, last != UInt8(ascii: " ") else { return }
    output.append(UInt8(ascii: " "))
  }

  /// Where a tag, a comment, or an element whose content is no text, ends.
  private static func tagEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    if starts(bytes, start, "<!--") { return find("-->", bytes, start + 4) ?? bytes.count }
    for name in ["script", "style"] where starts(bytes, start, "<" + name) {
      guard let close = find("</" + name, bytes, start) else { return bytes.count }
      return find(">", bytes, close) ?? bytes.count
    }
    switch bytes[start + 1] | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "/"), UInt8(ascii: "!") | 0x20,
      UInt8(ascii: "?") | 0x20:
      // A tag that is never closed is a sign in the text.
      return find(">", bytes, start, within: 1 << 16)
    default: return nil
    }
  }

  private static func isInline(_ bytes: [UInt8], _ start: Int) -> Bool {
    ["a", "b", "i", "em", "strong", "code", "span", "sup", "sub", "kbd", "u", "s"].contains {
      [" ", ">"].contains { [name = $0] mark in starts(bytes, start, "<" + name + mark) }
        || starts(bytes, start, "</" + $0 + ">")
    }
  }

  private static func entity(
    _ bytes: [UInt8],
    _ start: Int
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    let candidates = bytes[(start + 1)...].prefix(10)
    guard let end = candidates.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    return HTMLEntity.scalar(of: name).map { ($0, end + 1) }
  }

  private static func starts(_ bytes: [UInt8], _ start: Int, _ word: String) -> Bool {
    let end = start + word.utf8.count
    return end <= bytes.count
      && zip(bytes[start..<end], word.utf8).allSatisfy { $0 == $1 || ($0 | 0x20) == $1 }
  }

  /// The offset after the next occurrence of a word.
  private static func find(
    _ word: String,
    _ bytes: [UInt8],
    _ start: Int,
    within limit: Int = .max
  ) -> Int? {
    let end = limit < bytes.count - start ? start + limit : bytes.count
    guard let first = word.utf8.first else { return nil }
    for index in start..<end where bytes[index] | 0x20 == first | 0x20 {
      if starts(bytes, index, word) { return index + word.utf8.count }
    }
    return nil
  }
}
