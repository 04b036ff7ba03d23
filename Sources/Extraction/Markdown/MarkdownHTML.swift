import CommonMark
import Documents

/// Raw HTML in Markdown that is more than a tag around some words.
enum MarkdownHTML {
  /// A table of more blocks than this is read as they come.
  private static let mostBlocks = 2_000

  /// What is written is all there to be read.
  static let options: ExtractionOptions = {
    var options = ExtractionOptions()
    options.html.boilerplate = .keep
    return options
  }()

  /// The raw HTML that begins at a block, with the block after it; nil where it has no structure.
  ///
  /// A blank line within a table ends the parser's block, so that what follows up to the table's end
  /// is taken along.
  static func structured(_ blocks: [MarkdownBlock], _ index: Int) -> (String, end: Int)? {
    guard blocks[index].kind == .html else { return nil }
    let first = blocks[index].content.text
    let bytes = Array(first.utf8)
    guard ["<table", "<img", "<li"].contains(where: { count($0, bytes) > 0 }) else { return nil }
    var open = count("<table", bytes) - count("</table", bytes)
    var html = first
    var end = index + 1
    while open > 0, end < blocks.count, end - index < mostBlocks {
      let text = blocks[end].content.text
      switch blocks[end].kind {
      case .html:
        let bytes = Array(text.utf8)
        open += count("<table", bytes) - count("</table", bytes)
        html += text
      case .paragraph: html += "<p>" + escaped(text) + "</p>"
      default: return (first, index + 1)
      }
      end += 1
    }
    return open > 0 ? (first, index + 1) : (html, end)
  }

  private static func escaped(_ text: String) -> String {
    var escaped: [UInt8] = []
    let bytes = Array(text.utf8)
    escaped.appendEscaped(bytes, 0..<bytes.count)
    return String(decoding: escaped, as: UTF8.self)
  }

  /// How often a tag's beginning, in small letters, stands in a text.
  private static func count(_ tag: String, _ bytes: [UInt8]) -> Int {
    let tag = Array(tag.utf8)
    var found = 0
    var index = 0
    while index + tag.count < bytes.count {
      if bytes[index] == tag[0],
        tag.indices.allSatisfy({ bytes[index + $0] | 0x20 == tag[$0] | 0x20 }),
        !isLetter(bytes[index + tag.count])
      {
        found += 1
        index += tag.count
      } else {
        index += 1
      }
    }
    return found
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
