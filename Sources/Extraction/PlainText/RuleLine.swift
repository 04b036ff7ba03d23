/// A line of one repeated sign, which underlines a heading or parts sections.
struct RuleLine {
  private(set) var sign: UInt8
  /// The columns from its first sign to its last.
  private(set) var width: Int

  init?(_ line: Span<UInt8>) {
    guard line.count >= 3, Self.signs.contains(line[0]) else { return nil }
    var count = 0
    for index in line.indices {
      if line[index] == line[0] {
        count += 1
      } else if line[index] != 0x20 {
        return nil
      }
    }
    guard count >= 3 else { return nil }
    sign = line[0]
    width = line.count
  }

  /// The depth of a heading that the line underlines.
  ///
  /// An underline is about as long as its heading.
  func depth(under line: TextLine) -> Int? {
    guard width * 2 >= line.width, width <= line.width * 2 + 4, line.width <= 120 else { return nil }
    switch sign {
    case UInt8(ascii: "="): return 0
    case UInt8(ascii: "-"): return 1
    case UInt8(ascii: "~"): return 2
    case UInt8(ascii: "^"): return 3
    default: return nil
    }
  }

  private static let signs = Array("=-~^*_#+.".utf8)
}
