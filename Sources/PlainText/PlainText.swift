package import Documents

/// The elements of a text without markup, told by its layout.
package func plainTextElements(_ text: String) -> [Element] {
  readPlainText(text).elements
}

/// The elements of a text, and how many of its characters are signs of its layout or hyphens that only
/// the ends of lines brought.
package func readPlainText(
  _ text: String
) -> (elements: [Element], markup: Int, hyphens: Int) {
  var text = text
  // Text from elsewhere may be stored in pieces; the reader needs it in one.
  text.makeContiguousUTF8()
  let bytes = text.utf8.span
  var reader = LineReader()
  var block: [TextLine] = []
  var upcoming: [TextLine] = []
  var parser = PlainTextParser(
    text: text,
    divided: DividedWords(bytes),
    hasPages: bytes.hasFormFeed
  )
  reader.nextBlock(of: bytes, into: &block)
  while !block.isEmpty {
    reader.nextBlock(of: bytes, into: &upcoming)
    parser.parse(block, before: upcoming, in: bytes)
    swap(&block, &upcoming)
  }
  let (markup, hyphens) = (parser.markup, parser.hyphens)
  return (parser.finish(), markup, hyphens)
}

extension Span where Element == UInt8 {
  fileprivate var hasFormFeed: Bool {
    for index in indices where self[index] == 0x0C { return true }
    return false
  }
}
