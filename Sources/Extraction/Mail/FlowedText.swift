/// Plain text of a mail: its own words, those it quotes, and its signature.
struct FlowedText {
  struct Section {
    var role: String?
    var text: [UInt8]
  }

  private(set) var sections: [Section] = []
  /// The signs of quoting and the line before the signature.
  private(set) var markup = 0

  private let isFlowed: Bool
  private let deletesSpaces: Bool
  private var role: String?
  private var level = 0
  private var isJoining = false

  /// Reads the lines; with `format=flowed` (RFC 3676) those that a space ends go on.
  init(_ text: [UInt8], isFlowed: Bool, deletesSpaces: Bool) {
    self.isFlowed = isFlowed
    self.deletesSpaces = deletesSpaces
    let span = text.span
    var index = 0
    while index < span.count {
      let end = MailHeader.lineEnd(span, index, span.count)
      read(text, span, index, MailHeader.contentEnd(span, index, end))
      index = end
    }
  }

  private mutating func read(_ text: [UInt8], _ span: Span<UInt8>, _ start: Int, _ end: Int) {
    var index = start
    var depth = 0
    while index < end {
      if span[index] == UInt8(ascii: ">") {
        depth += 1
        index += 1
      } else if span[index] == 0x20, index + 1 < end, span[index + 1] == UInt8(ascii: ">"),
        depth > 0
      {
        index += 1
      } else {
        break
      }
    }
    if isFlowed || depth > 0, index < end, span[index] == 0x20 { index += 1 }
    markup += depth
    if depth == 0, isSignatureLine(span, start, end) {
      markup += 2
      begin("signature", 0)
      return
    }
    if depth != level || (depth > 0) != (role == "quote") {
      if depth > 0 {
        begin("quote", depth)
      } else if role == "quote", !isBelowOriginal {
        begin(nil, 0)
      }
      level = depth
    }
    if sections.isEmpty { begin(role, depth) }
    if depth == 0, isOriginalLine(text[start..<end]) {
      begin("quote", 0)
      isBelowOriginal = true
    }
    let last = sections.count - 1
    if isJoining {
      sections[last].text += text[index..<end]
    } else {
      if !sections[last].text.isEmpty || index == end { sections[last].text.append(0x0A) }
      sections[last].text += text[index..<end]
    }
    isJoining = isFlowed && end > index && span[end - 1] == 0x20
    if isJoining, deletesSpaces { sections[last].text.removeLast() }
  }

  /// Whether a line was met below which all is the message that is answered.
  private var isBelowOriginal = false

  private mutating func begin(_ role: String?, _ depth: Int) {
    self.role = role
    level = depth
    isJoining = false
    sections.append(Section(role: role, text: []))
  }

  private func isSignatureLine(_ span: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start == 2 || (end - start == 3 && span[end - 1] == 0x20) else { return false }
    return span[start] == UInt8(ascii: "-") && span[start + 1] == UInt8(ascii: "-")
  }

  /// "-----Original Message-----" in any language.
  private func isOriginalLine(_ line: ArraySlice<UInt8>) -> Bool {
    let line = line.trimmingSpaceEnd()
    guard line.count >= 12, line.count <= 80,
      line.prefix(5).allSatisfy({ $0 == UInt8(ascii: "-") }),
      line.suffix(5).allSatisfy({ $0 == UInt8(ascii: "-") })
    else { return false }
    return line.contains { $0 >= 0x80 || (0x41...0x5A).contains($0 & 0xDF) }
  }
}
