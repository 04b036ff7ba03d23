/// How the lines of a block are filled, which tells line ends that someone meant.
///
/// In filled text a line ends where the next word no longer fits, so a line that had room for it
/// ends a paragraph. Lines longer than any page's were not broken by a width at all, and each of
/// them is a paragraph.
enum ParagraphFill {
  /// Line ends mean nothing.
  case unknown
  /// Most lines reach about this width.
  case width(Int)
  /// Every line is a paragraph.
  case unwrapped

  private static let fewestLines = 12
  private static let longestLine = 240
  /// Sentences on lines wider than a page are a paragraph each.
  private static let widestPage = 90

  init(_ block: [TextLine], in bytes: Span<UInt8>) {
    guard block.count > 1 else {
      self = .unknown
      return
    }
    if block.contains(where: { $0.scalarCount > Self.longestLine }) {
      self = .unwrapped
      return
    }
    self = .unknown
    if block.contains(where: { $0.scalarCount > Self.widestPage }),
      block.allSatisfy({ Self.isWhole($0, in: bytes) })
    {
      self = .unwrapped
      return
    }
    guard block.count >= Self.fewestLines else { return }
    let lengths = block.map { $0.indent + $0.scalarCount }.sorted()
    let width = lengths[lengths.count * 9 / 10]
    let full = lengths.count { $0 * 100 >= width * 85 }
    // Where nothing parts the paragraphs of a whole text, its lists and tables are lines among them.
    let isWholeText = block.count >= 60 && full * 5 >= lengths.count
    if width >= 45, full * 2 >= lengths.count || isWholeText { self = .width(width) }
  }

  /// Whether a line begins and ends as sentences do.
  private static func isWhole(_ line: TextLine, in bytes: Span<UInt8>) -> Bool {
    SentenceEnd(bytes, from: line.start, to: line.end) == .full
      && !ProseMeasure(bytes, from: line.start, to: line.end).beginsInLowercase
  }

  /// Whether the end of a line before another is the end of a paragraph.
  func endsParagraph(_ line: TextLine, before next: TextLine, in bytes: Span<UInt8>) -> Bool {
    switch self {
    case .unknown: return false
    case .unwrapped: return true
    case .width(let width):
      var word = 0
      var index = next.start
      while index < next.end, bytes[index] != 0x20, bytes[index] != 0x09 {
        if bytes[index] & 0xC0 != 0x80 { word += 1 }
        index += 1
      }
      return (line.indent + line.scalarCount + 1 + word) * 100 <= width * 85
    }
  }
}
