import Documents

/// The elements of a plain text, as its groups of lines come by.
struct PlainTextElements {
  private var elements: [Element] = []
  private let bytes: [UInt8]
  private var list = TextListNesting()

  static func read(_ text: DecodedText) -> [Element] {
    var lines = TextLineReader()
    var reader = PlainTextElements(bytes: text.bytes)
    var group = lines.nextGroup(in: text.bytes.span)
    while !group.isEmpty {
      let next = lines.nextGroup(in: text.bytes.span)
      reader.read(group, before: next)
      group = next
    }
    return reader.elements
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read(_ group: [TextLine], before next: [TextLine]) {
    if let table = TextTable(group, in: bytes) {
      list.close()
      var element = Element(.table, table.text, sourceRange: Self.range(group[...]))
      element.textAsHTML = TableMarkup.html(table.rows)
      elements.append(element)
    } else if !list.isOpen, CodeRule.isCode(group, in: bytes) {
      let code = CodeRule.text(group, in: bytes)
      elements.append(Element(.codeSnippet, code, sourceRange: Self.range(group[...])))
    } else {
      readBlocks(group, before: next)
    }
  }

  /// Divides a group into paragraphs, list items and underlined headings.
  private mutating func readBlocks(_ group: [TextLine], before next: [TextLine]) {
    let layout = TextLayout(group, in: bytes.span)
    var start = 0
    var mark: ListMark?
    var isInList = false
    var number = list.lastNumber
    for index in group.indices where index >= start {
      if let length = titleLength(group, index, isFirst: index == start) {
        addBlock(group[start..<index], mark, layout, next)
        addTitle(group[index..<(index + length)])
        start = index + length
        mark = nil
        continue
      }
      let line = group[index]
      let candidate = ListMark(bytes.span.extracting(line.content))
      let isMarked =
        candidate.map {
          layout.accepts(
            $0, isFirst: index == 0, isInList: isInList || list.isOpen && index == start,
            after: number)
        } ?? false
      let isParagraph =
        index > start && mark == nil
        && layout.startsParagraph(
          line, after: group[index - 1], blockStart: group[start], in: bytes.span)
      guard isMarked || isParagraph || index > start && layout.linesAreParagraphs else { continue }
      addBlock(group[start..<index], mark, layout, [line])
      start = index
      mark = isMarked ? candidate : nil
      isInList = isMarked
      if isMarked, case .number(let value) = candidate?.kind { number = value }
    }
    addBlock(group[start...], mark, layout, next)
  }

  /// How many lines from one on are a rule to be dropped or an underlined heading.
  private func titleLength(_ group: [TextLine], _ index: Int, isFirst: Bool) -> Int? {
    let rule = RuleLine(bytes.span.extracting(group[index].content))
    if let rule {
      guard index + 2 < group.count, let under = RuleLine(bytes.span.extracting(group[index + 2].content)),
        under.sign == rule.sign, under.depth(under: group[index + 1]) != nil
      else { return 1 }
      return 3
    }
    guard isFirst, index + 1 < group.count, ListMark(bytes.span.extracting(group[index].content))?.isBullet != true,
      RuleLine(bytes.span.extracting(group[index + 1].content))?.depth(under: group[index]) != nil
    else { return nil }
    return 2
  }

  private mutating func addTitle(_ lines: ArraySlice<TextLine>) {
    guard let last = lines.last, lines.count > 1 else { return }
    list.close()
    let line = lines[lines.endIndex - 2]
    let depth = RuleLine(bytes.span.extracting(last.content))?.depth(under: line)
    elements.append(
      Element(.title, text(line.content), depth: depth, sourceRange: Self.range(lines)))
  }

  private mutating func addBlock(
    _ lines: ArraySlice<TextLine>, _ mark: ListMark?, _ layout: TextLayout, _ next: [TextLine]
  ) {
    guard let first = lines.first else { return }
    if lines.count <= 3, let heading = heading(lines, mark, before: next) {
      list.close()
      elements.append(heading)
      return
    }
    var paragraph = ParagraphText(keepsLines: layout.keepsLines && mark == nil)
    for line in lines {
      var content = line.content
      // A number is kept, since people refer to it; a bullet says nothing.
      if paragraph.bytes.isEmpty, let mark, mark.isBullet {
        content = (content.lowerBound + mark.length)..<content.upperBound
      }
      paragraph.add(bytes[content])
    }
    var kind = ElementKind.listItem
    var depth: Int?
    if let mark {
      depth = list.add(mark, indent: first.indent)
    } else {
      if !list.contains(indent: first.indent) { list.close() }
      kind =
        lines.count == 1 && EmailRule.isAddress(bytes.span.extracting(first.content))
        ? .emailAddress
        : ProseRule(paragraph.bytes.span).isProse ? .narrativeText : .uncategorizedText
    }
    let text = String(decoding: paragraph.bytes, as: UTF8.self)
    elements.append(Element(kind, text, depth: depth, sourceRange: Self.range(lines)))
  }

  private func heading(
    _ lines: ArraySlice<TextLine>, _ mark: ListMark?, before next: [TextLine]
  ) -> Element? {
    if let mark, mark.isBullet || mark.kind == .letter { return nil }
    guard let first = lines.first, let last = lines.last, let nextFirst = next.first,
      let nextLast = next.last, !list.contains(indent: first.indent)
    else { return nil }
    let nextMark = ListMark(bytes.span.extracting(nextFirst.content))
    var nextNumber: Int?
    if case .number(let number) = nextMark?.kind { nextNumber = number }
    let nextText = nextFirst.content.lowerBound..<nextLast.content.upperBound
    let verdict = HeadingRule.judge(
      bytes.span.extracting(first.content.lowerBound..<last.content.upperBound),
      width: lines.reduce(0) { $0 + $1.width }, lineCount: lines.count,
      isBeforeProse: nextMark == nil && ProseRule(bytes.span.extracting(nextText)).isProse,
      nextNumber: nextNumber)
    guard case .heading(let depth) = verdict else { return nil }
    var paragraph = ParagraphText(keepsLines: false)
    for line in lines { paragraph.add(bytes[line.content]) }
    return Element(
      .title, String(decoding: paragraph.bytes, as: UTF8.self), depth: depth,
      sourceRange: Self.range(lines))
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func range(_ lines: ArraySlice<TextLine>) -> Range<Int>? {
    guard let first = lines.first, let last = lines.last else { return nil }
    return first.scalars.lowerBound..<last.scalars.upperBound
  }
}
