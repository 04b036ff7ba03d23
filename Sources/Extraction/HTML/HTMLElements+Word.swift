import Documents
import LibXML

extension HTMLElements {
  /// Begins a paragraph that Word or Outlook wrote for what it has as an item of a list.
  mutating func openWordParagraph(_ index: Int, _ does: inout HTMLOpenElement.Closing) -> Bool {
    guard table == nil, lists.isEmpty, tree.hasAttributes(index) else { return false }
    if tree.attribute(.class, of: index) == "MsoTitle" {
      openTitle(level: 1, &does)
      return true
    }
    guard let level = wordLevel(index) else { return false }
    openItem(depth: level, label: nil, &does)
    blocks[blocks.count - 1].hasTypedSign = true
    return true
  }

  /// The nesting that a paragraph says that it has in a list of Word's.
  private func wordLevel(_ index: Int) -> Int? {
    if let style = tree.attribute(.style, of: index), style.contains("mso-list") {
      let words = style.split { " :;".contains($0) }
      guard let name = words.firstIndex(of: "mso-list"), name + 1 < words.count,
        words[name + 1] != "none"
      else { return nil }
      let level = words[name...].first { $0.hasPrefix("level") }?.dropFirst(5)
      return min(max((level.flatMap { Int($0) } ?? 1) - 1, 0), 8)
    }
    guard let names = tree.attribute(.class, of: index), names.hasPrefix("MsoListParagraph") else {
      return nil
    }
    // The same style is there for paragraphs that are merely as wide as items.
    return hasTypedSign(index) ? 0 : nil
  }

  /// Whether a paragraph begins with a sign and a no-break space, as Word puts between the two.
  private func hasTypedSign(_ index: Int) -> Bool {
    var text = InlineText()
    for place in index..<Int(tree.nodes[index].end) where tree.nodes[place].tag == .text {
      let node = tree.nodes[place]
      text.append(tree.bytes, Int(node.first)..<Int(node.last))
      if text.bytes.count > 24 { break }
    }
    return Self.typedSign(text.bytes) != nil
  }

  /// Takes the sign off an item; one that counts becomes its label.
  mutating func takeTypedSign(_ text: inout InlineText) {
    guard let (sign, start) = Self.typedSign(text.bytes) else { return }
    blocks[blocks.count - 1].hasTypedSign = false
    let isNumber = sign.count > 1 && sign.contains { $0 < 0x80 && $0 > 0x2F }
    if isNumber { blocks[blocks.count - 1].label = String(decoding: sign, as: UTF8.self) }
    let characters = CharacterLedger.count(utf8: sign.span)
    document.ledger.drop(.bullet, characters)
    text.removeFirst(start)
  }

  /// The sign before a no-break space at the beginning of a text, and where the text goes on.
  private static func typedSign(_ bytes: [UInt8]) -> (sign: [UInt8], textStart: Int)? {
    var end = 0
    while end < bytes.count, end <= 12, bytes[end] > 0x20,
      !(bytes[end] == 0xC2 && end + 1 < bytes.count && bytes[end + 1] == 0xA0)
    {
      end += 1
    }
    guard end > 0, end <= 12, end < bytes.count else { return nil }
    var start = end
    var hasNoBreakSpace = false
    while start < bytes.count {
      if bytes[start] <= 0x20 {
        start += 1
      } else if bytes[start] == 0xC2, start + 1 < bytes.count, bytes[start + 1] == 0xA0 {
        hasNoBreakSpace = true
        start += 2
      } else {
        break
      }
    }
    guard hasNoBreakSpace, start < bytes.count, isSign(bytes[..<end]) else { return nil }
    return (Array(bytes[..<end]), start)
  }

  /// A single character, or a short number with a mark such as "iv)" or "2.1".
  private static func isSign(_ word: ArraySlice<UInt8>) -> Bool {
    let characters = word.count { $0 & 0xC0 != 0x80 }
    if characters == 1 { return true }
    guard let last = word.last, word.allSatisfy({ $0 < 0x80 }) else { return false }
    let marks = word.count { !(0x30...0x39).contains($0) && !(0x41...0x5A).contains($0 & 0xDF) }
    let letters = word.count { (0x41...0x5A).contains($0 & 0xDF) }
    return marks > 0 && letters <= 5
      && (last == UInt8(ascii: ".") || last == UInt8(ascii: ")")
        || letters == 0)
  }
}
