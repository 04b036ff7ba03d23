/// An upper bound on the work a document makes the parser do, from one pass over its bytes.
///
/// The parser is linear for what people write and quadratic or worse for a few shapes (deep
/// nesting followed by many lines, markup that is opened and never closed, very wide tables, long
/// link targets used often): a file of 200 KB can keep it busy for minutes, and a call cannot be
/// stopped. Costs are in rough nanoseconds, measured; they may exceed the true ones, never the
/// reverse.
struct MarkdownWorkload {
  private(set) var footnotes = FootnoteLabels()

  private let bytes: UnsafeBufferPointer<UInt8>
  private var depth = 0
  private var followsBlank = true
  private var nesting = 0.0
  private var brackets = 0.0
  private var longestReference = 0.0
  private var inlines = InlineWorkload()
  private var inlineCost = 0.0
  private var region = RegionWorkload()
  private var regionCost = 0.0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads the whole document, and refuses it when its bound is over the budget.
  mutating func measure() throws(CommonMarkError) {
    var start = 0
    var line = 0
    while start < bytes.count {
      line += 1
      let end = readLine(from: start)
      start = end + 1
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { start += 1 }
      if line & 0xFF == 0 { try check(line) }
    }
    closeRegion(at: bytes.count)
    try check(line)
  }

  private func check(_ line: Int) throws(CommonMarkError) {
    let size = Double(bytes.count)
    let budget = 1e9 + 300 * size
    let shape: String? =
      if nesting > budget {
        "deep nesting"
      } else if inlineCost > budget {
        "markup that is opened and not closed"
      } else if regionCost > budget {
        "a table or what looks like one"
      } else if brackets * longestReference > 64e6 + 16 * size {
        "a long link target that is used often"
      } else {
        nil
      }
    if let shape { throw .tooCostly(shape: shape, line: line) }
  }

  /// Accounts for a line and returns the offset of its end.
  private mutating func readLine(from start: Int) -> Int {
    let prefix = BlockPrefix(bytes, at: start)
    guard !prefix.isBlankLine else {
      nesting += Double(depth) * 6
      followsBlank = true
      closeRegion(at: start)
      return prefix.end
    }
    if prefix.startsLeaf { closeInlines(at: start) }
    if prefix.end < bytes.count, bytes[prefix.end] == UInt8(ascii: "[") {
      footnotes.note(bytes, at: prefix.end)
      region.beginBracketLine(at: start)
    }
    let line = LineScan(bytes, from: prefix.end, into: &inlines)
    brackets += line.brackets
    region.add(line, from: start)
    depth = followsBlank ? prefix.width : max(depth, prefix.width)
    followsBlank = false
    nesting += Double(depth) * 6 * (2 + 2 * line.specials)
    return line.end
  }

  private mutating func closeRegion(at offset: Int) {
    closeInlines(at: offset)
    longestReference = max(longestReference, region.longestReference(endingAt: offset))
    regionCost += region.cost
    region = RegionWorkload()
  }

  private mutating func closeInlines(at offset: Int) {
    inlineCost += inlines.cost(endingAt: offset)
    inlines = InlineWorkload()
  }
}
