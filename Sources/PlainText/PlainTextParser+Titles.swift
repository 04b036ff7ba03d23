import Documents

extension PlainTextParser {
  private static let longestTitle = 80

  /// Takes a title that begins at a line; gives how many lines it took, 0 if there is none.
  mutating func title(
    at index: Int,
    of block: [TextLine],
    before next: [TextLine],
    in bytes: Span<UInt8>
  ) -> Int {
    if let taken = underlinedTitle(at: index, of: block, in: bytes) { return taken }
    guard index == 0 else { return 0 }
    let capitals = capitalLines(of: block, in: bytes)
    let isFollowed = !next.isEmpty || capitals < block.count
    if (1...2).contains(capitals), isFollowed {
      let hasSubtitle = capitals < block.count
      appendTitle(block[..<capitals], .capitals, hasSubtitle: hasSubtitle)
      return capitals
    }
    let line = block[0]
    if let marker = ListMarker(bytes, line) {
      guard block.count == 1, let levels = numberedTitle(line, marker, before: next, in: bytes)
      else { return 0 }
      appendTitle(block[..<1], .numbered(levels: levels), hasSubtitle: false)
      return 1
    }
    guard isShort(line, in: bytes) else { return 0 }
    let measure = ProseMeasure(bytes, from: line.start, to: line.end)
    guard !measure.hasColumns, !measure.beginsInLowercase, measure.words <= 12 else { return 0 }
    let isTitle =
      block.count > 1
      ? leads(line, into: block[1...], in: bytes)
      : measure.isWordy && beginsProse(next, in: bytes) && !list.holds(indent: line.indent)
        && next.first?.page == line.page
    guard isTitle else { return 0 }
    appendTitle(block[..<1], .plain, hasSubtitle: false)
    return 1
  }

  private mutating func appendTitle(
    _ lines: ArraySlice<TextLine>,
    _ style: TitleStyle,
    hasSubtitle: Bool
  ) {
    closeList()
    outline.add(elements.count, style, hasSubtitle: hasSubtitle)
    append(.title, lines)
  }

  private mutating func underlinedTitle(
    at index: Int,
    of block: [TextLine],
    in bytes: Span<UInt8>
  ) -> Int? {
    let line = block[index]
    if index + 2 < block.count, let sign = bytes.ruleSign(line),
      bytes.ruleSign(block[index + 2]) == sign, !bytes.isRule(block[index + 1]),
      bytes.isUnderline(line, of: block[index + 1])
    {
      appendTitle(
        block[(index + 1)...(index + 1)],
        .underlined(sign, over: true),
        hasSubtitle: false
      )
      drop(line.start, line.end, in: bytes)
      drop(block[index + 2].start, block[index + 2].end, in: bytes)
      return 3
    }
    guard index + 1 < block.count, !bytes.isRule(line),
      let sign = bytes.ruleSign(block[index + 1]),
      ListMarker(bytes, line)?.isNumeric ?? true
    else { return nil }
    let under = block[index + 1]
    guard
      index == 0
        ? bytes.isUnderline(under, of: line) : bytes.isUnderline(under, exactlyOf: line)
    else { return nil }
    appendTitle(block[index...index], .underlined(sign, over: false), hasSubtitle: false)
    drop(under.start, under.end, in: bytes)
    return 2
  }

  /// How many lines at the beginning are short and all in capitals.
  private func capitalLines(of block: [TextLine], in bytes: Span<UInt8>) -> Int {
    var count = 0
    for line in block.prefix(3) {
      guard isShort(line, in: bytes), ListMarker(bytes, line) == nil else { break }
      let measure = ProseMeasure(bytes, from: line.start, to: line.end)
      guard !measure.hasLowercase, measure.isWordy, measure.letters >= 3, !measure.hasColumns
      else { break }
      count += 1
    }
    return count
  }

  /// The level of a numbered line that is a title and no list item.
  private func numberedTitle(
    _ line: TextLine,
    _ marker: ListMarker,
    before next: [TextLine],
    in bytes: Span<UInt8>
  ) -> Int? {
    let levels: Int
    switch marker.kind {
    case .ordered(opening: false, closing: UInt8(ascii: "."), isLetter: false, _): levels = 1
    case .clause(let count): levels = count
    default: return nil
    }
    guard isShort(line, in: bytes), let following = next.first else { return nil }
    let measure = ProseMeasure(bytes, from: line.start, to: line.end)
    guard measure.isWordy, measure.words <= 12 else { return nil }
    // In a list the neighbours count on in the same style.
    if let item, item.indent == line.indent, item.marker.hasStyle(of: marker) { return nil }
    if following.indent == line.indent, let other = ListMarker(bytes, following),
      other.hasStyle(of: marker)
    {
      return nil
    }
    return levels
  }

  /// Short enough for a title, and without a mark at its end.
  private func isShort(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    line.scalarCount <= Self.longestTitle
      && SentenceEnd(bytes, from: line.start, to: line.end) == .none
  }

  /// Whether the lines right below begin a list that hangs on this one.
  private func leads(
    _ line: TextLine,
    into below: ArraySlice<TextLine>,
    in bytes: Span<UInt8>
  ) -> Bool {
    guard let item = below.first, let marker = ListMarker(bytes, item), marker.beginsList else {
      return false
    }
    if item.indent > line.indent { return true }
    guard !marker.isNumeric else { return false }
    // A single dash at the edge may be a dash of the sentence.
    guard let second = below.dropFirst().first else { return true }
    return second.indent > item.indent || bytes.isRule(second)
      || (ListMarker(bytes, second)?.hasStyle(of: marker) ?? false)
  }

  private func beginsProse(_ next: [TextLine], in bytes: Span<UInt8>) -> Bool {
    guard let line = next.first else { return false }
    if next.count > 1 || line.scalarCount >= 50 || ListMarker(bytes, line) != nil { return true }
    return SentenceEnd(bytes, from: line.start, to: line.end) == .full
  }
}
