import Documents

/// Turns blocks of lines into elements, remembering lists, code and titles between blocks.
struct PlainTextParser {
  let text: String
  /// What the text says of the words that ends of lines divide.
  let divided: DividedWords
  /// Whether the text has ends of pages.
  let hasPages: Bool
  var elements: [Element] = []
  var outline = TitleOutline()
  var list = ListNesting()
  /// The marker of the last list item, and where its line was indented.
  var item: (marker: ListMarker, indent: Int)?
  /// How many characters were markers of lists, underlines of titles and rules.
  var markup = 0
  /// How the lines of the block are filled.
  var fill = ParagraphFill.unknown
  /// Whether the ends of the block's lines were meant, as those of addresses and poems are.
  var keepsLines = false
  /// How many hyphens were taken out of words that the ends of lines had divided.
  var hyphens = 0
  /// How many lines of the block were looked at in search of tables, those counted again that were looked at
  /// again.
  var looked = 0
  /// Where the code block that the last element is ends, in bytes; nil after anything else.
  var codeEnd: Int?

  /// How often each line of a block is looked at in search of tables.
  private static let mostLooks = 32

  init(text: String, divided: DividedWords, hasPages: Bool) {
    self.text = text
    self.divided = divided
    self.hasPages = hasPages
  }

  /// Parses the lines between two blank ones; the block after it tells titles from labels.
  mutating func parse(
    _ block: [TextLine],
    before next: [TextLine],
    in bytes: Span<UInt8>
  ) {
    looked = 0
    if parseWhole(block, before: next, in: bytes) { return }
    codeEnd = nil
    fill = ParagraphFill(block, in: bytes)
    keepsLines = Self.hasMeantLines(block, in: bytes)
    var index = 0
    while index < block.count {
      // A block of many lines that are nearly a table must not be looked through from each of them.
      let mayHaveTable = looked <= Self.mostLooks * block.count
      let drawn = mayHaveTable ? parseDrawnTable(at: index, of: block, in: bytes) : 0
      if drawn > 0 {
        index += drawn
        continue
      }
      let quoted = parseQuote(at: index, of: block, in: bytes)
      if quoted > 0 {
        index += quoted
        continue
      }
      let taken = title(at: index, of: block, before: next, in: bytes)
      if taken > 0 {
        index += taken
        continue
      }
      if bytes.isRule(block[index]) {
        drop(block[index].start, block[index].end, in: bytes)
        index += 1
        continue
      }
      if mayHaveTable, index > 0, parseTable(block[index...], in: bytes) { return }
      index = parseText(at: index, of: block, in: bytes)
    }
  }

  /// The elements, with the depths of their titles.
  consuming func finish() -> [Element] {
    for (element, depth) in outline.depths() { elements[element].categoryDepth = depth }
    return elements
  }

  /// Blocks that are one element as a whole.
  private mutating func parseWhole(
    _ block: [TextLine],
    before next: [TextLine],
    in bytes: Span<UInt8>
  ) -> Bool {
    if parseCode(block, in: bytes) || parseRecords(block, in: bytes) { return true }
    if DrawnTable.begins(block[0], in: bytes) || RuledTable.isRule(block[0], in: bytes)
      || (block.count > 1 && RuledTable.isRule(block[1], in: bytes))
    {
      return false
    }
    if parseTable(block[...], in: bytes) { return true }
    guard block.count == 1 else { return false }
    if let kind = pageMargin(block[0], in: bytes) {
      codeEnd = nil
      append(kind, block[...])
      return true
    }
    guard bytes.isEmailAddress(block[0]) else { return false }
    codeEnd = nil
    append(.emailAddress, block[...])
    return true
  }

  /// A paragraph or a list item; gives the index of the line after it.
  private mutating func parseText(
    at first: Int,
    of block: [TextLine],
    in bytes: Span<UInt8>
  ) -> Int {
    let line = block[first]
    var marker = ListMarker(bytes, line)
    if let read = marker, read.isHighNumber, !(item.map { read.hasStyle(of: $0.marker) } ?? false) {
      marker = nil
    }
    var end = first + 1
    while end < block.count,
      !endsText(before: end, of: block, startedAt: line, by: marker, in: bytes)
    {
      end += 1
    }
    let lines = block[first..<end]
    guard let marker else {
      if !list.holds(indent: line.indent) { closeList() }
      let joined = joinedText(lines)
      append(Self.kind(of: joined), lines, text: joined)
      return end
    }
    var element = Element(
      .listItem,
      joinedText(lines, from: marker.textStart),
      depth: list.depth(at: line.indent),
      sourceRange: line.scalarStart..<lines[end - 1].scalarEnd
    )
    if case .box(let checked) = marker.kind { element.checked = checked }
    if hasPages { element.pageNumber = line.page + 1 }
    elements.append(element)
    drop(line.start, marker.textStart, in: bytes)
    item = (marker, line.indent)
    return end
  }

  /// Whether a line begins something new after the paragraph or item that is being read.
  private func endsText(
    before index: Int,
    of block: [TextLine],
    startedAt first: TextLine,
    by open: ListMarker?,
    in bytes: Span<UInt8>
  ) -> Bool {
    let line = block[index]
    if bytes.isRule(line) || DrawnTable.begins(line, in: bytes) { return true }
    if Self.quoteDepth(line, in: bytes) > 0 { return true }
    if Self.isField(line, in: bytes), Self.isField(first, in: bytes) { return true }
    if open == nil, beginsIndented(index, of: block, in: bytes) { return true }
    if fill.endsParagraph(block[index - 1], before: line, in: bytes) { return true }
    if index + 1 < block.count, bytes.isUnderline(block[index + 1], exactlyOf: line) { return true }
    guard let marker = ListMarker(bytes, line) else { return false }
    if let open {
      guard marker.isNumeric else { return true }
      if line.indent >= first.indent + open.width { return marker.beginsList }
      return marker.follows(open) || (line.indent != first.indent && !marker.isHighNumber)
    }
    guard marker.isAmbiguous else { return true }
    // A dash or number at the edge of a paragraph is mostly prose; a colon, an indentation or a
    // second one make it a list.
    let previous = block[index - 1]
    guard marker.beginsList || line.indent > first.indent else { return false }
    if line.indent > first.indent { return true }
    if SentenceEnd(bytes, from: previous.start, to: previous.end) == .open { return true }
    guard index + 1 < block.count, let second = ListMarker(bytes, block[index + 1]) else {
      return false
    }
    return second.hasStyle(of: marker)
  }

  /// The lines that pages of some documents end and begin with: "Doe    Internet    [Page 7]".
  private func pageMargin(_ line: TextLine, in bytes: Span<UInt8>) -> ElementKind? {
    guard line.scalarCount <= 100 else { return nil }
    let measure = ProseMeasure(bytes, from: line.start, to: line.end)
    guard measure.hasColumns else { return nil }
    var index = line.end - 1
    if bytes[index] == UInt8(ascii: "]") {
      index -= 1
      let last = index
      while index > line.start, (0x30...0x39).contains(bytes[index]) { index -= 1 }
      let word = Array("[Page ".utf8)
      guard index < last, index - line.start >= word.count - 1 else { return nil }
      let start = index - word.count + 1
      return word.indices.allSatisfy { bytes[start + $0] == word[$0] } ? .footer : nil
    }
    // The head of the next page follows the foot of the one before.
    return elements.last?.kind == .footer ? .header : nil
  }

  static func kind(of text: String) -> ElementKind {
    let bytes = text.utf8.span
    let ends = SentenceEnd(bytes, from: 0, to: bytes.count) == .full
    let isProse = ProseMeasure(bytes, from: 0, to: bytes.count).isProse(endsSentence: ends)
    return isProse ? .narrativeText : .uncategorizedText
  }

  /// Notes bytes that are in no element.
  mutating func drop(_ start: Int, _ end: Int, in bytes: Span<UInt8>) {
    markup += CharacterLedger.count(utf8: bytes.extracting(start..<end))
  }

  mutating func closeList() {
    list.close()
    item = nil
  }
}
