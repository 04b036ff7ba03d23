/// How a group of lines is laid out.
struct TextLayout {
  /// Whether most of the text is in lines too long to be wrapped, so that each is a paragraph.
  let linesAreParagraphs: Bool
  /// Whether the lines are not filled, so that line ends mean something.
  let keepsLines: Bool
  /// The columns at which lines are wrapped.
  private let wrapWidth: Int
  /// Whether a paragraph begins wherever a line is indented more than the others.
  private let indentsParagraphs: Bool
  private let leastIndent: Int
  private let hasDashes: Bool

  /// Lines longer than this are not wrapped.
  private static let longestWrapped = 200
  /// The most bytes of unfilled lines, such as those of a log, that are taken as one.
  private static let mostRecordBytes = 8192

  init(_ group: [TextLine], in bytes: Span<UInt8>) {
    var least = Int.max
    var columns = (all: 0, long: 0)
    var widths = [Int](repeating: 0, count: Self.longestWrapped + 2)
    for line in group {
      least = min(least, line.indent)
      columns.all += line.width
      if line.width > Self.longestWrapped { columns.long += line.width }
      widths[min(line.width, Self.longestWrapped + 1)] += 1
    }
    leastIndent = least
    linesAreParagraphs = group.count > 1 && columns.long * 2 > columns.all
    // A line in twenty may stand out.
    var outliers = group.count / 20
    var width = Self.longestWrapped + 1
    while width > 0, outliers >= widths[width] {
      outliers -= widths[width]
      width -= 1
    }
    wrapWidth = width
    var loose = (all: 0, inSentence: 0)
    for index in group.indices.dropFirst()
    where Self.isLoose(group[index - 1], before: group[index], width, bytes) {
      loose.all += 1
      if group[index].indent < least + 2,
        !SentenceEnd.isAtEnd(of: bytes.extracting(group[index - 1].content))
      {
        loose.inSentence += 1
      }
    }
    let joints = group.count - 1
    keepsLines = loose.inSentence * 3 > joints || loose.all * 3 > joints * 2 && joints > 2
    let indented = group.count { $0.indent >= least + 2 }
    indentsParagraphs = indented * 2 <= group.count
    hasDashes = group.count { Self.isDash(bytes, $0) } >= 2
  }

  /// Tells whether a paragraph begins at a line, by its indentation or by the end of the one before.
  func startsParagraph(
    _ line: TextLine, after previous: TextLine, blockStart: TextLine, in bytes: Span<UInt8>
  ) -> Bool {
    if linesAreParagraphs || line.hasWideIndent { return true }
    if indentsParagraphs, line.indent >= leastIndent + 2 { return true }
    if keepsLines {
      return line.content.lowerBound - blockStart.content.lowerBound > Self.mostRecordBytes
    }
    return Self.isLoose(previous, before: line, wrapWidth * 7 / 8, bytes)
      && SentenceEnd.isAtEnd(of: bytes.extracting(previous.content))
  }

  /// Tells whether a mark begins a list item.
  ///
  /// A lone dash begins speech; a number at the start of a wrapped line is part of the sentence.
  func accepts(_ mark: ListMark, isFirst: Bool, isInList: Bool, after number: Int?) -> Bool {
    switch mark.kind {
    case .bullet: true
    case .dash: hasDashes
    case .letter: isFirst || isInList
    case .number(let value): isFirst || value == 1 || isInList && value == (number ?? 0) + 1
    }
  }

  /// Tells whether the first word of a line would have fitted on the line before.
  private static func isLoose(
    _ line: TextLine, before next: TextLine, _ wrapWidth: Int, _ bytes: Span<UInt8>
  ) -> Bool {
    let room = wrapWidth - line.width - 1
    guard room > 0 else { return false }
    var columns = 0
    for index in next.content {
      let byte = bytes[index]
      if byte <= 0x20 { break }
      if byte & 0xC0 != 0x80 { columns += 1 }
      // Wide letters may be parted anywhere.
      if byte >= 0xE3, byte <= 0xE9 { return room >= 2 }
      if columns > room { return false }
    }
    return true
  }

  private static func isDash(_ bytes: Span<UInt8>, _ line: TextLine) -> Bool {
    bytes[line.content.lowerBound] == 0xE2
      && ListMark(bytes.extracting(line.content))?.kind == .dash
  }
}
