import CommonMark

/// The places of Markdown blocks in the scalars of the whole text.
struct MarkdownPlaces {
  private let lines: SourceLines
  /// The lines before the first one that the parser saw.
  private let skippedLines: Int

  init(_ lines: SourceLines, skipping skippedLines: Int) {
    self.lines = lines
    self.skippedLines = skippedLines
  }

  /// The range of a leaf block.
  ///
  /// The parser's end of an underlined heading lies in the next block, and a paragraph cut off from a table
  /// has no place at all, so the next block is asked as well.
  func range(of blocks: [MarkdownBlock], _ index: Int) -> Range<Int> {
    lines.scalars(bytes(of: blocks, index))
  }

  /// A leaf block as it is written.
  func text(of blocks: [MarkdownBlock], _ index: Int) -> String {
    lines.text(bytes(of: blocks, index))
  }

  private func bytes(of blocks: [MarkdownBlock], _ index: Int) -> Range<Int> {
    let source = blocks[index].source
    let next = blocks[(index + 1)...].first { Self.isStart($0.kind) }?.source
    let own = source.startLine > 0 ? source : next ?? source
    let start = lines.byte(line: own.startLine + skippedLines, column: own.startColumn)
    var end = lines.byte(line: own.endLine + skippedLines, column: own.endColumn + 1)
    if let next {
      let nextStart = lines.byte(line: next.startLine + skippedLines, column: next.startColumn)
      if nextStart > start { end = min(end, nextStart) }
    }
    return lines.trimmed(start..<max(start, end))
  }

  private static func isStart(_ kind: MarkdownBlock.Kind) -> Bool {
    switch kind {
    case .quoteEnd, .listEnd, .itemEnd, .footnoteEnd: false
    default: true
    }
  }
}
