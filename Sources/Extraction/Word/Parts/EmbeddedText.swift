import Documents

/// The text of a part in another format that a document takes in.
enum EmbeddedText {
  /// The elements of an embedded part; nil where it is of a format that is not read.
  static func elements(of bytes: [UInt8], type: String) -> [Element]? {
    let isMarkup = type.contains("html") || type.contains("xml")
    guard isMarkup || type.hasPrefix("text/plain") else { return nil }
    guard let text = try? DecodedText(decoding: bytes) else { return nil }
    guard isMarkup else {
      return String(decoding: text.bytes, as: UTF8.self).split(separator: "\n").compactMap {
        element($0)
      }
    }
    return blocks(of: text.bytes).compactMap { block in
      element(TagRemoval.text(of: String(decoding: block, as: UTF8.self)))
    }
  }

  private static func element(_ text: some StringProtocol) -> Element? {
    let text = MarkedText(bytes: Array(text.utf8)).trimmed()
    guard !text.bytes.isEmpty else { return nil }
    return text.element(ProseRule(text.bytes.span).isProse ? .narrativeText : .uncategorizedText)
  }

  /// Parts HTML where an element begins or ends that stands by itself.
  private static func blocks(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let names: Set<[UInt8]> = Set(
      [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "body", "section",
        "article", "pre", "blockquote", "ul", "ol", "dl", "dt", "dd", "title",
      ].map { Array($0.utf8) }
    )
    var blocks: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "<") {
      var name: [UInt8] = []
      var place = index + 1
      if place < bytes.count, bytes[place] == UInt8(ascii: "/") { place += 1 }
      while place < bytes.count, name.count < 12,
        (0x61...0x7A).contains(bytes[place] | 0x20) || (0x31...0x36).contains(bytes[place])
      {
        name.append(bytes[place] | 0x20)
        place += 1
      }
      // A digit keeps its value with this bit set.
      if names.contains(name) {
        blocks.append(bytes[start..<index])
        start = index
      }
    }
    return blocks + [bytes[start...]]
  }
}
