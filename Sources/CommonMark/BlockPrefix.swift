/// What a line begins with before its text: indentation and marks of quotes and list items.
struct BlockPrefix {
  /// A bound on the number of blocks that the line can be inside of.
  private(set) var width = 0
  /// The offset of the first byte after it.
  private(set) var end: Int
  private(set) var isBlankLine = true
  /// Whether the line cannot go on with a paragraph that is open.
  private(set) var startsLeaf = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    end = start
    scan: while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "\t"): width += 4
      case UInt8(ascii: " "): width += 1
      case UInt8(ascii: ">"):
        isBlankLine = false
        width += 1
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
        guard Self.isSpace(bytes, end + 1) else { break scan }
        isBlankLine = false
        if width < 4, !Self.isEnd(bytes, end + 2) { startsLeaf = true }
        width += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var mark = end
        while mark < bytes.count, mark - end < 9, (0x30...0x39).contains(bytes[mark]) { mark += 1 }
        guard mark < bytes.count, bytes[mark] == 0x2E || bytes[mark] == 0x29,
          Self.isSpace(bytes, mark + 1)
        else { break scan }
        isBlankLine = false
        width += 2
        end = mark
      default: break scan
      }
      end += 1
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "#"), end - start == width, width < 4 {
      var mark = end
      while mark < bytes.count, bytes[mark] == UInt8(ascii: "#") { mark += 1 }
      if mark - end <= 6, Self.isSpace(bytes, mark) { startsLeaf = true }
    }
    isBlankLine = isBlankLine && Self.isEnd(bytes, end)
  }

  private static func isEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    offset >= bytes.count || bytes[offset] == 0x0A || bytes[offset] == 0x0D
  }

  private static func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    isEnd(bytes, offset) || bytes[offset] == 0x20 || bytes[offset] == 0x09
  }
}
