import Documents
import LibXML
import PlainText

extension HTMLElements {
  /// Text whose lines and spaces count: code, or a text that was never marked up.
  mutating func readPreformatted(_ index: Int) -> Int {
    let node = tree.nodes[index]
    let end = Int(node.end)
    flush()
    var bytes: [UInt8] = []
    var language: String?
    var isCode = isNamedAsCode(index)
    var source: Range<Int>?
    var place = index + 1
    language = codeLanguage(index)
    while place < end {
      let inner = tree.nodes[place]
      switch inner.tag {
      case .text:
        bytes += tree.bytes[Int(inner.first)..<Int(inner.last)]
        let start = source?.lowerBound ?? Int(inner.sourceStart)
        source = start..<max(start, Int(inner.sourceEnd))
      case .br: bytes.append(0x0A)
      case .code, .samp:
        isCode = isCode || place < index + 3
        language = language ?? codeLanguage(place)
      case .div, .p, .li, .tr: if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
      case .script, .style, .template:
        document.ledger.drop(.machinery, page.characters(in: place))
        place = Int(inner.end)
        continue
      default: break
      }
      place += 1
    }
    let text = String(decoding: trimmed(bytes), as: UTF8.self)
    guard !text.isEmpty else { return end }
    let range = source.map(offsets.range)
    if !isCode, language == nil, !regions.isEmpty || isProse(text) {
      let reading = readPlainText(text)
      document.ledger.drop(.markup, reading.markup)
      document.ledger.drop(.hyphen, reading.hyphens)
      for element in reading.elements {
        var element = element
        element.sourceRange = range
        if let role = roles.last { element.role = role }
        append(element)
      }
      return end
    }
    var element = Element(.codeSnippet, text, sourceRange: range)
    element.codeLanguage = language
    append(element)
    return end
  }

  /// Without blank lines at the ends, and with line ends of one kind.
  private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var start = 0
    var line = 0
    while line < bytes.count, isSpace(bytes[line]) {
      if bytes[line] == 0x0A { start = line + 1 }
      line += 1
    }
    var end = bytes.count
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end].filter { $0 != 0x0D }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  private func isNamedAsCode(_ index: Int) -> Bool {
    guard let names = tree.attribute(.class, of: index)?.lowercased() else { return false }
    return ["code", "highlight", "prettyprint", "listing", "brush", "screen", "programlisting"]
      .contains { names.contains($0) }
  }

  /// The language that a class such as "language-swift" names.
  private func codeLanguage(_ index: Int) -> String? {
    if let name = tree.attribute(.dataLanguage, of: index), !name.isEmpty { return name }
    guard let names = tree.attribute(.class, of: index) else { return nil }
    for name in names.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == ";" }) {
      for prefix in ["language-", "lang-", "highlight-source-", "sourceCode-"]
      where name.hasPrefix(prefix) && name.utf8.count > prefix.utf8.count {
        return String(name.dropFirst(prefix.count))
      }
    }
    let words = names.split(separator: " ")
    if words.first == "sourceCode" || words.first == "src", words.count > 1 {
      let word = words[1]
      return String(word.hasPrefix("src-") ? word.dropFirst(4) : word)
    }
    return nil
  }

  /// Whether most of a preformatted text is sentences.
  private func isProse(_ text: String) -> Bool {
    var prose = 0
    var all = 0
    for element in plainTextElements(text) {
      let size = element.text.utf8.count
      all += size
      if element.kind == .narrativeText || element.kind == .listItem { prose += size }
    }
    return prose * 2 > all
  }
}
